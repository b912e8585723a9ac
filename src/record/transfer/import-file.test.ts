import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportText } from '~/record/transfer/export-file'
import { readExportFile } from '~/record/transfer/import-file'
import { inOneGo } from '~/record/transfer/in-slices'
import { accepted as acceptedAs, applied, at, detailOf, ended } from '~/test/events'

const now = Date.parse('2026-11-24T10:00:00.000Z')
const about = { application: 'a', attempt: 'a', at }
const intent = applied('a')
const outcome = acceptedAs('558')
const accepted = ended('a', outcome)
const detail = detailOf({ tableName: '<b>' })
const bytes = (text: string) => new TextEncoder().encode(text)
const readFile = (file: Uint8Array) => inOneGo(readExportFile(file, 'here', now))
const read = (text: string) => readFile(bytes(text))
const readEvents = (...events: unknown[]) => read(exportText('here', at, events))

test('what was exported is read back to the letter', () => {
  const events = [intent, accepted, { kind: 'seen', ...about, detail }]
  expect(readEvents(...events)).toEqual({ kind: 'carried', events, unreadable: [] })
})

test('a long file is read in pieces and to the same end, however it is laid out', () => {
  const events = Array.from({ length: 2000 }, (_, row) => [
    { ...applied(`a${row}`), by: '李\n  },\n', batch: { id: 'table', row } },
    { ...ended(`a${row}`, outcome), answer: { status: 200, text: '{"apply":{"ret":0}}\n  },\n' } },
  ]).flat()
  const text = exportText('here', at, events)
  const inOneLine = JSON.stringify(JSON.parse(text))
  for (const laidOut of [text, inOneLine]) {
    const parts = [...readExportFile(bytes(laidOut), 'here', now)]
    expect(parts).toEqual(parts.toSorted((one, other) => one - other))
    expect(parts.at(-1)).toBeGreaterThan(0.9)
  }
  expect(read(text)).toEqual({ kind: 'carried', events, unreadable: [] })
  expect(read(inOneLine)).toEqual(read(text))
  expect(read(text.replace('"row": 7\n', '"row": "7"\n'))).toMatchObject({ unreadable: [{ number: 15 }] })
  expect(read(text.replace('"row": 1998\n', '"row": "8"\n'))).toMatchObject({ unreadable: [{ number: 3997 }] })
  expect(read(text.replace('"row": 1999\n', '"row": 1999,\n'))).toEqual({ kind: 'not json' })
})

test('what has a name goes along, before the events, and a file without any is read', () => {
  const named = [{ kind: 'view', name: '\n "events": [\n'.trim(), query: '' }] as const
  const text = exportText('here', at, [intent, accepted], named)
  expect(read(text)).toMatchObject({ events: [intent, accepted], named: { carried: named, leftOut: [] } })
  expect(read(JSON.stringify(JSON.parse(text)))).toEqual(read(text))
  expect(readEvents(intent)).not.toHaveProperty('named')
  expect(read(text.replace('"named": [', '"named": [7,'))).toMatchObject({
    events: [intent, accepted],
    named: { carried: named, leftOut: [{ name: '', flaw: 'shape' }] },
  })
})

test('tables go along, and one that no desk has written is left out', () => {
  const table = { id: 'b', at, rows: [{ line: 1, draft: intent.draft, application: 'a' }] }
  const wrong = [
    { ...table, id: '../a' },
    { ...table, at: 'yesterday' },
    { ...table, at: new Date(now + 25 * 3_600_000).toISOString() },
    { ...table, rows: [{ line: 1, draft: { ...intent.draft, target: { scope: 'all' as const } } }] },
    { ...table, rows: [{ line: 1.5, draft: intent.draft }] },
    { ...table, rows: [{ line: 1, draft: { ...intent.draft, setId: '007' } }] },
  ]
  const text = exportText('here', at, [intent], [], [table, ...wrong])
  expect(read(text)).toMatchObject({ events: [intent], batches: { carried: [table], leftOut: wrong.length } })
  expect(read(JSON.stringify({ ...JSON.parse(text), batches: 7 }))).toMatchObject({
    events: [intent],
    batches: { carried: [], leftOut: 1 },
  })
  expect(readEvents(intent)).not.toHaveProperty('batches')
})

