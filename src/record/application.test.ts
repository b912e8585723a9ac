import { describe, expect, test } from 'vitest'
import {
  applicationStatus,
  mayExist,
  openApproval,
  decisiveAttempt,
  openExecution,
  openRejection,
  type Application,
  type Attempt,
  type Latest,
} from '~/record/application'
import { withEvent } from '~/record/with-event'
import type { JournalEvent } from '~/record/events'
import type { ApplyOutcome, ExecutionOutcome, RejectOutcome } from '~/oms/outcome'
import { accepted as acceptedAs, applicationOf, applied, at, detailOf, ended, expires } from '~/test/events'

const soon = Date.parse('2026-11-23T10:00:30.000Z')
const late = Date.parse('2026-11-23T10:01:00.001Z')

const about = { application: 'a', attempt: 'a', at }
const applyEnd = (outcome: ApplyOutcome) => ended('a', outcome)
const rejectSent: JournalEvent = { kind: 'reject intent', ...about, expires, body: '{}', memo: 'wrong table' }
const rejectEnd = (outcome: RejectOutcome): JournalEvent => ({ kind: 'reject outcome', ...about, outcome })
const accepted = acceptedAs('558')

function after(...events: JournalEvent[]): Application {
  let application: Application | undefined
  for (const event of [applied('a'), ...events]) application = withEvent(application, event, 1)
  if (application === undefined) throw new Error('no event')
  return application
}

test('what was sent by a clock that was ahead is over for one that is right', () => {
  const [sentAt, until] = ['2026-11-24T10:00:00.000Z', '2026-11-24T10:01:00.000Z']
  const one = after(applyEnd(accepted), { ...rejectSent, at: sentAt, expires: until })
  expect(applicationStatus({ ...after(), sentAt, expires: until }, soon)).toBe('unknown')
  expect(openRejection(one, soon)).toBe('unknown')
})

test('a sent application is Sending until its time has run out, then unknown', () => {
  expect(applicationStatus(after(), soon)).toBe('sending')
  expect(applicationStatus(after(), late)).toBe('unknown')
})

test.each<[ApplyOutcome, string]>([
  [accepted, 'pending'],
  [{ kind: 'accepted', id: '1', approval: { kind: 'approved', transaction: '2' } }, 'approved'],
  [{ kind: 'accepted', id: '1', approval: { kind: 'failed', message: '' } }, 'pending'],
  [{ kind: 'accepted', id: '1', approval: { kind: 'unclear' } }, 'pending'],
  [{ kind: 'refused', reason: 'request', messages: [] }, 'refused'],
  [{ kind: 'not sent', why: 'refused' }, 'not sent'],
  [{ kind: 'unknown', why: 'connection' }, 'unknown'],
])('outcome %j has status %s', (outcome, status) => {
  expect(applicationStatus(after(applyEnd(outcome)), late)).toBe(status)
})

test('a refusal that comes after a person has found it absent is one, and it is not sent again', () => {
  const absent: JournalEvent = { kind: 'apply resolved', ...about }
  const one = after(applyEnd({ kind: 'unknown', why: 'connection' }), absent)
  const refused = withEvent(one, applyEnd({ kind: 'refused', reason: 'request', messages: ['no'] }), 1)
  expect([one, refused].map((each) => [applicationStatus(each, late), mayExist(each, late)])).toEqual([
    ['not sent', true],
    ['refused', true],
  ])
})

test.each<[string, Partial<Application>, string]>([
  ['was applied for', { outcome: accepted }, 'other kind'],
  ['was taken over', { seen: { at, detail: detailOf({ otherKind: '11' }) } }, 'other kind'],
  ['has a transaction', { seen: { at, detail: detailOf({ otherKind: '11', transaction: '408' }) } }, 'other kind'],
  ['was approved before', { seen: { at, detail: detailOf({ transaction: '408' }) } }, 'approved'],
])('what %s and is no backup in OMS has status %s', (_what, rest, status) => {
  expect(applicationStatus(applicationOf({ otherKind: '11', ...rest }), late)).toBe(status)
})

