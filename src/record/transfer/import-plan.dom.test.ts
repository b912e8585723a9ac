import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Refusal, RejectOutcome } from '~/oms/outcome'
import { isInOrder } from '~/record/event-order'
import type { JournalEvent } from '~/record/events'
import { openJournal } from '~/record/store/store'
import type { Journal } from '~/record/store/store'
import { accepted as acceptedAs, applied as appliedAt, detailOf, ended } from '~/test/events'

const time = (second: number) => new Date(Date.UTC(2026, 10, 23, 10) + second * 1000).toISOString()
const expires = (second: number) => time(second + 60)

const applied = (key: string, second = 0) => appliedAt(key, { at: time(second), expires: expires(second) })
const accepted = (key: string, id: string, second = 1) => ended(key, acceptedAs(id), time(second))
const lost = (key: string, second = 1) => ended(key, { kind: 'unknown', why: 'orphan' }, time(second))
const about = (application: string, attempt: string, second: number) => ({ application, attempt, at: time(second) })
const rejecting = (key: string, attempt: string, second: number, memo = attempt): JournalEvent => {
  return { kind: 'reject intent', ...about(key, attempt, second), expires: expires(second), body: '{}', memo }
}
const decided = (key: string, attempt: string, second: number, outcome: RejectOutcome): JournalEvent => {
  return { kind: 'reject outcome', ...about(key, attempt, second), outcome }
}
const rejected = (key: string, attempt: string, second: number) => decided(key, attempt, second, { kind: 'rejected' })
const refusal: Refusal = { kind: 'refused', reason: 'request', messages: ['not pending'] }
const refused = (key: string, attempt: string, second: number) => decided(key, attempt, second, refusal)
const tracked = (key: string, id: string, second = 5): JournalEvent => {
  return { kind: 'tracked', ...about(key, key, second), detail: detailOf({ id, tableName: '' }) }
}
const seen = (key: string, id: string, status: string, second: number): JournalEvent => {
  return { kind: 'seen', ...about(key, key, second), detail: detailOf({ id, tableName: '', status }) }
}

let journals = 0
/** A new journal that holds these events. */
async function journalOf(...files: JournalEvent[][]): Promise<Journal> {
  journals += 1
  const journal = await openJournal(`merge ${journals}`)
  for (const events of files) await journal.importEvents(events)
  return journal
}
async function summaries(journal: Journal) {
  const { applications } = await journal.list(Infinity)
  return applications
    .map(({ seq: _seq, ...summary }) => summary)
    .toSorted((one, other) => one.key.localeCompare(other.key))
}
const eventsOf = async (journal: Journal, key: string) => (await journal.find(`attempt-${key}`))?.events
const brief = (plan: Awaited<ReturnType<Journal['importEvents']>>) => ({
  changes: plan.changes.map(({ application }) => application.key),
  same: plan.same,
  leftOut: plan.leftOut,
})
const nothing = { changes: [], same: 0, leftOut: [] }

test('a look at an import writes nothing, and the import does what it said', async () => {
  const journal = await journalOf()
  const file = [applied('a'), accepted('a', '558')]
  expect(brief(await journal.planImport(file))).toEqual({ ...nothing, changes: ['a'] })
  expect(await summaries(journal)).toEqual([])
  expect(brief(await journal.importEvents(file))).toEqual({ ...nothing, changes: ['a'] })
  expect(await summaries(journal)).toMatchObject([{ key: 'a', id: '558' }])
})

test('the same file a second time changes nothing', async () => {
  const file = [applied('a'), lost('a'), accepted('a', '558', 2), tracked('t', '7'), seen('t', '7', '1', 9)]
  const journal = await journalOf(file)
  const before = await summaries(journal)
  expect(brief(await journal.importEvents(file))).toEqual({ ...nothing, same: 2 })
  expect(await summaries(journal)).toEqual(before)
  expect(await eventsOf(journal, 'a')).toHaveLength(3)
})

test('an import counts nothing of a record, which would walk over all of it again and again', async () => {
  const journal = await journalOf([applied('a')])
  const counts = [vi.spyOn(IDBObjectStore.prototype, 'count'), vi.spyOn(IDBIndex.prototype, 'count')]
  await journal.importEvents([applied('b'), accepted('b', '558')])
  for (const count of counts) expect(count).not.toHaveBeenCalled()
})

test('an event that a file has twice is taken once', async () => {
  const journal = await journalOf([applied('a'), accepted('a', '558'), applied('a'), accepted('a', '558')])
  expect(await eventsOf(journal, 'a')).toEqual([applied('a'), accepted('a', '558')])
})

