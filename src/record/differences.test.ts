import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences, type Difference } from '~/record/differences'
import type { ApplicationDraft } from '~/oms/application-draft'
import { draftFor } from '~/test/events'

const base = draftFor('player', '2')
const servers = (...serverIds: string[]): ApplicationDraft => ({
  ...base,
  target: { scope: 'servers', zoneId: '2', tableName: 'player', serverIds },
})
const all: ApplicationDraft = { ...base, target: { scope: 'all' } }

test.each<[string, ApplicationDraft, ApplicationDraft, Difference[]]>([
  [
    'set and app',
    base,
    { ...base, setId: '127', appId: '3' },
    [
      { field: 'setId', before: '126', after: '127' },
      { field: 'appId', before: '2', after: '3' },
    ],
  ],
  [
    'zone and table',
    base,
    draftFor('player_2', '3'),
    [
      { field: 'zoneId', before: '2', after: '3' },
      { field: 'tableName', before: 'player', after: 'player_2' },
    ],
  ],
  [
    'zone 0, which is one, and none',
    draftFor('player', '0'),
    draftFor('player', ''),
    [{ field: 'zoneId', before: '0', after: '' }],
  ],
  ['auto-approve', { ...base, autoApprove: true }, base, [{ field: 'autoApprove', before: true, after: false }]],
  [
    'servers',
    servers('1.1.1.1', '1.1.1.2'),
    servers('1.1.1.2', '1.1.1.3', '1.1.1.4'),
    [{ field: 'serverIds', added: ['1.1.1.3', '1.1.1.4'], removed: ['1.1.1.1'] }],
  ],
  [
    'the choice, with its servers',
    servers('1.1.1.1'),
    base,
    [
      { field: 'scope', before: 'servers', after: 'tables' },
      { field: 'serverIds', added: [], removed: ['1.1.1.1'] },
    ],
  ],
  [
    'all servers, which have no place',
    all,
    base,
    [
      { field: 'scope', before: 'all', after: 'tables' },
      { field: 'zoneId', before: '', after: '2' },
      { field: 'tableName', before: '', after: 'player' },
    ],
  ],
  ['the order of servers alone', servers('1.1.1.1', '1.1.1.2'), servers('1.1.1.2', '1.1.1.1'), []],
])('%s', (_name, before, after, expected) => {
  expect(differences({ requested: before }, { requested: after })).toEqual(expected)
})

test('why it is applied for is compared, too, and none is an empty one', () => {
  const because = (why: string) => ({ requested: base, why })
  expect(differences(because('a'), because('b'))).toEqual([{ field: 'why', before: 'a', after: 'b' }])
  expect(differences({ requested: base }, because(''))).toEqual([])
})

test("what OMS says of somebody else's is compared as far as it is known", () => {
  const target = { scope: 'probably all', zoneId: '2', tableName: 'player' } as const
  const theirs = { requested: { setId: '126', appId: '', target } }
  expect(differences(theirs, { requested: base })).toEqual([
    { field: 'appId', before: '', after: '2' },
    { field: 'scope', before: 'probably all', after: 'tables' },
  ])
  expect(differences(theirs, { requested: { ...base, autoApprove: true }, why: 'a' })).toEqual([
    { field: 'appId', before: '', after: '2' },
    { field: 'scope', before: 'probably all', after: 'tables' },
    { field: 'autoApprove', before: '', after: true },
    { field: 'why', before: '', after: 'a' },
  ])
})

const text = fc.constantFrom('', '0', '1', 'servers')
const ids = fc.uniqueArray(fc.constantFrom('1.1.1.1', '1.1.1.2', '1.1.1.3'), { minLength: 1 })
const anyFields = fc.record({
  setId: text,
  appId: text,
  scope: fc.constantFrom('tables', 'servers', 'all'),
  zoneId: text,
  tableName: text,
  serverIds: ids,
  autoApprove: fc.boolean(),
  why: text,
})
type Fields = typeof anyFields extends fc.Arbitrary<infer One> ? One : never

function asked({ setId, appId, scope, zoneId, tableName, serverIds, autoApprove, why }: Fields) {
  const place = { zoneId, tableName }
  const target =
    scope === 'all' ? { scope } : scope === 'servers' ? { scope, ...place, serverIds } : { scope, ...place }
  return { requested: { setId, appId, target, autoApprove }, why }
}

/** A field as far as the choice shows it. */
function shown(fields: Fields, name: keyof Fields): unknown {
  const { scope } = fields
  if (name === 'serverIds') return scope === 'servers' ? fields.serverIds.toSorted().join() : ''
  return scope === 'all' && (name === 'zoneId' || name === 'tableName') ? '' : fields[name]
}

test('every field that differs is named, and no other; of equals there is none', () => {
  fc.assert(
    fc.property(anyFields, anyFields, (one, other) => {
      const names = Object.keys(one) as (keyof Fields)[] // Object.keys knows no names
      const differing = names.filter((name) => shown(one, name) !== shown(other, name))
      const named = differences(asked(one), asked(other)).map(({ field }) => field)
      expect(named.toSorted()).toEqual(differing.toSorted())
      expect(differences(asked(one), asked(structuredClone(one)))).toEqual([])
    }),
  )
})
