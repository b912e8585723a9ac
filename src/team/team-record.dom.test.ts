import * as fc from 'fast-check'
import { openDB } from 'idb'
import { expect, test } from 'vitest'
import type { Refusal } from '~/oms/outcome'
import { eventName, journalEvent, type JournalEvent } from '~/record/events'
import { putEvents } from '~/record/store/put-events'
import { openJournal, type Journal } from '~/record/store/store'
import { sharing } from '~/team/team-record'
import { accepted, applied, at, detailOf, ended, expires, justNow } from '~/test/events'

const lost = (key: string): JournalEvent => ended(key, { kind: 'unknown', why: 'orphan' })
const created = (key: string, id: string): JournalEvent => ended(key, accepted(id), '2026-11-23T10:00:02.000Z')
const about = (application: string, attempt: string, second: number) => ({
  application,
  attempt,
  at: `2026-11-23T10:01:${String(second).padStart(2, '0')}.000Z`,
})
const tracked = (key: string, id: string, second = 0): JournalEvent => ({
  kind: 'tracked',
  ...about(key, key, second),
  detail: detailOf({ id }),
})
const rejecting = (key: string, attempt: string, second: number, by = 'sara'): JournalEvent => ({
  kind: 'reject intent',
  ...about(key, attempt, second),
  expires,
  body: '{}',
  memo: `memo of ${attempt}`,
  by,
})
const rejected = (key: string, attempt: string, second: number): JournalEvent => ({
  kind: 'reject outcome',
  ...about(key, attempt, second),
  outcome: { kind: 'rejected' },
})
const refusal: Refusal = { kind: 'refused', reason: 'request', messages: ['not pending'] }
const refused = (key: string, attempt: string, second: number): JournalEvent => ({
  ...rejected(key, attempt, second),
  kind: 'reject outcome',
  outcome: refusal,
})
const found = (key: string, id: string, second: number): JournalEvent => ({
  kind: 'apply resolved',
  ...about(key, key, second),
  id,
})

let journals = 0
async function newJournal(): Promise<Journal> {
  journals += 1
  return openJournal(`team ${journals}`)
}
const answerOf = (events: JournalEvent[], from = 0, memory = 'm', last = events.length) => {
  const placed = events.slice(from).map((event, index) => ({ seq: from + index + 1, event }))
  return { memory, last, upTo: placed.at(-1)?.seq, events: placed }
}
const pull = (journal: Journal, events: JournalEvent[]) => sharing(journal).mergeRecorded(answerOf(events), 0)
async function contents(journal: Journal) {
  const { applications } = await journal.list(Infinity)
  const keys = applications.map(({ key }) => key)
  const events = await Promise.all(keys.map(async (key) => (await journal.find(`attempt-${key}`))?.events))
  return applications
    .map(({ seq: _seq, ...one }, index) => ({ ...one, events: events[index] }))
    .toSorted((one, other) => one.key.localeCompare(other.key))
}
const waiting = async (journal: Journal) => (await sharing(journal).unshared(100)).map(({ key }) => key)

/** What a team may record of two applications, one of them lost and found, taken over by others, decided by two at once. */
const everything: JournalEvent[] = [
  applied('a', { by: 'demo' }),
  created('a', '558'),
  tracked('t1', '558'),
  rejecting('t1', 'r1', 10),
  rejected('t1', 'r1', 12),
  tracked('t0', '558', 3),
  rejecting('a', 'r2', 11, 'chen.jie'),
  refused('a', 'r2', 13),
  applied('b'),
  lost('b'),
  found('b', '560', 20),
  tracked('t2', '560', 21),
  created('b', '559'),
  tracked('t3', '561', 5),
  tracked('t4', '561', 4),
  { kind: 'seen', ...about('t4', 't4', 30), detail: detailOf({ id: '561', status: '1' }) },
  applied('c'),
  found('c', '558', 40),
]