test('applications of a file come in the order in which they begin', async () => {
  const file = [applied('b'), applied('a', 1), accepted('a', '559', 2), accepted('b', '558', 3)]
  expect(brief(await (await journalOf()).importEvents(file))).toEqual({ ...nothing, changes: ['b', 'a'] })
})

test('what the gate says later has its place between the unknown outcome and the definite one, however they come', async () => {
  const noAnswer = { ...ended('a', { kind: 'unknown', why: 'gate' }, time(9)), settled: true } as const
  const journal = await journalOf([applied('a'), lost('a')])
  await journal.importEvents([applied('a'), accepted('a', '558', 2)])
  await journal.importEvents([applied('a'), noAnswer])
  expect(await eventsOf(journal, 'a')).toEqual([applied('a'), lost('a'), noAnswer, accepted('a', '558', 2)])
  expect(brief(await journal.importEvents([applied('a'), noAnswer]))).toEqual({ ...nothing, same: 1 })
})

test('a known application gets only what is missing, and keeps its place', async () => {
  const journal = await journalOf([applied('a'), lost('a')], [applied('b', 50)])
  const file = [applied('a'), lost('a'), accepted('a', '558', 3)]
  expect(await journal.importEvents(file)).toMatchObject({ changes: [{ isNew: false }] })
  expect((await journal.list(Infinity)).applications.map(({ key }) => key)).toEqual(['b', 'a'])
  expect(await eventsOf(journal, 'a')).toEqual(file)
  expect((await journal.find('558'))?.application.outcome).toMatchObject({ kind: 'accepted' })
})

test.each<[string, JournalEvent[]]>([
  ['an unknown outcome', [applied('a'), lost('a', 9)]],
  ['another outcome', [applied('a'), ended('a', refusal, time(9))]],
  [
    'a person who found that it does not exist',
    [applied('a'), { ...applied('a'), kind: 'apply resolved', at: time(9) }],
  ],
])('%s does not outweigh what OMS answered', async (_name, file) => {
  const journal = await journalOf([applied('a'), accepted('a', '558')])
  expect(brief(await journal.importEvents(file))).toEqual({ ...nothing, same: 1 })
})

test('an id that differs from the one that is known is left out', async () => {
  const journal = await journalOf([applied('a'), { ...applied('a'), kind: 'apply resolved', id: '600' }])
  expect(brief(await journal.importEvents([applied('a'), accepted('a', '558')]))).toEqual({
    ...nothing,
    leftOut: [{ why: 'another id', name: '#600', id: '600', theirs: '558' }],
  })
})

test('an application whose id is known under another key is left out', async () => {
  const journal = await journalOf([applied('a'), accepted('a', '558')])
  const leftOut = [{ why: 'known here', name: '#558', id: '558' }]
  expect(brief(await journal.importEvents([applied('b'), accepted('b', '558')]))).toEqual({ ...nothing, leftOut })
  expect(brief(await journal.importEvents([tracked('t', '558')]))).toEqual({ ...nothing, leftOut })
  expect(await summaries(journal)).toMatchObject([{ key: 'a' }])
})

test('what a file has only the rest of is never put together with another application', async () => {
  const [own, other, rest] = [
    [applied('a'), lost('a')],
    [applied('b'), accepted('b', '558')],
    seen('a', '558', '0', 30),
  ]
  const journal = await journalOf(own)
  await journal.importEvents([...other, rest])
  expect(await summaries(journal)).toMatchObject([{ key: 'a' }, { key: 'b', id: '558' }])
  expect(await eventsOf(journal, 'a')).toEqual([...own, rest])
  expect(await eventsOf(journal, 'b')).toEqual(other)
  const elsewhere = await journalOf([...other, rest])
  expect((await summaries(elsewhere)).map(({ key, also }) => [key, also])).toEqual([['b', undefined]])
  await elsewhere.importEvents(own)
  expect((await summaries(elsewhere)).map(({ key }) => key)).toEqual(['a', 'b'])
})

test.each([
  ['a', 'b'],
  ['b', 'a'],
])('of two that a file has with one id the first one comes (%s, %s)', async (first, second) => {
  const file = [applied(first), accepted(first, '558'), applied(second), accepted(second, '558')]
  expect(brief(await (await journalOf()).importEvents(file))).toEqual({
    ...nothing,
    changes: [first],
    leftOut: [{ why: 'twice', name: '#558', id: '558' }],
  })
})

test('events without their beginning are left out', async () => {
  expect(brief(await (await journalOf()).importEvents([accepted('a', '558')]))).toEqual({
    ...nothing,
    leftOut: [{ why: 'no beginning', name: 'a' }],
  })
})