describe('a rejection', () => {
  test('makes the application rejected only once OMS said so', () => {
    expect(applicationStatus(after(applyEnd(accepted), rejectSent), soon)).toBe('pending')
    expect(applicationStatus(after(applyEnd(accepted), rejectSent, rejectEnd({ kind: 'rejected' })), soon)).toBe(
      'rejected',
    )
  })

  test.each<[string, JournalEvent, string]>([
    [
      'OMS tells a transaction',
      { kind: 'seen', ...about, detail: detailOf({ tableName: 'a', transaction: '408' }) },
      'approved',
    ],
    ['OMS tells none', { kind: 'seen', ...about, detail: detailOf({ tableName: 'a' }) }, 'rejected'],
  ])('that only a person has found done is believed until OMS says otherwise: %s', (_what, seen, status) => {
    const found: JournalEvent = { kind: 'reject resolved', ...about, done: true }
    expect(applicationStatus(after(applyEnd(accepted), rejectSent, found, seen), late)).toBe(status)
    expect(applicationStatus(after(applyEnd(accepted), rejectSent, rejectEnd({ kind: 'rejected' }), seen), late)).toBe(
      'rejected',
    )
  })

  test.each<[JournalEvent[], number, string | undefined]>([
    [[], soon, undefined],
    [[rejectSent], soon, 'sending'],
    [[rejectSent], late, 'unknown'],
    [[rejectSent, rejectEnd({ kind: 'refused', reason: 'request', messages: [] })], soon, 'refused'],
    [[rejectSent, rejectEnd({ kind: 'unknown', why: 'deadline' })], soon, 'unknown'],
    [[rejectSent, rejectEnd({ kind: 'unknown', why: 'deadline' }), rejectSent], soon, 'sending'],
    [[rejectSent, rejectEnd({ kind: 'rejected' })], soon, undefined],
    [[rejectSent, { kind: 'reject resolved', ...about, done: true }], late, undefined],
    [[rejectSent, { kind: 'reject resolved', ...about, done: false }], late, 'not sent'],
  ])('is open as it should be (%#)', (events, now, open) => {
    expect(openRejection(after(applyEnd(accepted), ...events), now)).toBe(open)
  })
})

test('an approval of unknown outcome is open until OMS tells a transaction, also of another approval', () => {
  const seen = (transaction: string): JournalEvent => ({
    kind: 'seen',
    ...about,
    detail: detailOf({ tableName: 'a', transaction }),
  })
  const lost: JournalEvent[] = [
    applyEnd(accepted),
    { kind: 'approve intent', ...about, expires, body: '{}' },
    { kind: 'approve outcome', ...about, outcome: { kind: 'unknown', why: 'deadline' } },
  ]
  expect(openApproval(after(...lost, seen('0')), soon)).toBe('unknown')
  expect(openApproval(after(...lost, seen('408')), soon)).toBeUndefined()
  expect(applicationStatus(after(...lost, seen('408')), soon)).toBe('approved')
})

test.each([
  [true, undefined, 'approved'],
  [false, 'not sent', 'pending'],
])('an approval of which a person has found out whether it was done (%j) is open: %s', (done, open, status) => {
  const sent: JournalEvent = { kind: 'approve intent', ...about, expires, body: '{}' }
  const one = after(applyEnd(accepted), sent, { kind: 'approve resolved', ...about, done })
  expect([openApproval(one, late), applicationStatus(one, late)]).toEqual([open, status])
})

