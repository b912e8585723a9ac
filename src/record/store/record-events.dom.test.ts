import { expect, test } from 'vitest'
import { applicationStatus } from '~/record/application'
import type { NotAttempted } from '~/record/attempt-result'
import { putEvents } from '~/record/store/put-events'
import { openJournal, type Journal } from '~/record/store/store'
import type { ApplyOutcome } from '~/oms/outcome'
import type { Intent, OutcomeEvent } from '~/record/events'
import {
  accepted,
  applicationOf,
  applied,
  at,
  detailOf,
  draftFor,
  ended,
  expires,
  justNow,
  transactionOf,
} from '~/test/events'

const notAttempted = (why: NotAttempted['why']) => ({ kind: 'not attempted', why })

async function recordBoth(journal: Journal, key: string, outcome: ApplyOutcome): Promise<void> {
  await journal.recordIntent(applied(key), key)
  await journal.recordOutcome(applied(key), ended(key, outcome))
}

test('an outcome whose intent has been cleared away is recorded with it', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await journal.clear()
  await journal.recordOutcome(applied('a'), ended('a', accepted('558')))
  expect((await journal.list(10)).applications).toMatchObject([{ key: 'a', id: '558' }])
})

test('an orphan becomes unknown, once, and only while it has no other end', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await recordBoth(journal, 'b', accepted('558'))
  expect(await journal.underWay()).toEqual(['a'])
  await journal.recordOrphan('a')
  await journal.recordOrphan('a')
  await journal.recordOrphan('b')
  const { applications } = await journal.list(10)
  expect(applications.map((one) => applicationStatus(one, Date.parse(at)))).toEqual(['pending', 'unknown'])
  expect((await journal.find('attempt-a'))?.events).toHaveLength(2)
  expect(await journal.underWay()).toEqual([])
})

test('a claim holds until its lease has run out', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'claim')
  expect(await journal.recordIntent(applied('b'), 'claim')).toEqual(notAttempted('in flight'))
  expect(await journal.recordIntent({ ...applied('c'), at: '2026-11-23T10:01:00.001Z' }, 'claim')).toBeUndefined()
})

test('an answer that comes when its lease has run out leaves the claim to the attempt that has taken it since', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'claim')
  const later = { at: '2026-11-23T10:01:00.001Z', expires: '2026-11-23T10:02:00.001Z' }
  await journal.recordIntent(applied('b', later), 'claim')
  await journal.recordOutcome(applied('a'), ended('a', accepted('558')))
  expect(await journal.recordIntent(applied('c', later), 'claim')).toEqual(notAttempted('in flight'))
  expect(await journal.underWay()).toEqual(['b'])
})

test('a claim that a clock a day ahead has taken holds nobody up, nor does what it has sent when it is approved', async () => {
  const journal = await openJournal('test')
  const ahead = applied('a', { at: '2026-11-24T10:00:00.000Z', expires: '2026-11-24T10:01:00.000Z' })
  await journal.recordIntent(ahead, 'claim')
  const approval = { kind: 'approved', transaction: '2' } as const
  await journal.importEvents([ahead, ended('a', { ...accepted('558'), approval }, ahead.at)])
  const again = { ...applied('b'), draft: ahead.draft }
  expect(await journal.recordIntent(again, 'claim')).toBeUndefined()
})

test('of two intents for the same thing the second is not written, however close they come', async () => {
  const [one, other] = [await openJournal('test'), await openJournal('test')]
  const results = await Promise.all([
    one.recordIntent(applied('a'), 'a'),
    other.recordIntent({ ...applied('b'), draft: applied('a').draft }, 'b'),
  ])
  expect(results).toMatchObject([undefined, { why: 'duplicate', others: [{ key: 'a' }] }])
  expect((await one.list(10)).applications).toHaveLength(1)
  expect(await one.underWay()).toEqual(['a'])
})

test('a possible duplicate is no obstacle once the person has seen it', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  const again = { ...applied('b'), draft: applied('a').draft }
  expect(await journal.recordIntent(again, 'b')).toMatchObject({ why: 'duplicate' })
  expect(await journal.recordIntent(again, 'b', ['a'])).toBeUndefined()
  const third = { ...applied('c'), draft: applied('a').draft }
  expect(await journal.recordIntent(third, 'c', ['a'])).toMatchObject({
    why: 'duplicate',
    others: [{ key: 'b' }, { key: 'a' }],
  })
  expect(await journal.recordIntent(third, 'c', ['a', 'b'])).toBeUndefined()
})