test('a history replaces what was only tracked, keeps all that happened here, and is followed by what was made from it', async () => {
  const follower: JournalEvent = { ...applied('f', 90), follows: { application: 't', why: 'again' } }
  const here = [tracked('t', '558'), seen('t', '558', '7', 30), rejecting('t', 'r', 40), rejected('t', 'r', 41)]
  const journal = await journalOf(here, [follower])
  const file = [applied('a'), accepted('a', '558')]
  expect(await journal.importEvents(file)).toMatchObject({
    changes: [{ isNew: false, application: { also: ['t'] } }],
    leftOut: [],
  })
  expect(await eventsOf(journal, 'a')).toEqual([...file, ...here])
  expect(await eventsOf(journal, 't')).toEqual(await eventsOf(journal, 'a'))
  const found = await journal.find('558')
  expect(found?.application).toMatchObject({ key: 'a', rejection: { memo: 'r' }, seen: { detail: { status: '7' } } })
  expect(found?.followers).toMatchObject([{ key: 'f', follows: { application: 't' } }])
  expect(brief(await journal.importEvents(file))).toEqual({ ...nothing, same: 1 })
  expect(brief(await journal.importEvents(here))).toMatchObject({ changes: [] })
})

test('what a file has of one id, applied for and taken over by others, is one application', async () => {
  const sent = [applied('a'), accepted('a', '558')]
  const takenOver = [tracked('t', '558'), rejecting('t', 'r', 20), rejected('t', 'r', 21)]
  const file = [...sent, ...takenOver, seen('a', '558', '7', 30), tracked('u', '559')]
  const journal = await journalOf()
  expect(brief(await journal.importEvents(file))).toEqual({ ...nothing, changes: ['a', 'u'] })
  expect(await summaries(journal)).toMatchObject([{ key: 'a', also: ['t'], rejection: { memo: 'r' } }, { key: 'u' }])
  expect(await eventsOf(journal, 'a')).toEqual(file.slice(0, -1))
  expect(await journal.exportEvents(['a'])).toEqual(file.slice(0, -1))
})

test('two parts of a file about one application that is here add up', async () => {
  const here = tracked('t', '558')
  const journal = await journalOf([here])
  const file = [applied('a'), accepted('a', '558'), seen('t', '558', '7', 30)]
  await journal.importEvents(file)
  expect(await summaries(journal)).toMatchObject([{ key: 'a', also: ['t'], seen: { detail: { status: '7' } } }])
  expect(await eventsOf(journal, 'a')).toEqual([...file.slice(0, 2), here, file[2]])
})

test('what is here in two places has one order once a file shows that it is one application', async () => {
  const here = [tracked('t', '558'), seen('t', '558', '7', 30)]
  const journal = await journalOf(here, [applied('a'), lost('a')])
  await journal.importEvents([applied('a'), accepted('a', '558', 2)])
  expect(await eventsOf(journal, 'a')).toEqual([applied('a'), lost('a'), accepted('a', '558', 2), ...here])
})

test('the application of an id that a person has found by mistake stays one of its own', async () => {
  const journal = await journalOf([tracked('t', '560')])
  const mistaken: JournalEvent = { kind: 'apply resolved', ...about('a', 'a', 2), id: '560' }
  await journal.importEvents([applied('a'), lost('a'), mistaken, accepted('a', '559', 3)])
  expect((await summaries(journal)).map(({ key, id, also }) => [key, id, also])).toEqual([
    ['a', '559', undefined],
    ['t', '560', undefined],
  ])
})

test('a rejection that was carried out stays, whichever desk tried later or recorded first', async () => {
  const carriedOut = [rejecting('a', 'r1', 10), rejected('a', 'r1', 20)]
  const tooLate = [rejecting('a', 'r2', 12), refused('a', 'r2', 13)]
  const begin = [applied('a'), accepted('a', '558')]
  for (const files of [
    [carriedOut, tooLate],
    [tooLate, carriedOut],
  ]) {
    const journal = await journalOf(...files.map((events) => [...begin, ...events]))
    expect(await summaries(journal)).toMatchObject([{ rejection: { attempt: 'r1', outcome: { kind: 'rejected' } } }])
    expect(await eventsOf(journal, 'a')).toHaveLength(6)
  }
})

test('an imported intent without an outcome claims nothing and is unknown', async () => {
  const journal = await journalOf([applied('a')])
  expect(await journal.underWay()).toEqual([])
  expect(await summaries(journal)).toMatchObject([{ key: 'a' }])
  expect((await summaries(journal))[0]?.outcome).toBeUndefined()
})