test('a file is read whatever the order in which another tool has put its parts', () => {
  const named = [{ kind: 'view', name: 'mine', query: '' }] as const
  const exported = exportText('here', at, [intent, accepted], named)
  const file = JSON.parse(exported)
  expect(read(exported)).toMatchObject({ events: [intent, accepted], named: { carried: named } })
  for (const order of [
    ['format', 'version', 'environment', 'exportedAt', 'events', 'named'],
    ['environment', 'events', 'exportedAt', 'format', 'version', 'named'],
    ['events', 'exportedAt', 'format', 'named', 'version', 'environment'],
  ]) {
    for (const indent of [0, 1, 2, '\t']) {
      const text = JSON.stringify(Object.fromEntries(order.map((key) => [key, file[key]])), undefined, indent)
      expect(read(text)).toEqual(read(exported))
    }
  }
})

test.each([
  ['another environment', exportText('there', at, [intent]), { kind: 'environment', environment: 'there' }],
  ['a newer version', '{"format":"backup-desk","version":2,"environment":"here"}', { kind: 'newer' }],
  ['another format', '{"format":"other","version":1,"environment":"here","events":[]}', { kind: 'foreign' }],
  [
    'a version that never was',
    '{"format":"backup-desk","version":0,"environment":"here","events":[]}',
    { kind: 'foreign' },
  ],
  ['no events', '{"format":"backup-desk","version":1,"environment":"here","events":{"length":3}}', { kind: 'foreign' }],
  ['null', 'null', { kind: 'foreign' }],
  ['a number', '1e999', { kind: 'foreign' }],
  ['nothing', '', { kind: 'not json' }],
  ['half a file', exportText('here', at, [intent]).slice(0, 200), { kind: 'not json' }],
  [
    'a comma after the last event, however long that is',
    exportText('here', at, [applied('a', { body: 'x'.repeat(200_000) })]).replace(/\n \]\n\}$/, ',\n ]\n}'),
    { kind: 'not json' },
  ],
  ['HTML', '<html></html>', { kind: 'not json' }],
])('%s is refused as a whole', (_name, text, refusal) => {
  expect(read(text)).toEqual(refusal)
})

test('what is not UTF-8 is refused', () => {
  expect(readFile(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual({ kind: 'not text' })
  const events = Array.from({ length: 2000 }, (_, row) => applied(`a${row}`))
  const long = bytes(exportText('here', at, events))
  long[long.length - 300] = 0xff
  expect(readFile(long)).toEqual({ kind: 'not text' })
})

test('a byte order mark is no fault', () => {
  expect(read(`\ufeff${exportText('here', at, [intent])}`)).toMatchObject({ events: [intent] })
})

test.each<[string, unknown, unknown]>([
  ['no object', 7, { kind: 'shape', where: 'kind' }],
  ['an unknown kind', { ...intent, kind: 'apply dream' }, { kind: 'shape', where: 'kind' }],
  ['a wrong type', { ...intent, body: 1 }, { kind: 'shape', where: 'body' }],
  ['a wrong set', { ...intent, draft: { ...intent.draft, setId: '007' } }, { kind: 'shape', where: 'draft.setId' }],
  ['a key that is a path', { ...accepted, application: '../x', attempt: '../x' }, { kind: 'name' }],
  ['an id of words', { ...accepted, outcome: { ...outcome, id: 'javascript:1' } }, { kind: 'id' }],
  ['a time to come', { ...accepted, at: '2027-11-23T10:00:00.000Z' }, { kind: 'time' }],
])('%s is not readable, and the other events are', (_name, row, flaw) => {
  expect(readEvents(row, intent)).toEqual({ kind: 'carried', events: [intent], unreadable: [{ number: 1, flaw }] })
})

test('prototypes, doubled keys and depth change nothing', () => {
  const polluted = JSON.stringify(accepted).replace('{', '{"__proto__":{"isAdmin":true},"kind":"seen",')
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const file = exportText('here', at, [intent]).replace('"events": [', `"events": [${polluted},${deep},`)
  const carried = read(file)
  expect(carried).toMatchObject({ unreadable: [{ number: 2 }] })
  expect(carried).toHaveProperty('events', [accepted, intent])
  expect({}).not.toHaveProperty('isAdmin')
})

test('texts of any length and content stay what they are', () => {
  const memo = `<img src=x onerror=alert(1)>\u202e${'x'.repeat(1024 * 1024)}`
  const rejected = { ...intent, kind: 'reject intent', attempt: 'r', memo }
  expect(readEvents(rejected)).toMatchObject({ events: [{ memo }], unreadable: [] })
})

test('no bytes break the reader, and no JSON in place of the events', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
      expect(readFile(any)).not.toHaveProperty('events')
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (rows) => {
      expect(readEvents(...rows)).toMatchObject({
        events: [],
        unreadable: rows.map((_row, index) => ({ number: index + 1 })),
      })
    }),
  )
})
