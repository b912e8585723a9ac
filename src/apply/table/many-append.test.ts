import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { appendRows, onlyRows } from '~/apply/table/many-append'
import { combine, type Combination } from '~/apply/table/many-combine'
import { readRows } from '~/apply/table/many-rows'
import { resultCsv } from '~/apply/many/result-csv'
import { applyBody } from '~/oms/application-draft'

const base: Combination = { setId: '126', appId: '2', zoneIds: '', tableNames: '', autoApprove: false }
const header = 'set_id\tapp_id\tzone_id\ttable_name\tsvr_ids\tauto_approve'
const placesOf = (text: string) => readRows(t, text).rows.map(({ cells }) => [cells.zoneId, cells.tableName])
const kindsOf = (text: string) => readRows(t, text).rows.map(({ kind }) => kind)

test('rows are added to nothing, and nothing to rows', () => {
  const rows = combine({ ...base, zoneIds: '0' })
  expect(appendRows(' \n', rows)).toBe(rows)
  expect(appendRows(rows, '')).toBe(rows)
  expect(appendRows(rows, header)).toBe(rows)
})

test('a text of the same form stays as it was typed', () => {
  const typed = `${header}\n\n126\t2\t 0 \ta\n\n`
  const added = combine({ ...base, zoneIds: '1', tableNames: 'a' })
  expect(appendRows(typed, added)).toBe(`${header}\n\n126\t2\t 0 \ta\n${added}`)
})

test.each([
  ['commas and no header', '126,2,0,a'],
  ['semicolons and another order', 'Table name;Set ID;App ID;Zone ID\na;126;2;0'],
  ['fewer columns', 'set_id\tapp_id\ttable_name\n126\t2\ta'],
])('rows are added to a text with %s', (_name, text) => {
  const both = appendRows(text, combine({ ...base, zoneIds: '7', tableNames: 'b' }))
  expect(readRows(t, both)).toMatchObject({ names: expect.stringContaining('\t') as unknown, errors: [] })
  expect(kindsOf(both)).toEqual(['valid', 'valid'])
  expect(placesOf(both)).toEqual([...placesOf(text), ['7', 'b']])
})

test('what was wrong stays wrong and to the letter, so that nothing becomes valid by adding rows', () => {
  const text = 'set_id,app_id,table_name,note\n126,2,a,"x\n126,2,b,fine,5\n007,2,c,"two\nlines"'
  const both = appendRows(text, combine({ ...base, zoneIds: '7' }))
  expect(kindsOf(both)).toEqual(['wrong', 'wrong', 'wrong', 'valid'])
  expect(both).toContain('"126,2,a,""x"')
  expect(both).toContain('fine\t5')
  expect(both).toContain('"two\nlines"')
})

test('a surplus cell does not slip below a column of the other table', () => {
  const both = appendRows('set_id,app_id,zone_id\n126,2,0,surplus', 'set_id;app_id;zone_id;table_name\n126;2;1;a')
  expect(kindsOf(both)).toEqual(['wrong', 'valid'])
})

test('a column that is not understood still is not once rows are added', () => {
  const both = appendRows('set_id;app_id;zone_id;Tbl\n126;2;0;player', combine({ ...base, zoneIds: '7' }))
  expect(kindsOf(both)).toEqual(['wrong', 'valid'])
  expect(readRows(t, both).unclear).toMatchObject([{ key: 'Tbl', values: ['player'] }])
})

test('a table name with a line break does not become one with a space', () => {
  expect(kindsOf(appendRows('126,2,0,"a\nb"', combine({ ...base, zoneIds: '7' })))).toEqual(['wrong', 'valid'])
})

test('a text that cannot be read as a table is left as it is', () => {
  const text = 'set_id,app_id,"table_name,zone_id\n126,2,a,0'
  const added = combine({ ...base, zoneIds: '7' })
  expect(appendRows(text, added)).toBe(`${text}\n${added}`)
})