const history = fc
  .record({
    outcome: fc.constantFrom('none', 'lost', 'accepted', 'lost, then accepted'),
    decisions: fc.array(fc.constantFrom('rejected', 'refused', 'open'), { maxLength: 3 }),
    looks: fc.array(fc.constantFrom('0', '1', '-1'), { maxLength: 3 }),
  })
  .map(({ outcome, decisions, looks }) => (key: string, id: string): JournalEvent[] => {
    let second = 1
    const next = () => (second += 1)
    const events: JournalEvent[] = [applied(key)]
    if (outcome.startsWith('lost')) events.push(lost(key, next()))
    if (outcome.endsWith('accepted')) events.push(accepted(key, id, next()))
    else return events
    const done = decisions.indexOf('rejected')
    for (const [index, decision] of decisions.slice(0, done === -1 ? 3 : done + 1).entries()) {
      const attempt = `${key}-${index}`
      events.push(rejecting(key, attempt, next()))
      if (decision === 'rejected') events.push(rejected(key, attempt, next()))
      if (decision === 'refused') events.push(refused(key, attempt, next()))
    }
    for (const status of looks) events.push(seen(key, id, status, next()))
    return events
  })

const twoFiles = fc
  .array(history, { minLength: 1, maxLength: 3 })
  .map((makers) => makers.map((make, index) => make(`app${index}`, String(558 + index))))
  .chain((histories) => {
    const events = histories.flat()
    const parts = fc.array(fc.constantFrom('first', 'second', 'both'), {
      minLength: events.length,
      maxLength: events.length,
    })
    return parts.map((split) => {
      const part = (name: string) =>
        events.filter(
          (event, index) => event.kind === 'apply intent' || split[index] === name || split[index] === 'both',
        )
      return { events, first: part('first'), second: part('second') }
    })
  })

const isLost = (event: JournalEvent) => 'outcome' in event && event.outcome.kind === 'unknown'

test('two files with any of the events lead to the same applications in either order, and no event comes twice or is lost', async () => {
  await fc.assert(
    fc.asyncProperty(twoFiles, async ({ events, first, second }) => {
      const whole = await summaries(await journalOf(events))
      for (const files of [
        [first, second],
        [second, first],
        [second, first, second, events],
      ]) {
        const journal = await journalOf(...files)
        expect(await summaries(journal)).toEqual(whole)
        const keys = whole.map(({ key }) => key)
        const kept = await journal.exportEvents(keys)
        expect(new Set(kept.map((event) => JSON.stringify(event))).size).toBe(kept.length)
        // An unknown outcome is not added to what is known by then.
        expect(kept).toEqual(expect.arrayContaining(events.filter((event) => !isLost(event))))
        expect(events).toEqual(expect.arrayContaining(kept))
      }
    }),
    { numRuns: 40 },
  )
})

test('a file in any order keeps every event of what it has the beginning of, and adds up to the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(history, fc.boolean()).chain(([make, isTracked]) => {
        const made = make('a', '558')
        const events = isTracked
          ? [tracked('a', '558', 1), ...made.filter(({ kind }) => !kind.startsWith('apply '))]
          : made
        return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))
      }),
      async ([events, shuffled]) => {
        const journal = await journalOf(shuffled)
        expect(await journal.exportEvents(['a'])).toEqual(expect.arrayContaining(shuffled))
        // One that may be a journal's keeps its order.
        const wanted = isInOrder(shuffled) ? shuffled : events
        expect(await summaries(journal)).toEqual(await summaries(await journalOf(wanted)))
      },
    ),
    { numRuns: 40 },
  )
})

test.each([
  ['was applied for', [applied('a'), accepted('a', '558')]],
  ['was taken over', [tracked('a', '558')]],
])('a file of what %s keeps its order, though the clock was set back meanwhile', async (_name, begun) => {
  const file = [...begun, seen('a', '558', '7', 90), seen('a', '558', '8', 30)]
  const journal = await journalOf(file)
  expect(await eventsOf(journal, 'a')).toEqual(file)
  expect(await summaries(journal)).toMatchObject([{ seen: { detail: { status: '8' } } }])
})

test('exported, cleared and imported again the journal is the same, event for event', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 4 }), async (makers) => {
      const journal = await journalOf(makers.flatMap((make, index) => make(`app${index}`, String(558 + index))))
      const whole = await summaries(journal)
      const keys = (await journal.list(Infinity)).applications.map(({ key }) => key)
      const events = await journal.exportEvents(keys)
      expect(await journal.forget(keys)).toBe(keys.length)
      expect(await journal.list(Infinity)).toEqual({ applications: [], unreadable: 0 })
      expect(await journal.exportEvents(keys)).toEqual([])
      await journal.importEvents(events)
      expect(await journal.exportEvents(keys)).toEqual(events)
      expect(await summaries(journal)).toEqual(whole)
      expect((await journal.list(Infinity)).applications.map(({ key }) => key)).toEqual(keys)
    }),
    { numRuns: 30 },
  )
})
