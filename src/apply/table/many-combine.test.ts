import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { combine, combinedCount, type Combination } from '~/apply/table/many-combine'
import { readRows } from '~/apply/table/many-rows'

const base: Combination = { setId: '126', appId: '2', zoneIds: '', tableNames: '', autoApprove: false }
const header = 'set_id\tapp_id\tzone_id\ttable_name\tsvr_ids\tauto_approve'
const placesOf = (text: string) => readRows(t, text).rows.map(({ cells }) => [cells.zoneId, cells.tableName])
const kindsOf = (text: string) => readRows(t, text).rows.map(({ kind }) => kind)

test('every table in every zone makes a row', () => {
  expect(combine({ ...base, zoneIds: '0 1', tableNames: 'player\nguild', autoApprove: true })).toBe(
    [header, '126\t2\t0\tplayer\t\t1', '126\t2\t0\tguild\t\t1', '126\t2\t1\tplayer\t\t1', '126\t2\t1\tguild\t\t1'].join(
      '\n',
    ),
  )
})

test('zones alone make a row each, and so do tables', () => {
  expect(combine({ ...base, zoneIds: '0,1' })).toBe(
    'set_id\tapp_id\tzone_id\tsvr_ids\tauto_approve\n126\t2\t0\t\t0\n126\t2\t1\t\t0',
  )
  expect(combine({ ...base, tableNames: 'a,b' })).toBe(
    'set_id\tapp_id\ttable_name\tsvr_ids\tauto_approve\n126\t2\ta\t\t0\n126\t2\tb\t\t0',
  )
})

test('chosen zones of several sets make a row for each chosen table that they have', () => {
  const chosen = [
    { setId: '126', zoneId: '0', tables: ['player', 'a\tb'] },
    { setId: '127', zoneId: '0', tables: ['player'] },
    { setId: '127', zoneId: '9', tables: [] },
  ]
  const rows = readRows(t, combine({ ...base, setId: '' }, chosen)).rows.map(({ cells }) => [
    cells.setId,
    cells.zoneId,
    cells.tableName,
  ])
  expect(rows).toEqual([
    ['126', '0', 'player'],
    ['126', '0', 'a\tb'],
    ['127', '0', 'player'],
  ])
  expect(combinedCount(base, chosen)).toBe(3)
})

test('chosen zones without any table are meant whole', () => {
  expect(placesOf(combine(base, [{ setId: '126', zoneId: '0', tables: [] }]))).toEqual([['0', '']])
})

test('what is typed holds for chosen zones, and what is chosen for typed ones', () => {
  const chosen = [{ setId: '127', zoneId: '1', tables: ['mail', 'player'] }]
  expect(placesOf(combine({ ...base, zoneIds: '7', tableNames: 'player' }, chosen))).toEqual([
    ['7', 'player'],
    ['7', 'mail'],
    ['1', 'player'],
    ['1', 'mail'],
  ])
})

test('neither zones nor tables make nothing, so that it cannot mean everything', () => {
  expect(combine({ ...base, zoneIds: ' ,', tableNames: '\n;' })).toBe('')
})

test.each(['0 1', '0\n1\n', '0,1', '0\t1', '0;1', '0，1；', '0、1', '"0" "1"', '\u00a00\u200b \u202a1\u202c'])(
  'zones are read from %j',
  (zoneIds) => {
    expect(placesOf(combine({ ...base, zoneIds, tableNames: 'a' }))).toEqual([
      ['0', 'a'],
      ['1', 'a'],
    ])
  },
)

test.each([
  'a b\nc',
  'a b\r\nc\r\n',
  ' a b , c',
  'a b\tc',
  'a b;c;',
  'a b，c',
  'a b；c',
  'a b、c',
  '\ufeffa b,\u00a0c',
])('tables are read from %j', (tableNames) => {
  expect(placesOf(combine({ ...base, tableNames }))).toEqual([
    ['', 'a b'],
    ['', 'c'],
  ])
})

test('nothing is repaired: what is wrong or repeated shows up in its row', () => {
  expect(kindsOf(combine({ ...base, zoneIds: '007 0 x 0', tableNames: 'a' }))).toEqual([
    'wrong',
    'valid',
    'wrong',
    'same',
  ])
  const { rows } = readRows(t, combine({ ...base, setId: '12,6', appId: '2\t"x', zoneIds: '0 1', tableNames: 'a' }))
  const cells = { setId: '12,6', appId: '2\t"x', tableName: 'a' }
  expect(rows).toMatchObject([
    { kind: 'wrong', cells },
    { kind: 'wrong', cells },
  ])
})

test('a set or app in the box of a combination never becomes another column', () => {
  const typed = fc.string({ unit: fc.constantFrom('1', '2', ',', ';', '\t', '"', "'", '=') }).map((text) => text.trim())
  fc.assert(
    fc.property(typed, typed, (setId, appId) => {
      const { rows } = readRows(t, combine({ ...base, setId, appId, zoneIds: '0', tableNames: 'a' }))
      expect(rows).toMatchObject([{ cells: { setId, appId, zoneId: '0', tableName: 'a', serverIds: '' } }])
    }),
  )
})

test('lists come back as a row for each pair, as many as were counted', () => {
  const word = fc.string({ unit: fc.constantFrom('a', '1', "'", '=', '-', '"', '玩'), minLength: 1 })
  const zone = fc.nat().map(String)
  fc.assert(
    fc.property(fc.array(zone, { minLength: 1 }), fc.array(word, { minLength: 1 }), (zones, tables) => {
      const lists = { zoneIds: zones.join(' '), tableNames: tables.join('\n') }
      const places = placesOf(combine({ ...base, ...lists }))
      expect(places).toEqual(zones.flatMap((one) => tables.map((table) => [one, table])))
      expect(combinedCount(lists)).toBe(places.length)
    }),
  )
})
