import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fill } from '~/demo/fill'
import { memoryDb } from '~/mocks/memory-db'
import { withStatus } from '~/record/application'
import { needsAttention } from '~/record/attention'
import { limits as limitsSchema, type Limits } from '~/record/limits'
import { toListEntry } from '~/record/list-entry'
import { openJournal, type Journal } from '~/record/store/store'
import { accepted, applied, ended } from '~/test/events'

const usual = limitsSchema.parse({})
const start = Date.parse('2026-11-24T09:00:00Z')
const iso = (time: number) => new Date(time).toISOString()
const seconds = (count: number) => start + count * 1_000
const hours = (count: number) => start + count * 3_600_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: start }))
afterEach(() => void vi.useRealTimers())

/** How many the list shows under "Needs attention" at that time. */
async function listed(journal: Journal, limits: Limits, now: number): Promise<number> {
  const { applications } = await journal.list(10_000)
  const entries = applications.map((one) => toListEntry(withStatus(one, now), (text) => text))
  return entries.filter((one) => needsAttention(one, limits, now)).length
}

async function counted(journal: Journal, limits: Limits, now: number) {
  vi.setSystemTime(now)
  return journal.countAttention(limits, now)
}

/** A rejection of that application that was sent and is not answered. */
function rejected(id: string, sent: number) {
  const about = { application: id, attempt: `r${id}`, at: iso(sent), expires: iso(sent + 60_000) }
  return { ...about, kind: 'reject intent', body: '{}', memo: 'no' } as const
}

function started(key: string, sent: number) {
  const about = { application: key, attempt: `s${key}`, at: iso(sent), expires: iso(sent + 60_000) }
  return { ...about, kind: 'start intent', body: '{}', transaction: '260' } as const
}

function pendingSince(id: string, sent: number) {
  const times = { at: iso(sent), expires: iso(sent + 60_000) }
  return [applied(id, times), ended(id, accepted(id), iso(sent))]
}

test.each<[string, Limits]>([
  ['the usual limits', usual],
  ['short ones', { ...usual, waitingHours: 2, overdueHours: 1 }],
  ['long ones', { ...usual, waitingHours: 500, overdueHours: 72 }],
])('by %s as many need attention as the list finds, at any time', async (_what, limits) => {
  const journal = await openJournal('test')
  await fill(memoryDb(), await journal.database(), { count: 700, now: start })
  for (const now of [start, hours(1), hours(30), hours(300)]) {
    const { count } = await counted(journal, limits, now)
    expect(count).toBe(await listed(journal, limits, now))
    expect(count).toBeGreaterThan(0)
  }
})

test.each([
  [
    'what is being sent, once no answer can come any more',
    () => [applied('a', { at: iso(start), expires: iso(seconds(60)) })],
    [0, 0, 1],
  ],
  ['a decision under way, in the same way', () => [...pendingSince('558', start), rejected('558', start)], [0, 0, 1]],
  [
    'an order under way to start the backup',
    () => [
      applied('a', { at: iso(start), expires: iso(start) }),
      ended('a', { ...accepted('558'), approval: { kind: 'approved', transaction: '260' } }, iso(start)),
      started('a', start),
    ],
    [0, 0, 1],
  ],
  [
    'a decision under way about what is overdue',
    () => [...pendingSince('558', hours(-25)), rejected('558', start)],
    [1, 1, 1],
  ],
  [
    'a decision of unknown outcome about what is overdue',
    () => [...pendingSince('558', hours(-25)), rejected('558', hours(-1))],
    [1, 1, 1],
  ],
  [
    'what was sent by a clock that was a day ahead',
    () => [applied('a', { at: iso(hours(24)), expires: iso(hours(24)) })],
    [1, 1, 1],
  ],
])('is counted once: %s', async (_what, events, counts) => {
  const journal = await openJournal('test')
  await journal.importEvents(events())
  for (const [index, now] of [seconds(1), seconds(59), seconds(61)].entries()) {
    const { count } = await counted(journal, usual, now)
    expect(count).toBe(counts[index])
    expect(count).toBe(await listed(journal, usual, now))
  }
})

test('while something is under way the count may change by time alone', async () => {
  const journal = await openJournal('test')
  await journal.importEvents([...pendingSince('558', start), rejected('558', start)])
  expect(await counted(journal, usual, seconds(59))).toEqual({ count: 0, isUnderWay: true })
  expect(await counted(journal, usual, seconds(61))).toEqual({ count: 1, isUnderWay: false })
})