test('three browsers that take over the record in whatever pages, with what they have of it already, end equal', async () => {
  const whole = await newJournal()
  await pull(whole, everything)
  const wanted = await contents(whole)
  expect(wanted.map(({ key, also }) => [key, also])).toEqual([
    ['a', ['t0', 't1']],
    ['b', undefined],
    ['c', undefined],
    ['t2', undefined],
    ['t4', ['t3']],
  ])
  expect(wanted[0]).toMatchObject({
    id: '558',
    rejection: { attempt: 'r1', by: 'sara', outcome: { kind: 'rejected' } },
  })
  expect(wanted[1]).toMatchObject({ id: '559' })
  const order = fc.shuffledSubarray(everything, { minLength: everything.length, maxLength: everything.length })
  await fc.assert(
    fc.asyncProperty(
      // As in every record, the beginning of an application comes before the rest of it.
      order.map((events) => events.toSorted((one, other) => Number(isBeginning(other)) - Number(isBeginning(one)))),
      fc.array(fc.nat(everything.length), { maxLength: 4 }),
      fc.subarray([...new Set(everything.map(({ application }) => application))]),
      async (recorded, cuts, own) => {
        const journal = await newJournal()
        await journal.importEvents(everything.filter(({ application }) => own.includes(application)))
        let { seq } = await sharing(journal).mergeRecorded(
          answerOf(recorded.slice(0, 3), 0, 'm', recorded.length),
          'newest',
        )
        for (const cut of [...cuts.toSorted((one, other) => one - other), recorded.length]) {
          const page = answerOf(recorded.slice(0, cut), Math.max(0, seq - 1), 'm', recorded.length)
          if (page.events.length > 0) ({ seq } = await sharing(journal).mergeRecorded(page, seq))
        }
        expect(await contents(journal)).toEqual(wanted)
      },
    ),
    { numRuns: 60 },
  )
})

const isBeginning = ({ kind }: JournalEvent) => kind === 'apply intent' || kind === 'tracked'

test('where OMS has refused an application, the id that a person has found is that of another one, also in a file', async () => {
  const journal = await newJournal()
  const record = [applied('a'), lost('a'), found('a', '600', 20), tracked('t', '600', 21)]
  await pull(journal, record)
  expect(await contents(journal)).toMatchObject([{ key: 'a', id: '600', also: ['t'] }])
  await pull(journal, [...record, { ...ended('a', refusal), settled: true }])
  const elsewhere = await newJournal()
  await elsewhere.importEvents(await journal.exportEvents(['a', 't']))
  for (const one of [journal, elsewhere]) {
    expect((await contents(one)).map(({ key, id, also }) => [key, id, also])).toEqual([
      ['a', undefined, undefined],
      ['t', '600', undefined],
    ])
  }
})

test('where OMS refuses late what a person has found, what was taken over under that id stands by itself again', async () => {
  const journal = await newJournal()
  await pull(journal, [tracked('t', '600', 1)])
  await journal.recordIntent(applied('a'), 'a')
  await journal.recordOrphan('a')
  const by = found('a', '600', 20)
  if (by.kind !== 'apply resolved') throw new Error('not found')
  await journal.recordResolved(by)
  expect(await contents(journal)).toMatchObject([{ key: 'a', id: '600', also: ['t'] }])
  await journal.recordOutcome(applied('a'), ended('a', refusal))
  expect((await contents(journal)).map(({ key, id, also }) => [key, id, also])).toEqual(
    expect.arrayContaining([
      ['a', undefined, undefined],
      ['t', '600', undefined],
    ]),
  )
})

test('what is cleared and brought back while the record is read from its beginning gets the rest of it', async () => {
  const journal = await newJournal()
  const record = [applied('a'), created('a', '558'), tracked('u', '559'), rejecting('a', 'r', 5), rejected('a', 'r', 6)]
  await sharing(journal).mergeRecorded(answerOf(record.slice(0, 3), 0, 'm', 5), 0)
  const saved = await journal.exportEvents(['a'])
  expect(await journal.forget(['a'])).toBe(1)
  await journal.importEvents(saved)
  await sharing(journal).mergeRecorded(answerOf(record, 3), 3)
  expect((await contents(journal)).find(({ key }) => key === 'a')).toMatchObject({ rejection: { attempt: 'r' } })
})

test('an application that stands in the place of what was taken over before it is known when its beginning is read', async () => {
  const journal = await newJournal()
  await journal.importEvents([applied('c'), found('c', '558', 40)])
  const record = [
    tracked('t1', '558'),
    rejecting('t1', 'r1', 10),
    rejected('t1', 'r1', 12),
    applied('c'),
    tracked('t3', '561'),
  ]
  await sharing(journal).mergeRecorded(answerOf(record.slice(0, 3), 0, 'm', record.length), 0)
  await sharing(journal).mergeRecorded(answerOf(record, 3), 3)
  const rejection = { memo: 'memo of r1', outcome: { kind: 'rejected' } }
  expect((await contents(journal))[0]).toMatchObject({ key: 'c', id: '558', also: ['t1'], rejection })
})