test('what a person found out ends an unknown outcome', async () => {
  const journal = await openJournal('test')
  for (const key of ['a', 'b']) {
    await recordBoth(journal, key, { kind: 'unknown', why: 'connection' })
  }
  await journal.recordResolved({ kind: 'apply resolved', application: 'a', attempt: 'a', at, id: '560' })
  await journal.recordResolved({ kind: 'apply resolved', application: 'b', attempt: 'b', at })
  const { applications } = await journal.list(10)
  expect(applications.map((one) => [one.id, applicationStatus(one, Date.parse(at))])).toEqual([
    [undefined, 'not sent'],
    ['560', 'pending'],
  ])
})

test.each<[string, (journal: Journal) => Promise<unknown>]>([
  ['its answer comes', (journal) => journal.recordOutcome(applied('a'), ended('a', accepted('558')))],
  ['the gate tells of it', (journal) => journal.recordSettled(ended('a', accepted('558')))],
  [
    'a person finds it',
    (journal) => journal.recordResolved({ kind: 'apply resolved', application: 'a', attempt: 'a', at, id: '558' }),
  ],
])('what was taken over from OMS before %s is the same application', async (_name, tell) => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  const detail = detailOf({ tableName: 'a', transaction: '260' })
  await journal.recordSeen(detail, justNow(), {})
  const [tracked] = (await journal.list(1)).applications
  const changed: unknown[] = []
  journal.subscribe((keys) => changed.push(keys))
  await tell(journal)
  const { applications } = await journal.list(10)
  expect(applications).toMatchObject([{ key: 'a', id: '558', also: [tracked?.key], seen: { detail } }])
  expect(changed.flat()).toEqual(expect.arrayContaining(['a', tracked?.key]))
  expect((await journal.find('558'))?.events.map(({ kind }) => kind)).toEqual([
    'apply intent',
    expect.stringMatching(/^apply /),
    'tracked',
  ])
})

const later = '2026-11-23T11:00:00.000Z'
const decisions = [
  { kind: 'reject intent', body: '{}', memo: 'no' },
  { kind: 'approve intent', body: '{}' },
] as const

test.each(decisions)(
  'once OMS has given its id to a later application, nothing is recorded of a $kind about the earlier',
  async (decision) => {
    const journal = await openJournal('test')
    const decide = (application: string) =>
      journal.recordIntent(
        { ...decision, application, attempt: `of ${application}`, at: later, expires: later },
        'claim',
      )
    await recordBoth(journal, 'b', accepted('558'))
    // What was sent first may be on record last.
    const earlier = applied('a', { at: '2026-11-22T10:00:00.000Z' })
    await journal.recordIntent(earlier, 'a')
    await journal.recordOutcome(earlier, ended('a', accepted('558')))
    expect(await decide('a')).toEqual(notAttempted('not decidable'))
    expect((await journal.find('attempt-a'))?.application.rejection).toBeUndefined()
    expect(await decide('b')).toBeUndefined()
  },
)

test.each(decisions)('what was decided meanwhile stops a $kind, and stays as it was decided', async (decision) => {
  const about = { application: 'a', attempt: 'first', at }
  const endings: [Intent, OutcomeEvent, string][] = [
    [
      { kind: 'reject intent', ...about, expires, body: '{}', memo: 'no' },
      { kind: 'reject outcome', ...about, outcome: { kind: 'rejected' } },
      'rejected',
    ],
    [
      { kind: 'approve intent', ...about, expires, body: '{}' },
      { kind: 'approve outcome', ...about, outcome: { kind: 'approved', transaction: '408', applicant: '' } },
      'approved',
    ],
  ]
  for (const [intent, ending, status] of endings) {
    const journal = await openJournal(`test ${status}`)
    await recordBoth(journal, 'a', accepted('558'))
    await journal.recordIntent(intent, 'first')
    await journal.recordOutcome(intent, ending)
    const again = { ...decision, application: 'a', attempt: 'again', at: later, expires: later }
    expect(await journal.recordIntent(again, 'again')).toEqual(notAttempted('not decidable'))
    expect((await journal.find('558'))?.events).toHaveLength(4)
    const [application] = (await journal.list(1)).applications
    expect(application && applicationStatus(application, Infinity)).toBe(status)
  }
})

