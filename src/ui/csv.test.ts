import * as fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csv, unmarked } from '~/ui/csv'

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
const spaces = ['', ' ', '\t', '\r', '\n', '\u00a0', '\ufeff', '\u200b', '\t \u00a0']

test.each(starts.flatMap((start) => spaces.map((space) => `${space}${start}HYPERLINK("http://x")`)))(
  '%j is text',
  (cell) => {
    expect(cellOf(cell)).toBe(`'${cell}`)
  },
)

test.each(['\tx', '\rx', '\nx'])('%j begins with what hides a formula and is text', (cell) => {
  expect(cellOf(cell)).toBe(`'${cell}`)
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

test('no cell of any text begins as a formula', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      expect(cellOf(cell)).not.toMatch(/^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/u)
    }),
  )
})

test('any cells come back to the letter once the marks are taken away', () => {
  const width = 3
  const row = fc.array(anyCell, { minLength: width, maxLength: width })
  fc.assert(
    fc.property(row, fc.array(row), (header, rows) => {
      expect(read(csv(header, rows)).map((cells) => cells.map(unmarked))).toEqual([header, ...rows])
    }),
  )
})
