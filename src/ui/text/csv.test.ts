import * as fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csv, unmarked } from '~/ui/text/csv'

const read = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data
const cellOf = (cell: string) => read(csv(['a'], [[cell]]))[1]?.[0]

test('a file for spreadsheets: byte order mark, CRLF, quotes where needed', () => {
  expect(
    csv(
      ['row', 'message'],
      [
        ['1', 'no, "never"'],
        ['2', 'plain'],
      ],
    ),
  ).toBe('\ufeffrow,message\r\n1,"no, ""never"""\r\n2,plain')
})

const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
const spaces = ['', ' ', '\u00a0', '\ufeff', '\u200b', ' \u00a0\u202e']

test.each(starts.flatMap((start) => spaces.map((space) => `${space}${start}HYPERLINK("http://x")`)))(
  '%j is text',
  (cell) => {
    expect(cellOf(cell)).toBe(`'${cell}`)
  },
)

test.each([
  ['\t=1+1', "' =1+1"],
  ['\0=1+1', "'=1+1"],
  ['\x1b\x7f=1+1', "'=1+1"],
  ['bob\t=1+1', 'bob =1+1'],
  ['a\r\n=1+1', 'a =1+1'],
  ['a \u2028 =1+1', 'a =1+1'],
  ['players;=HYPERLINK("http://x")', 'players;\'=HYPERLINK("http://x")'],
  [';=1+1', ";'=1+1"],
  ['a; "=1+1"', 'a; "\'=1+1"'],
  ["a;'=1+1", "a;''=1+1"],
  ['=1;=2', "'=1;'=2"],
  ['a; \u200b\u00a0＝1', "a; \u200b\u00a0'＝1"],
  ['126.2.2.2;126.2.2.3', '126.2.2.2;126.2.2.3'],
])('%j is written as %j', (cell, text) => {
  expect(cellOf(cell)).toBe(text)
})

test.each(['007', '00', '1e3', '1E5', '1.0', '126.0', '.5', '1,000', '1000000000000000', '9007199254740993', ' 12'])(
  '%j stays as it is by being text',
  (cell) => {
    expect(cellOf(cell)).toBe(`'${cell}`)
  },
)

test.each(['mar1', 'MARCH1', 'sept2', 'Dec 2024', 'may-5', 'true', 'FALSE'])(
  '%j, which a spreadsheet makes a day or a truth value of, stays as it is by being text',
  (cell) => {
    expect(cellOf(cell)).toBe(`'${cell}`)
  },
)

test.each([
  '',
  ' ',
  'mar',
  'mars1',
  'mar1_player',
  'truely',
  '0',
  '126',
  '999999999999999',
  '126.2.2.2',
  '126.2.2.2 126.2.2.3',
  'player',
  '3v3',
  "'player",
  'a=b',
])('%j needs nothing', (cell) => {
  expect(cellOf(cell)).toBe(cell)
})

test('a cell may hold any amount of space', () => {
  const cell = `a${' '.repeat(1_000_000)}b`
  expect(cellOf(cell)).toBe(cell)
})

test('the header is as safe as the rows', () => {
  expect(csv(['=1+1'], [])).toBe("\ufeff'=1+1")
})

const anyCell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom("'", '=', '-', '0', '1', '9', '"', ',', ';', '\t', '\r', '\n', ' ', '＝', 'e', '.', 'may'),
  }),
)

test.each([',', ';', '\t'])('no cell of any text begins as a formula when %j separates', (separator) => {
  fc.assert(
    fc.property(fc.array(fc.array(anyCell, { minLength: 2, maxLength: 2 })), (rows) => {
      const text = csv(['a', 'b'], rows)
      // To another separator the quotes of a cell are any characters, but those that begin a line.
      const lines = separator === ',' ? read(text) : text.split('\r\n').map((line) => line.split(separator))
      for (const [first = '', ...later] of lines) {
        expect(separator === ',' ? first : first.replace('"', '')).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u)
        for (const cell of later) {
          expect(cell).not.toMatch(separator === ',' ? /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u : /^[\s"\p{Cf}]*[=+\-@＝＋－＠]/u)
        }
      }
      expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
    }),
  )
})

test('any cells come back to the letter once the marks are taken away', () => {
  const width = 3
  const row = fc.array(anyCell, { minLength: width, maxLength: width })
  fc.assert(
    fc.property(row, fc.array(row), (header, rows) => {
      const bare = (cells: string[]) => cells.map((cell) => cell.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ''))
      const written = [header, ...rows].map(bare)
      expect(read(csv(bare(header), rows.map(bare))).map((cells) => cells.map(unmarked))).toEqual(written)
    }),
  )
})