test.each(decisions)('an id that only a person has given to a later application stops no $kind', async (decision) => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', accepted('558'))
  await journal.recordIntent(applied('b', { at: later }), 'b')
  await journal.recordOutcome(applied('b'), ended('b', { kind: 'unknown', why: 'connection' }))
  await journal.recordResolved({ kind: 'apply resolved', application: 'b', attempt: 'b', at: later, id: '558' })
  const intent = { ...decision, application: 'a', attempt: 'of a', at: later, expires: later }
  expect(await journal.recordIntent(intent, 'claim')).toBeUndefined()
})

test('two that were applied for stay two, whatever id a person gives the second', async () => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', accepted('558'))
  await recordBoth(journal, 'b', { kind: 'unknown', why: 'connection' })
  await journal.recordResolved({ kind: 'apply resolved', application: 'b', attempt: 'b', at, id: '558' })
  const { applications } = await journal.list(10)
  expect(applications.map(({ key, id }) => [key, id])).toEqual([
    ['b', '558'],
    ['a', '558'],
  ])
})

/** Two records of one OMS id, as a desk of before has left them. */
async function withTwo(): Promise<Journal> {
  const journal = await openJournal('test')
  await putEvents(await journal.database(), [
    { seq: 1, event: applied('a') },
    { seq: 2, event: ended('a', accepted('558')) },
    { seq: 3, event: { kind: 'seen', application: 'a', attempt: 'a', at, detail: detailOf({ tableName: 'a' }) } },
    { seq: 4, event: { kind: 'tracked', application: 't', attempt: 't', at, detail: detailOf({ tableName: 'a' }) } },
  ])
  return journal
}

test.each<[string, (journal: Journal) => Promise<unknown>]>([
  ['OMS says something new', (journal) => journal.recordSeen(detailOf({ tableName: 'a', status: '1' }), justNow())],
  ['OMS says the same again', (journal) => journal.recordSeen(detailOf({ tableName: 'a' }), justNow())],
  ['OMS tells of its transaction', (journal) => journal.recordTransactionSeen('a', transactionOf(), justNow())],
])('two records of one OMS id from before are one once they are met: %s', async (_name, meet) => {
  const journal = await withTwo()
  const heard: unknown[] = []
  journal.subscribe((keys) => heard.push(keys))
  await meet(journal)
  expect((await journal.list(10)).applications).toMatchObject([{ key: 'a', id: '558', also: ['t'] }])
  expect(heard.flat()).toEqual(expect.arrayContaining(['a', 't']))
  heard.splice(0)
  await meet(journal)
  expect(heard).toEqual([])
})

test('a clock that was a day ahead keeps no news away', async () => {
  const journal = await openJournal('test')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await journal.recordSeen(detailOf(), tomorrow, {})
  await journal.recordSeen(detailOf({ transaction: '260' }), justNow())
  const [one] = (await journal.list(1)).applications
  expect(one?.seen?.detail.transaction).toBe('260')
})

test('what joins two applications is told once', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await journal.recordSeen(detailOf(), justNow(), {})
  const heard: unknown[] = []
  journal.subscribe((keys) => heard.push(keys))
  await journal.recordSettled(ended('a', accepted('558')))
  expect(heard).toHaveLength(1)
})

test('where OMS has given an id anew, what it says of it is about the latest application that it fits, which the id stands for', async () => {
  const journal = await openJournal('test')
  for (const key of ['m', 'a', 'z']) await recordBoth(journal, key, accepted('558'))
  expect((await journal.find('558'))?.application.key).toBe('z')
  for (const key of ['a', 'm'])
    await journal.recordSeen(detailOf({ tableName: key, transaction: '408' }), justNow(), {})
  const { applications } = await journal.list(10)
  expect(applications.map((one) => [one.key, applicationStatus(one, Infinity)])).toEqual([
    ['z', 'pending'],
    ['a', 'approved'],
    ['m', 'approved'],
  ])
})

