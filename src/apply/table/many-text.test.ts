import * as fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { withoutUnseen } from '~/ui/text/visible-text'
import { tableText, textRows } from '~/apply/table/many-text'
import { textRow } from '~/ui/text/text-row'

const twoNumbers = ([first, second]: string[]) => /^\d+$/.test(first ?? '') && /^\d+$/.test(second ?? '')
const read = (text: string) => {
  const { body, delimiter } = tableText(text, () => 0)
  return [...textRows(body, delimiter, twoNumbers)].map(({ cells, raw, malformedQuote }) =>
    malformedQuote ? { cells, malformedQuote: raw } : { cells },
  )
}
const cellsOf = (text: string) => read(text).map(({ cells }) => cells)

test.each([
  ['commas', '1,2,a\n3,4,b'],
  ['tabs', '1\t2\ta\n3\t4\tb'],
  ['semicolons', '1;2;a\n3;4;b'],
  ['Windows lines', '1,2,a\r\n3,4,b\r\n'],
  ['old Macintosh lines', '1,2,a\r3,4,b\r'],
  ['mixed lines', '\r\n1,2,a\n\r\n3,4,b\r'],
  ['quotes', '"1","2","a"\n"3","4","b"'],
  ['space around quotes', '1, 2 , "a"\n3,"4" ,\u00a0"b"\u200b'],
  ['a byte order mark', '\ufeff"1",2,a\n3,4,b'],
  ['white space around cells', ' 1\u00a0,\u200b2,\ta\n3 ,4,b'],
  ['blank lines and rows of empty cells', '\n1,2,a\n \u00a0\n,,\n\u200b\n3,4,b\n\n'],
  ['indentation by tabs', '\t1,2,a\n\t3,4,b'],
])('reads cells between %s', (_name, text) => {
  expect(cellsOf(text)).toEqual([
    ['1', '2', 'a'],
    ['3', '4', 'b'],
  ])
})

test.each([
  ['1\t2\ta,b,c;d', ['1', '2', 'a,b,c;d']],
  ['1;2;a,b,c', ['1', '2', 'a,b,c']],
  ['1,2,a;b;c', ['1', '2', 'a;b;c']],
  ['"x,y,z";2;a', ['x,y,z', '2', 'a']],
  ['1;2;a\n1,5;2;b\n3;4;c', ['1', '2', 'a']],
  ['1\t2\t"a,\nb,\nc,"', ['1', '2', 'a,\nb,\nc,']],
])('finds the delimiter of %j', (text, cells) => {
  expect(cellsOf(text)[0]).toEqual(cells)
})

test.each([
  ['a line break', '1,2,"a\nb"', 'a\nb'],
  ['a delimiter', '1,2,"a,b"', 'a,b'],
  ['a quotation mark', '1,2,"a""b"', 'a"b'],
  ['nothing', '1,2,""', ''],
  ['an apostrophe before a number', "1,2,'007", "'007"],
  ['an apostrophe of its own', "1,2,'a", "'a"],
  ['a quotation mark inside', '1,2,a"b', 'a"b'],
])('a cell can hold %s', (_name, text, cell) => {
  expect(read(text)).toEqual([{ cells: ['1', '2', cell] }])
})

test.each([
  ['never closed', '"b'],
  ['closed too early', '"b"c'],
  ['closed once too often', '"b""'],
  ['opened twice', '""b'],
  ['closed by the quote of a later row', '"b\n5,6,"c"'],
  ['closed at the end of a later row', '"b\n5,6,c"'],
])('a quotation mark that is %s spoils one row, and every other is read', (_name, rest) => {
  const rows = read(`1,2,a\n3,4,${rest}\n7,8,d`)
  expect(rows[0]).toEqual({ cells: ['1', '2', 'a'] })
  expect(rows[1]).toMatchObject({ malformedQuote: `3,4,${rest.split('\n')[0]}` })
  expect(rows.at(-1)).toEqual({ cells: ['7', '8', 'd'] })
  expect(rows).toHaveLength(3 + rest.split('\n').length - 1)
})

test.each([
  ['sep=;\n1;2;a,b,c', ['1', '2', 'a,b,c']],
  ['\ufeffSEP=|\r\n1|2|"a|b"', ['1', '2', 'a|b']],
  ['"sep=\t"\n1\t2\ta,b', ['1', '2', 'a,b']],
  ['sep=^\n1^2^a', ['1', '2', 'a']],
])('the line that names the delimiter is obeyed and is no row: %j', (text, cells) => {
  expect(cellsOf(text)).toEqual([cells])
})

test('the line that names columns shows the delimiter, whatever stands on most lines', () => {
  const text = 'Tables, to back up\na, b\nc, d\nx;y;z\n1;2;a'
  const countNames = (cells: string[]) => cells.filter((cell) => 'xyz'.includes(cell)).length
  expect(tableText(text, countNames)).toMatchObject({ delimiter: ';' })
})

test('a row with a malformed quote may have begun lines earlier, and is kept to the letter', () => {
  expect(read('1,2,"a\nb","c\n3,4,d')).toEqual([
    { cells: ['1', '2', 'a\nb', '"c'], malformedQuote: '1,2,"a\nb","c' },
    { cells: ['3', '4', 'd'] },
  ])
})

const unit = fc.constantFrom(
  '1',
  '2',
  '.',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '"',
  "'",
  ' ',
  '\u00a0',
  '\ufeff',
  '=',
  'a',
  '，',
)
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 60 }))

test('any text is read without failing, and no character of a cell is made up', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const written = withoutUnseen(text).replaceAll(/\r\n?/g, '\n').replaceAll('""', '"')
      const cells = read(text).flatMap((row) => ('malformedQuote' in row ? [] : row.cells))
      expect(cells.filter((cell) => !written.includes(cell.replaceAll('""', '"')))).toEqual([])
    }),
  )
})

test('without quotation marks there are as many rows as lines with text', () => {
  const lines = fc
    .constantFrom(',', ';', '\t')
    .chain((delimiter) => fc.array(fc.string({ unit: fc.constantFrom('1', 'a', ' ', '\u00a0', "'", '=', delimiter) })))
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (some, lineEnd) => {
      const withText = some.filter((line) => /[^,;\s]/.test(line))
      expect(read(some.join(lineEnd))).toHaveLength(withText.length)
    }),
  )
})

const word = fc.string({ unit: fc.constantFrom('a', '7', '"', ',', ';', '\t', '\n', ' ', "'", '-') })
const trimmed = word.map((text) => text.trim())
const holdsARow = (cell: string) =>
  cell
    .split('\n')
    .some((line) => ['\t', ',', ';'].some((mark) => twoNumbers(line.split(mark).map((text) => text.trim()))))

test('rows written as text come back one for one and to the letter', () => {
  const cell = trimmed.filter((text) => !holdsARow(text))
  const row = fc.tuple(fc.constant('t'), cell, cell, cell)
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(cellsOf(['t\t\t\t', ...rows.map((cells) => textRow(cells))].join('\n'))).toEqual([
        ['t', '', '', ''],
        ...rows,
      ])
    }),
  )
})

test('what is well written is read as papaparse reads it', () => {
  const cell = trimmed.filter((text) => !text.startsWith("'") && !holdsARow(text))
  const row = fc.tuple(fc.constant('t'), cell, cell)
  fc.assert(
    fc.property(fc.array(row), fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
      const text = Papa.unparse([['t', '', ''], ...rows], { delimiter, newline: '\n', quotes: [false, true, true] })
      expect(cellsOf(text)).toEqual(Papa.parse(text, { delimiter, newline: '\n' }).data)
    }),
  )
})