const someCell = fc.oneof(
  fc.constantFrom('126', '2', '0', '007', '', '126.2.2.2', '1', 'player'),
  fc.string({ unit: fc.constantFrom('a', '1', "'", ' ', '=', '.', '"') }),
)
const someNames = fc.constantFrom(
  [],
  ['set_id', 'app_id', 'zone_id', 'table_name'],
  ['app_id', 'owner', 'set_id', 'svr_ids', '', 'table_name'],
  header.split('\t'),
)
const someRows = fc.array(fc.array(someCell, { minLength: 1, maxLength: 8 }), { minLength: 1 })
const someTable = fc
  .tuple(someNames, someRows, fc.constantFrom(',', ';', '\t'))
  .map(([names, rows, delimiter]) => [names, ...rows].map((cells) => cells.join(delimiter)).join('\n'))
  .filter((text) => readRows(t, text).errors.length === 0)
const asksOf = (text: string) =>
  new Set(readRows(t, text).rows.flatMap((one) => (one.kind === 'valid' ? [applyBody(one.draft)] : [])))

test('any two tables make one with the rows of both, that asks for nothing else than they asked for', () => {
  fc.assert(
    fc.property(someTable, someTable, (text, added) => {
      const both = appendRows(text, added)
      const count = (one: string) => kindsOf(one).length + readRows(t, one).leftOut.length
      expect(count(both)).toBe(count(text) + count(added))
      expect([...asksOf(text), ...asksOf(added)]).toEqual(expect.arrayContaining([...asksOf(both)]))
    }),
    { numRuns: 300 },
  )
})

test('an exported result can be pasted again and asks for the same', () => {
  const id = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()).map((parts) => parts.join('.'))
  const number = fc.bigInt({ min: 0n }).map(String)
  const name = fc
    .string({ unit: fc.constantFrom('a', '=', '-', "'", '"', ',', ';', '0', '9', 'e') })
    .map((text) => text.trim())
  const place = { zoneId: number, tableName: name.map((text) => `${text}a`) }
  const target = fc.oneof(
    fc.record({ scope: fc.constant('tables' as const), ...place }),
    fc.record({ scope: fc.constant('servers' as const), ...place, serverIds: fc.uniqueArray(id, { minLength: 1 }) }),
  )
  const draft = fc.record({ setId: number, appId: number, target, autoApprove: fc.boolean() })
  fc.assert(
    fc.property(fc.array(draft), fc.string({ unit: 'binary' }), (drafts, message) => {
      const results = drafts.map((requested, index) => ({ line: index + 1, requested, outcome: 'Refused', message }))
      const { rows, names, errors } = readRows(t, resultCsv(results))
      expect([names, errors]).toEqual([expect.stringContaining('outcome'), []])
      expect(rows).toHaveLength(drafts.length)
      const bodies = rows.flatMap((one) => (one.kind === 'valid' ? [applyBody(one.draft)] : []))
      expect(bodies).toEqual([...new Set(drafts.map(applyBody))])
    }),
  )
})

test('the rows that stay are those that were named, with what names their columns', () => {
  const text = 'sep=;\nWeek 48\nset_id;app_id;zone_id\n126;2;0\n127;2;"0"\napp_id;set_id;zone_id\n2;128;1'
  expect(onlyRows(text, new Map([2, 3].map((line) => [line, undefined])))).toBe(
    'sep=;\nset_id;app_id;zone_id\n127;2;"0"\napp_id;set_id;zone_id\n2;128;1',
  )
})

test('a row that was wrong because of one above stays wrong without that', () => {
  const text = 'set_id;app_id;zone_id;table_name\n126;2;0;a\n126;2;;b'
  const [, merged] = readRows(t, text).rows
  expect(merged).toMatchObject({ kind: 'wrong', merged: 2 })
  const rest = onlyRows(text, new Map([[2, 2]]))
  expect(kindsOf(rest)).toEqual(['wrong'])
  expect(rest).toContain('126;2;?;b')
})

test('what stands above the names of the columns does not become a row once the others are gone', () => {
  const text = '126,2,0,a\nset_id,app_id,zone_id\n127,3,1'
  expect(kindsOf(onlyRows(text, new Map([[1, undefined]])))).toEqual(['wrong'])
})
