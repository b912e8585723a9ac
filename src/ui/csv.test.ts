import * as fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csv, keptFromUnmarking, unmarked } from '~/ui/csv'

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
const spaces = ['', ' ', '\u00a0', '\ufeff', '\u200b', ' \u00a0']

test.each(starts.flatMap((start) => spaces.map((space) => `${space}${start}HYPERLINK("http://x")`)))(
  '%j is text',
  (cell) => {
    expect(cellOf(cell)).toBe(`'${cell}`)
  },
)

test.each([
  ['\0=1+1', "' =1+1"],
  ['bob\t=1+1', 'bob =1+1'],
  ['two\r\n=lines', 'two =lines'],
  ['players;=HYPERLINK(1)', "players;'=HYPERLINK(1)"],
  [';=1;"-1"; ＠1;\'=1', `;'=1;'"-1";' ＠1;''=1`],
  ['a;b', 'a;b'],
])('%j is written as %j', (cell, written) => {
  expect(cellOf(cell)).toBe(written)
})

test.each(['007', '00', '1e3', '1E5', '1.0', '126.0', '.5', '1,000', '1000000000000000', '9007199254740993', ' 12'])(
  '%j stays as it is by being text',
  (cell) => {
    expect(cellOf(cell)).toBe(`'${cell}`)
  },
)

test.each([
  '',
  ' ',
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

test('the header is as safe as the rows', () => {
  expect(csv(['=1+1'], [])).toBe("\ufeff'=1+1")
})

const anyCell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom("'", '=', '-', '0', '1', '9', '"', ',', ';', '\t', '\r', '\n', ' ', '＝', 'e', '.'),
  }),
)

const width = 3
const anyRow = fc.array(anyCell, { minLength: width, maxLength: width })
const anyRows = fc.array(anyRow)

test.each([',', ';', '\t'])('with "%s" between the cells none of any text begins as a formula', (delimiter) => {
  fc.assert(
    fc.property(anyRow, anyRows, (header, rows) => {
      const text = csv(header, rows)
      const cells = Papa.parse<string[]>(text, { delimiter, newline: '\r\n' }).data.flat()
      // Not every program lets quotes hide what is between them.
      const split = delimiter === ',' ? [] : text.split(/\r\n/).flatMap((line) => line.split(delimiter))
      for (const cell of [...cells, ...split])
        expect(cell).not.toMatch(/^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]/u)
    }),
  )
})

test('any cells come back to the letter once the marks are taken away, on one line and without control characters', () => {
  const plain = (cell: string) => cell.replaceAll(/\s*[\p{Cc}\u2028\u2029]+\s*/gu, ' ')
  fc.assert(
    fc.property(anyRow, anyRows, (header, rows) => {
      expect(read(csv(header, rows)).map((cells) => cells.map(unmarked))).toEqual(
        [header, ...rows].map((cells) => cells.map(plain)),
      )
    }),
  )
})

test('any cell survives unmarking when it is kept from it', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      expect(unmarked(keptFromUnmarking(cell))).toBe(cell)
    }),
  )
  expect(keptFromUnmarking('007')).toBe('007')
})
