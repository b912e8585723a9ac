import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fill, isUnfinished } from '~/demo/fill'
import type { Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { newAttemptId } from '~/record/attempt-id'
import { openDatabase } from '~/record/store/database'
import type { Database } from '~/record/store/schema'
import { toStored } from '~/record/stored-application'
import type { OmsDb } from '~/mocks/db'
import { memoryDb } from '~/mocks/memory-db'
import { deskHandlers } from '~/mocks/desk'
import { accounts } from '~/mocks/world'
import { judgeApply } from '~/oms/apply'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import { lookUp } from '~/oms/questions/look-up'
import { lookUpTransaction } from '~/oms/questions/transaction'
import type { ApplyOutcome } from '~/oms/outcome'
import { server } from '~/test/server'

const now = Date.parse('2026-11-24T09:00:00Z')
const { token } = accounts[0]
let oms: OmsDb
let journal: Database

beforeEach(async () => {
  oms = memoryDb()
  journal = await openDatabase(
    'backup-desk:test',
    () => {},
    () => {},
  )
})

afterEach(() => void vi.useRealTimers())

/** An event that a tab writes as it is used. */
function someEvent() {
  const key = newAttemptId()
  const outcome = { kind: 'not sent', why: 'refused' } as const
  return { kind: 'apply outcome', application: key, attempt: key, at: new Date(now).toISOString(), outcome } as const
}

test('the summary of each application is what its events add up to', async () => {
  await fill(oms, journal, { count: 700, now })
  const summaries = await journal.getAll('applications')
  expect(summaries).toHaveLength(700)
  const derived = new Map<string, Application>()
  for (let cursor = await journal.transaction('events').store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { application } = cursor.value
    derived.set(application, withEvent(derived.get(application), cursor.value, cursor.key))
  }
  expect(summaries).toEqual(
    [...derived.values()].map(toStored).toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  )
})

test('replaces what was there, in the journal and in OMS', async () => {
  await journal.add('events', someEvent())
  await fill(oms, journal, { count: 30, now })
  const first = await journal.getAll('events')
  await oms.transact(({ counters }) => {
    counters.nextId += 5
  })
  await fill(oms, journal, { count: 30, now })
  expect(await journal.getAll('events')).toEqual(first)
  await oms.transact(async ({ counters, find }) => {
    expect(counters).toMatchObject({ nextId: 588, nextTransaction: 290 })
    expect(await find(557)).toBeDefined()
  })
})

test('what another tab writes meanwhile stays', async () => {
  const theirs = Array.from({ length: 20 }, someEvent)
  let written: Promise<unknown> = Promise.resolve()
  await fill(oms, journal, {
    count: 1000,
    now,
    onWritten: (count) => {
      if (count < 1000) written = Promise.all(theirs.map((event) => journal.add('events', event)))
    },
  })
  await written
  const events = await journal.getAll('events')
  for (const event of theirs) expect(events).toContainEqual(event)
})

test('what another tab writes before the first of them is there stays', async () => {
  const theirs = someEvent()
  const held = journal.transaction('events', 'readwrite')
  const filled = fill(oms, journal, { count: 30, now })
  // While this transaction goes on, that of the filling comes next, and theirs after it.
  for (let nth = 0; nth < 20; nth += 1) await held.store.count()
  await journal.add('events', theirs)
  await filled
  expect(await journal.getAll('events')).toContainEqual(theirs)
})

test('what is interrupted is unfinished, until the demo is emptied or filled again', async () => {
  const interrupted = fill(oms, journal, {
    count: 1000,
    now,
    onWritten: () => {
      throw new Error('the page is gone')
    },
  })
  await expect(interrupted).rejects.toThrow('the page is gone')
  expect(await isUnfinished(oms)).toBe(true)
  await fill(oms, journal, { count: 0, now })
  expect(await isUnfinished(oms)).toBe(false)
  expect(await journal.count('applications')).toBe(0)
  expect(await journal.count('events')).toBe(0)
  expect(await oms.transact(({ find }) => find(558 + 999))).toBeUndefined()
})

test('what the journal has seen in OMS is what OMS says', async () => {
  await fill(oms, journal, { count: 100, now })
  server.use(...deskHandlers(oms))
  const seen = (await journal.getAll('applications')).flatMap((one) => one.seen?.detail ?? [])
  expect(seen.length).toBeGreaterThan(3)
  for (const detail of seen) expect(await lookUp(detail.id, token)).toEqual({ kind: 'found', detail })
})

test('what the journal has seen of backups is what OMS says, but for one that has vanished', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now })
  await fill(oms, journal, { count: 100, now })
  server.use(...deskHandlers(oms))
  const seen = (await journal.getAll('applications')).flatMap(({ backup, draft }) =>
    backup === undefined || draft === undefined ? [] : [{ transaction: backup.detail, setId: draft.setId }],
  )
  expect(seen.length).toBeGreaterThan(25)
  const told = await Promise.all(
    seen.map(({ transaction, setId }) => lookUpTransaction({ setId, id: transaction.id }, { token })),
  )
  const isThere = (nth: number) => told[nth]?.kind !== 'refused'
  expect(told.filter((_lookup, nth) => isThere(nth))).toEqual(
    seen.flatMap(({ transaction }, nth) => (isThere(nth) ? [{ kind: 'found', transaction }] : [])),
  )
  expect(told.filter((_lookup, nth) => !isThere(nth)).length).toBeLessThan(5)
})

test('OMS would answer each application as it is told', async () => {
  await fill(oms, journal, { count: 100, now })
  server.use(...deskHandlers(oms))
  const asked = (await journal.getAll('applications')).flatMap(({ body, outcome }) =>
    body !== undefined && (outcome?.kind === 'accepted' || outcome?.kind === 'refused') ? [{ body, outcome }] : [],
  )
  expect(new Set(asked.map(({ outcome }) => outcome.kind))).toEqual(new Set(['accepted', 'refused']))
  for (const { body, outcome } of asked) {
    const answer = judgeApply(await send(endpoints.apply, { body, token, requestId: newAttemptId() }), true)
    expect(withoutIds(answer)).toEqual(withoutIds(outcome))
  }
})

/** An answer less what is new with each application. */
function withoutIds(outcome: ApplyOutcome) {
  if (outcome.kind !== 'accepted') return outcome
  return outcome.approval.kind === 'approved' ? { approval: { kind: 'approved' } } : { approval: outcome.approval }
}