test('what the record has under a name replaces the copy of this browser, and who did it with it', async () => {
  const journal = await newJournal()
  await journal.recordIntent(applied('a', { by: 'root' }), 'a')
  await pull(journal, [applied('a', { by: 'root', unproven: true }), created('a', '558')])
  expect(await contents(journal)).toMatchObject([{ by: 'root', unproven: true, id: '558' }])
  expect((await contents(journal))[0]?.events).toHaveLength(2)
})

test('an event of the record is kept, though it changes nothing of its application', async () => {
  const journal = await newJournal()
  const ofAnother: JournalEvent = { kind: 'seen', ...about('a', 'a', 9), detail: detailOf({ setId: '127' }) }
  const record = [applied('a'), created('a', '558'), ofAnother]
  await pull(journal, record.slice(0, 2))
  await sharing(journal).mergeRecorded(answerOf(record, 2), 2)
  expect(await contents(journal)).toMatchObject([{ key: 'a', events: record }])
})

test('what happens here waits for the record, what comes from there does not', async () => {
  const journal = await newJournal()
  await pull(journal, [applied('a'), created('a', '558')])
  expect(await waiting(journal)).toEqual([])
  await journal.importEvents([applied('f')])
  await journal.recordIntent(applied('b'), 'b')
  await journal.recordSeen(detailOf({ tableName: 'a', status: '1' }), justNow())
  const unshared = await sharing(journal).unshared(100)
  expect(unshared.map(({ key, events }) => [key, events.length])).toEqual([
    ['f', 1],
    ['b', 1],
    ['a', 3],
  ])
  await journal.recordOrphan('b')
  await sharing(journal).markShared(unshared, new Set())
  expect(await waiting(journal)).toEqual(['b'])
})

test('what was cleared here is told to nobody, and does not come back with the next answer', async () => {
  const journal = await newJournal()
  const record = [applied('a'), created('a', '558'), tracked('t', '558'), rejecting('t', 'r', 1), rejected('t', 'r', 2)]
  await pull(journal, record)
  await journal.recordSeen(detailOf({ tableName: 'a', status: '1' }), justNow())
  expect(await journal.forget(['a'])).toBe(1)
  expect(await waiting(journal)).toEqual([])
  const later = [...record, { kind: 'seen', ...about('t', 't', 9), detail: detailOf() } satisfies JournalEvent]
  expect(await sharing(journal).mergeRecorded(answerOf(later, 5), 5)).toMatchObject({ seq: 6 })
  expect(await contents(journal)).toEqual([])
  expect(await (await journal.database()).count('events')).toBe(0)
})

test('what is cleared while the record is read from its beginning does not come back with the rest of it', async () => {
  const journal = await newJournal()
  const record = [tracked('t', '558'), applied('b'), applied('a'), created('a', '558'), created('b', '559')]
  await sharing(journal).mergeRecorded(answerOf(record, 1), 'newest')
  expect(await journal.forget(['a'])).toBe(1)
  await sharing(journal).mergeRecorded({ ...answerOf(record.slice(0, 3)), last: 5 }, 0)
  await sharing(journal).mergeRecorded(answerOf(record, 3), 3)
  expect((await contents(journal)).map(({ key, id }) => [key, id])).toEqual([['b', '559']])
  expect(await sharing(journal).position()).toEqual({ memory: 'm', seq: 5, room: 5, offset: expect.any(Number) })
  const later = [...record, tracked('u', '558')]
  await sharing(journal).mergeRecorded(answerOf(later, 5), 5)
  expect((await contents(journal)).map(({ key }) => key)).toEqual(['b', 'u'])
})