test.each<['start' | 'resume', ExecutionOutcome | undefined, number, string | undefined]>([
  ['start', undefined, soon, 'sending'],
  ['start', undefined, late, 'unknown'],
  ['start', { kind: 'started' }, late, undefined],
  ['resume', { kind: 'started' }, late, undefined],
  ['resume', { kind: 'unknown', why: 'deadline' }, soon, 'unknown'],
  ['resume', { kind: 'refused', reason: 'request', messages: [] }, soon, 'refused'],
])('an order to %s with the outcome %j is open as it should be (%#)', (action, outcome, now, open) => {
  const sent: JournalEvent = { kind: `${action} intent`, ...about, expires, body: '{}', transaction: '260' }
  const ends: JournalEvent[] = outcome === undefined ? [] : [{ kind: `${action} outcome`, ...about, outcome }]
  expect(openExecution(after(applyEnd(accepted), sent, ...ends), now)).toBe(open)
  expect(openExecution(after(applyEnd(accepted)), now)).toBeUndefined()
})

describe.each(['reject', 'approve', 'start'] as const)('of two orders to %s', (action) => {
  const order = (attempt: string, when: string) =>
    ({
      ...about,
      kind: `${action} intent`,
      attempt,
      at: when,
      expires,
      body: '{}',
      memo: attempt,
      transaction: '260',
    }) as JournalEvent
  const ends = (attempt: string, outcome: object) =>
    ({ ...about, kind: `${action} outcome`, attempt, outcome }) as JournalEvent
  const [first, second] = [order('first', at), order('second', '2026-11-23T10:00:10.000Z')]
  const refusal = { kind: 'refused', reason: 'request', messages: ['not now'] }
  const lost = { kind: 'unknown', why: 'deadline' }
  const notSent = { kind: 'not sent', why: 'refused' }
  const latestOf = (one: Application): Latest<Attempt & { attempt: string }> | undefined =>
    ({ reject: one.rejection, approve: one.approval, start: one.execution })[action]
  const openOf = { reject: openRejection, approve: openApproval, start: openExecution }[action]

  test('what comes of the earlier one says nothing of the later one', () => {
    const one = after(applyEnd(accepted), first, second, ends('first', refusal))
    expect(latestOf(one)).toMatchObject({ attempt: 'second' })
    expect(latestOf(one)).not.toHaveProperty('outcome')
    expect(latestOf(one)).not.toHaveProperty('earlier')
  })

  test.each([refusal, notSent])('the earlier one stays unknown whatever came of the later one: %j', (end) => {
    for (const events of [
      [first, ends('first', lost), second, ends('second', end)],
      [first, second, ends('second', end), ends('first', lost)],
    ]) {
      const one = after(applyEnd(accepted), ...events)
      expect([openOf(one, late), latestOf(one)]).toMatchObject([
        'unknown',
        { attempt: 'second', outcome: end, earlier: [{ attempt: 'first', outcome: lost }] },
      ])
      const latest = latestOf(one)
      expect(latest && decisiveAttempt(latest)).toMatchObject({ attempt: 'first' })
      expect(openOf(after(applyEnd(accepted), ...events, ends('first', refusal)), late)).toBe(end.kind)
    }
  })

  test('what was unknown before one that was carried out does not come back with the next one', () => {
    const done = { reject: 'rejected', approve: 'approved', start: 'started' }[action]
    const one = after(
      applyEnd(accepted),
      first,
      second,
      ends('second', { kind: done, transaction: '408', applicant: '' }),
      order('third', '2026-11-23T10:00:20.000Z'),
      ends('third', notSent),
    )
    expect(latestOf(one)).toMatchObject({ attempt: 'third' })
    expect(latestOf(one)).not.toHaveProperty('earlier')
  })

  test('it is unknown while either is', () => {
    const one = after(
      applyEnd(accepted),
      first,
      second,
      order('third', '2026-11-23T10:00:20.000Z'),
      ends('third', notSent),
    )
    expect(latestOf(one)?.earlier).toMatchObject([{ attempt: 'second' }, { attempt: 'first' }])
    expect([openOf(one, soon), openOf(one, late)]).toEqual(['sending', 'unknown'])
  })
})

test('an application cannot begin with anything but its intent', () => {
  expect(() => withEvent(undefined, applyEnd(accepted), 1)).toThrow(/without an apply intent/)
})
