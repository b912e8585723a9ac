import { describe, expect, test } from 'vitest'
import { applicationStatus, openApproval, openExecution, openRejection, type Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import type { JournalEvent } from '~/record/events'
import type { ApplyOutcome, ExecutionOutcome, RejectOutcome } from '~/oms/outcome'
import { accepted as acceptedAs, applied, at, detailOf, ended, expires } from '~/test/events'

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

describe('a rejection', () => {
  test('makes the application rejected only once OMS said so', () => {
    expect(applicationStatus(after(applyEnd(accepted), rejectSent), soon)).toBe('pending')
    expect(applicationStatus(after(applyEnd(accepted), rejectSent, rejectEnd({ kind: 'rejected' })), soon)).toBe(
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

test.each(['reject', 'approve', 'start'] as const)(
  'what comes of an earlier order to %s says nothing of the one after it',
  (action) => {
    const order = (attempt: string, when: string) => ({
      ...about,
      kind: `${action} intent`,
      attempt,
      at: when,
      expires,
      body: '{}',
      memo: 'no',
      transaction: '260',
    })
    const refusal = { kind: 'refused', reason: 'request', messages: ['not now'] }
    const one = after(
      applyEnd(accepted),
      order('first', at) as JournalEvent,
      order('second', '2026-11-23T10:00:10.000Z') as JournalEvent,
      { ...about, kind: `${action} outcome`, attempt: 'first', outcome: refusal } as JournalEvent,
    )
    const latest = { reject: one.rejection, approve: one.approval, start: one.execution }[action]
    expect(latest).toMatchObject({ attempt: 'second' })
    expect(latest?.outcome).toBeUndefined()
  },
)

test('an application cannot begin with anything but its intent', () => {
  expect(() => withEvent(undefined, applyEnd(accepted), 1)).toThrow(/without an apply intent/)
})