test.each([
  ['another memory', answerOf([applied('x')], 0, 'other')],
  ['a record that has lost something', answerOf([applied('x')], 0, 'm', 1)],
])('%s is read from its beginning, and told everything again', async (_name, answer) => {
  const journal = await newJournal()
  await pull(journal, everything)
  expect(await waiting(journal)).toEqual([])
  expect(await sharing(journal).mergeRecorded(answer, everything.length)).toMatchObject({
    seq: 0,
    memory: answer.memory,
  })
  expect((await waiting(journal)).toSorted()).toEqual([...new Set(everything.map((one) => one.application))].toSorted())
  const before = await contents(journal)
  await sharing(journal).mergeRecorded(answer, 0)
  expect((await contents(journal)).filter(({ key }) => key !== 'x')).toEqual(before)
})

test('an answer that comes after everything here is gone hides nothing that came before it', async () => {
  const journal = await newJournal()
  await pull(journal, [applied('a'), applied('b')])
  await journal.clear()
  const record = [applied('a'), applied('b'), applied('c')]
  expect(await sharing(journal).mergeRecorded(answerOf(record, 2), 2)).toMatchObject({ seq: 0 })
  await pull(journal, record)
  expect((await contents(journal)).map(({ key }) => key)).toEqual(['a', 'b', 'c'])
})

test('a late answer to a tab that has read less is no record that has lost something', async () => {
  const journal = await newJournal()
  const record = [applied('a'), applied('b'), applied('c')]
  await pull(journal, record)
  expect(await sharing(journal).mergeRecorded(answerOf(record.slice(0, 2)), 0)).toMatchObject({ seq: 3 })
  expect(await waiting(journal)).toEqual([])
})

test('what the record had before goes behind what is here, what it gets goes in front', async () => {
  const journal = await newJournal()
  await journal.recordIntent(applied('here'), 'here')
  const old = Array.from({ length: 40 }, (_none, index) => applied(`old${String(index).padStart(2, '0')}`))
  await sharing(journal).mergeRecorded({ ...answerOf(old, 30), last: 40 }, 'newest')
  await sharing(journal).mergeRecorded({ ...answerOf(old.slice(0, 25)), last: 40 }, 0)
  await sharing(journal).mergeRecorded({ ...answerOf([...old, applied('new')], 25) }, 25)
  const keys = (await journal.list(Infinity)).applications.map(({ key }) => key)
  expect(keys).toEqual(['new', 'here', ...old.map(({ application }) => application).toReversed()])
})

test.each([
  ['an answer to', false],
  ['a page that was closed with', true],
])('%s one of two decisions at once changes nothing of the other', async (_name, isClosed) => {
  const journal = await newJournal()
  const begun = [applied('a'), created('a', '558')]
  await pull(journal, begun)
  const mine = rejecting('a', 'mine', 5)
  if (mine.kind !== 'reject intent') throw new Error('not an intent')
  await journal.recordIntent(mine, 'decide 558')
  await sharing(journal).mergeRecorded(answerOf([...begun, rejecting('a', 'r', 6), rejected('a', 'r', 7)], 2), 2)
  const end = refused('a', 'mine', 8)
  if (end.kind !== 'reject outcome') throw new Error('not an outcome')
  if (isClosed) await journal.recordOrphan('mine')
  else await journal.recordOutcome(mine, end)
  expect(await contents(journal)).toMatchObject([{ rejection: { attempt: 'r', outcome: { kind: 'rejected' } } }])
})

test('a rejection that OMS carries out after it has refused a later one of somebody else counts', async () => {
  const journal = await newJournal()
  const begun = [applied('a'), created('a', '558')]
  await pull(journal, begun)
  const mine = rejecting('a', 'mine', 5)
  const end = rejected('a', 'mine', 8)
  if (mine.kind !== 'reject intent' || end.kind !== 'reject outcome') throw new Error('not a rejection')
  await journal.recordIntent(mine, 'decide 558')
  await sharing(journal).mergeRecorded(answerOf([...begun, rejecting('a', 'r', 6), refused('a', 'r', 7)], 2), 2)
  await journal.recordOutcome(mine, end)
  expect(await contents(journal)).toMatchObject([{ rejection: { attempt: 'mine', outcome: { kind: 'rejected' } } }])
})

