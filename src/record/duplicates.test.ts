import 'fake-indexeddb/auto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ApplicationWithStatus } from '~/record/application'
import {
  countsAsDuplicate,
  firstOverlaps,
  hasUnseen,
  overlaps,
  targetKey,
  duplicateKeyRanges,
} from '~/record/duplicates'
import type { ApplicationDraft } from '~/oms/application-draft'
import { draftFor } from '~/test/events'

const tables = (zoneId: string, tableName: string, setId = '126', appId = '2'): ApplicationDraft => {
  return { ...draftFor(tableName, zoneId), setId, appId }
}
const servers = (serverIds: string[], tableName = '', setId = '126', appId = '2'): ApplicationDraft => ({
  setId,
  appId,
  target: { scope: 'servers', zoneId: '', tableName, serverIds },
  autoApprove: false,
})
const all: ApplicationDraft = { setId: '1', appId: '1', target: { scope: 'all' }, autoApprove: false }

test.each<[string, ApplicationDraft, ApplicationDraft]>([
  ['the same table', tables('0', 'player'), tables('0', 'player')],
  ['a table and its whole zone', tables('0', 'player'), tables('0', '')],
  ['a table with and without its zone', tables('0', 'player'), tables('', 'player')],
  ['a shared server', servers(['126.2.2.2', '126.2.2.3']), servers(['126.2.2.3'])],
  ['a server that two apps share', servers(['126.2.2.2']), servers(['126.2.2.2'], 'player', '126', '3')],
  ['the same table on servers', servers(['126.2.2.2'], 'player'), tables('0', 'player')],
  ['all servers and anything', all, tables('0', 'player')],
  ['all servers and all servers', all, all],
])('%s overlap, whichever comes first', (_name, one, other) => {
  expect(overlaps(one, other)).toBe(true)
  expect(overlaps(other, one)).toBe(true)
})

test.each<[string, ApplicationDraft, ApplicationDraft]>([
  ['two tables', tables('0', 'player'), tables('0', 'guild')],
  ['two zones', tables('0', 'player'), tables('1', 'player')],
  ['two sets', tables('0', 'player'), tables('0', 'player', '127')],
  ['two apps', tables('0', 'player'), tables('0', 'player', '126', '3')],
  ['a server in two sets', servers(['126.2.2.2']), servers(['126.2.2.2'], '', '127')],
  ['different servers', servers(['126.2.2.2']), servers(['126.2.2.3'])],
  ['servers without a table, and a table', servers(['126.2.2.2']), tables('0', 'player')],
])('%s do not overlap', (_name, one, other) => {
  expect(overlaps(one, other)).toBe(false)
  expect(overlaps(other, one)).toBe(false)
})

test.each<[ApplicationWithStatus['status'], number, boolean]>([
  ['sending', 0, true],
  ['pending', 60, true],
  ['unknown', 60, true],
  ['approved', 9, true],
  ['approved', 10, false],
  ['approved', -1, true],
  ['approved', -1440, false],
  ['rejected', 0, false],
  ['refused', 0, false],
  ['not sent', 0, false],
  ['other kind', 0, false],
])('%s, %d minutes ago, counts: %s', (status, minutes, counts) => {
  const [sentAt, at] = ['2026-11-23T09:00:00.000Z', '2026-11-23T10:00:00.000Z']
  const application: ApplicationWithStatus = { key: 'a', seq: 1, requested: all, sentAt, expires: sentAt, status }
  const decided = status === 'approved' ? { ...application, approvedAt: at } : application
  expect(countsAsDuplicate(decided, Date.parse(at) + minutes * 60_000)).toBe(counts)
})

test.each<[string[], boolean]>([
  [['a', 't'], false],
  [['a', 'joined'], false],
  [['a'], true],
  [[], true],
])('of those that the person was shown as %j there are unseen ones: %s', (seen, isUnseen) => {
  const sentAt = '2026-11-23T10:00:00.000Z'
  const one: ApplicationWithStatus = { key: 'a', seq: 1, requested: all, sentAt, expires: sentAt, status: 'pending' }
  expect(hasUnseen([one, { ...one, key: 'joined', also: ['t'] }], seen)).toBe(isUnseen)
})

const word = fc.constantFrom('', 'a', 'b')
const anyDraft: fc.Arbitrary<ApplicationDraft> = fc.record({
  setId: fc.constantFrom('126', '127'),
  appId: fc.constantFrom('2', '3'),
  autoApprove: fc.boolean(),
  target: fc.oneof(
    fc.constant({ scope: 'all' as const }),
    fc.record({ scope: fc.constant('tables' as const), zoneId: word, tableName: word }),
    fc.record({
      scope: fc.constant('servers' as const),
      zoneId: word,
      tableName: word,
      serverIds: fc.subarray(['126.2.2.2', '126.2.2.3'], { minLength: 1 }),
    }),
  ),
})

const anyTarget = fc.oneof(
  anyDraft,
  fc.record({
    setId: fc.constantFrom('126', '127'),
    appId: fc.constantFrom('', '2'),
    target: fc.record({ scope: fc.constant('probably all' as const), zoneId: word, tableName: word }),
  }),
)

test('whatever overlaps an application lies in the ranges in which it is looked for', () => {
  fc.assert(
    fc.property(anyDraft, anyTarget, (one, other) => {
      fc.pre(overlaps(one, other))
      const near = duplicateKeyRanges(one)
      const isNear = near?.some(({ from, to }) => IDBKeyRange.bound(from, to).includes(targetKey(other))) ?? true
      expect(isNear).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('of each row of a table the first row before it is found that it overlaps', () => {
  fc.assert(
    fc.property(fc.array(anyDraft, { maxLength: 8 }), (drafts) => {
      const rows = drafts.map((draft, index) => ({ line: index + 1, draft }))
      const expected = rows.flatMap((row, index) => {
        const first = rows.slice(0, index).find((other) => overlaps(row.draft, other.draft))
        return first === undefined ? [] : [[row, first]]
      })
      expect([...firstOverlaps(rows)]).toEqual(expected)
    }),
  )
})

test.each<[string, (index: number) => ApplicationDraft]>([
  ['servers are compared with those that have one of theirs', (at) => servers([`126.2.${at}.1`, `126.2.${at + 1}.1`])],
  ['tables are compared with those that name the same', (at) => tables('', `table ${at >> 1}`)],
])('rows of %s, not each with all', (_name, draftOf) => {
  let looks = 0
  const rows = Array.from({ length: 200 }, (_, index) => ({
    line: index + 1,
    get draft() {
      looks += 1
      return draftOf(index)
    },
  }))
  const found = [...firstOverlaps(rows)]
  expect(found.length).toBeGreaterThanOrEqual(100)
  expect(found.every(([row, first]) => row.line - first.line === 1)).toBe(true)
  expect(looks).toBeLessThan(10 * rows.length)
})