test.each([{ setId: '127' }, { zoneId: '1' }, { tableName: 'b' }])(
  'what OMS says of another application under the id of ones own is marked and changes nothing else, until it fits again: %j',
  async (other) => {
    const journal = await openJournal('test')
    await recordBoth(journal, 'a', accepted('558'))
    const read = async () => (await journal.find('558'))?.application
    const before = await read()
    const detail = detailOf({ tableName: 'a', transaction: '408' })
    for (const _time of ['at first', 'again']) {
      expect(await journal.recordSeen({ ...detail, ...other }, justNow(), {})).toBe(true)
      expect(await read()).toEqual({ ...before, another: true })
    }
    expect((await journal.find('558'))?.events.map(({ kind }) => kind)).toEqual([
      'apply intent',
      'apply outcome',
      'seen',
    ])
    for (const _time of ['at first', 'again']) {
      await journal.recordSeen(detailOf({ tableName: 'a' }), justNow())
      expect(applicationStatus((await read()) ?? applicationOf(), Infinity)).toBe('pending')
      expect(await read()).not.toHaveProperty('another', true)
      await journal.recordSeen({ ...detail, ...other }, at)
      expect(await read()).not.toHaveProperty('another', true)
      await journal.recordSeen({ ...detail, ...other }, justNow())
      expect(await read()).toHaveProperty('another', true)
    }
    await journal.recordSeen({ ...detail, zoneId: '' }, justNow())
    expect(applicationStatus((await read()) ?? applicationOf(), Infinity)).toBe('approved')
  },
)

test('what OMS has under the id of a decided application later changes nothing of it', async () => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', accepted('558'))
  await journal.recordSeen(detailOf({ tableName: 'a', transaction: '408' }), justNow())
  const before = await journal.find('558')
  expect(await journal.recordSeen(detailOf({ tableName: 'b' }), justNow())).toBe(true)
  expect(await journal.find('558')).toEqual(before)
  await journal.importEvents([
    { kind: 'seen', application: 'a', attempt: 'a', at, detail: detailOf({ tableName: 'b' }) },
  ])
  expect((await journal.find('558'))?.application).not.toHaveProperty('another', true)
})

test('what is no backup is not taken over', async () => {
  const journal = await openJournal('test')
  expect(await journal.recordSeen(detailOf({ otherKind: '11' }), justNow(), {})).toBe(false)
  expect((await journal.list(10)).applications).toEqual([])
})

test.each(decisions)(
  'once OMS has no backup under its id, nothing is recorded of a $kind, until OMS has one again',
  async (decision) => {
    const journal = await openJournal('test')
    await journal.recordSeen(detailOf(), justNow(), {})
    const key = (await journal.find('558'))?.application.key ?? ''
    const decide = () =>
      journal.recordIntent({ ...decision, application: key, attempt: 'of it', at: later, expires: later }, 'claim')
    for (const transaction of ['0', '408']) {
      expect(await journal.recordSeen(detailOf({ otherKind: '11', transaction }), justNow(), {})).toBe(true)
    }
    const { application, events } = (await journal.find('558')) ?? {}
    expect(application).toMatchObject({ otherKind: '11', seen: { detail: detailOf() } })
    expect(events?.map(({ kind }) => kind)).toEqual(['tracked', 'seen'])
    expect(await decide()).toEqual(notAttempted('not decidable'))
    const counted = async () => [
      await journal.countPending(),
      (await journal.findDuplicates([draftFor('player')], Date.now())).flat().length,
    ]
    expect(await counted()).toEqual([0, 0])
    await journal.recordSeen(detailOf(), justNow())
    expect(await counted()).toEqual([1, 1])
    expect(await decide()).toBeUndefined()
  },
)

test.each(decisions)('nor is a $kind recorded of an earlier application that has the same id', async (decision) => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', accepted('558'))
  await recordBoth(journal, 'b', { kind: 'unknown', why: 'connection' })
  await journal.recordResolved({ kind: 'apply resolved', application: 'b', attempt: 'b', at, id: '558' })
  const decide = (attempt: string) =>
    journal.recordIntent({ ...decision, application: 'a', attempt, at: later, expires: later }, attempt)
  expect(await decide('before')).toBeUndefined()
  await journal.recordSeen(detailOf({ otherKind: '11' }), justNow())
  expect(await decide('after')).toEqual(notAttempted('not decidable'))
})

test('that OMS has no backup under an id that a person has found wrongly is not said of the right one', async () => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', { kind: 'unknown', why: 'connection' })
  await journal.recordResolved({ kind: 'apply resolved', application: 'a', attempt: 'a', at, id: '558' })
  await journal.recordSeen(detailOf({ tableName: 'a', otherKind: '11' }), justNow())
  expect((await journal.find('558'))?.application).toMatchObject({ otherKind: '11' })
  await journal.recordOutcome(applied('a'), ended('a', accepted('559'), later))
  const { application } = (await journal.find('attempt-a')) ?? {}
  expect(application?.id).toBe('559')
  expect(application?.otherKind).toBeUndefined()
})