test('a decision that is under way goes on when its application turns out to be another one', async () => {
  const journal = await newJournal()
  await pull(journal, [tracked('t', '558')])
  const intent = { ...applied('t'), ...rejecting('t', 'r', 5) }
  if (intent.kind !== 'reject intent') throw new Error('not an intent')
  await journal.recordIntent(intent, 'decide 558')
  await sharing(journal).mergeRecorded(answerOf([tracked('t', '558'), applied('a'), created('a', '558')], 1), 1)
  const end = rejected('t', 'r', 6)
  if (end.kind !== 'reject outcome') throw new Error('not an outcome')
  await journal.recordOutcome(intent, end)
  expect(await contents(journal)).toMatchObject([
    { key: 'a', also: ['t'], rejection: { outcome: { kind: 'rejected' } } },
  ])
  expect((await journal.find('attempt-t'))?.application.key).toBe('a')
  expect(await waiting(journal)).toEqual(['t'])
})

test('a database of the version before has all of its applications waiting for the record', async () => {
  const name = 'team before'
  const old = await openDB(`backup-desk:${name}`, 4, {
    upgrade: (db) => {
      db.createObjectStore('events', { autoIncrement: true }).createIndex('application', 'application')
      db.createObjectStore('claims')
      db.createObjectStore('batches', { keyPath: 'id' })
      const applications = db.createObjectStore('applications', { keyPath: 'key' })
      const paths = {
        seq: 'seq',
        id: 'id',
        follows: 'follows.application',
        batch: ['batch.id', 'batch.row'],
        pending: 'order.pending',
        open: 'order.open',
        byId: 'order.id',
        sentAt: 'sentAt',
        rejectedAt: 'rejection.sentAt',
      }
      for (const [index, path] of Object.entries(paths)) applications.createIndex(index, path)
    },
  })
  for (const [index, key] of ['b', 'a'].entries()) {
    await old.put('events', applied(key), index + 1)
    const { draft, body } = applied(key)
    await old.put('applications', { key, seq: index + 1, draft, body, sentAt: at, expires, order: {} })
  }
  old.close()
  const journal = await openJournal(name)
  expect((await sharing(journal).unshared(10)).map(({ key, events }) => [key, events.map(eventName)])).toEqual([
    ['b', ['apply intent b']],
    ['a', ['apply intent a']],
  ])
  await journal.recordIntent(applied('c'), 'c')
  expect((await journal.list(10)).applications.map(({ key }) => key)).toEqual(['c', 'a', 'b'])
})

test('an export has everything of an application to which the record adds something meanwhile', async () => {
  const journal = await newJournal()
  const keys = Array.from({ length: 2_200 }, (_none, index) => `k${index}`)
  const events = keys.flatMap((key, index) => [applied(key), created(key, String(1_000 + index))])
  await putEvents(
    await journal.database(),
    events.map((event, index) => ({ seq: index + 1, event })),
  )
  let merging: Promise<unknown> | undefined
  const exported = await journal.exportEvents(keys, () => {
    merging ??= pull(journal, [tracked('t', '3199')])
  })
  await merging
  expect((await journal.find('3199'))?.events).toHaveLength(3)
  expect(exported).toEqual(events)
})

test.each([
  ['the newest ones came first', 'newest' as const],
  ['another tab has read the same', 0],
])('what a person has found out while the record is read stays, though %s', async (_what, first) => {
  const journal = await openJournal('found out')
  const recorded = [applied('b'), ended('b', accepted('558')), applied('a')].map((event, place) => ({
    seq: place + 1,
    event,
  }))
  const answer = { memory: 'm', last: 3, upTo: 3, events: recorded }
  await sharing(journal).mergeRecorded(answer, first)
  const resolved = { kind: 'apply resolved', application: 'a', attempt: 'a', at, id: '600' } as const
  await journal.recordResolved(resolved)
  await sharing(journal).mergeRecorded(answer, 0)
  expect((await journal.find('attempt-a'))?.application.id).toBe('600')
})

test('a summary that an earlier fault has left wrong is right once its events are told again, and is then left alone', async () => {
  const journal = await newJournal()
  // As they come from the gate.
  const told = everything.map((event) => journalEvent.parse(event))
  await pull(journal, told)
  const wanted = await contents(journal)
  const db = await journal.database()
  const right = await db.get('applications', 'a')
  if (right === undefined) throw new Error('no application')
  const { id: _id, ...wrong } = right
  await db.put('applications', wrong)
  await pull(journal, told)
  expect(await contents(journal)).toEqual(wanted)
  const heard: unknown[] = []
  journal.subscribe((keys) => heard.push(keys))
  await pull(journal, told)
  expect(heard).toEqual([])
})
