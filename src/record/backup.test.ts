import { expect, test } from 'vitest'
import type { Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { backupState, backupTimes, completedAfter } from '~/record/backup'
import type { JournalEvent } from '~/record/events'
import { accepted, applied, at, detailOf, ended, expires, transactionOf } from '~/test/events'

const approvedAs = (transaction: string) =>
  ended('a', { ...accepted('558'), approval: { kind: 'approved', transaction } })
const seen = (rest: Parameters<typeof transactionOf>[0], time: string): JournalEvent => ({
  kind: 'transaction seen',
  application: 'a',
  attempt: 'a',
  at: time,
  transaction: transactionOf({ id: '260', ...rest }),
})
const later = '2026-11-23T11:00:00.000Z'
const latest = '2026-11-23T12:00:00.000Z'

function addedUp(...events: JournalEvent[]): Application {
  let known: Application | undefined
  for (const [index, event] of events.entries()) known = withEvent(known, event, index)
  if (known === undefined) throw new Error('no events')
  return known
}

test('what is not approved has no backup', () => {
  expect(backupState(addedUp(applied('a'), ended('a', accepted('558'))))).toBeUndefined()
})

test.each([
  ['9', {}, 'completed'],
  ['10', {}, 'failed'],
  ['5', {}, 'suspended'],
  ['1', { createTime: '2026-11-23 10:00:00', updateTime: '2026-11-23 10:00:00' }, 'not started'],
  ['1', { createTime: '2026-11-23 10:00:00', updateTime: '' }, 'not started'],
  ['1', { createTime: '2026-11-23 10:00:00', updateTime: '2026-11-23 10:00:09' }, 'running'],
  ['9', { id: '261' }, 'unknown'],
  ['', {}, 'unknown'],
] as const)('status %s with %j is %s', (status, rest, state) => {
  expect(backupState(addedUp(applied('a'), approvedAs('260'), seen({ status, ...rest }, later)))).toBe(state)
})

test.each([
  ['before', 'unknown'],
  ['after', 'completed'],
])('a backup whose id OMS had for another application %s its approval is %s', (when, state) => {
  const about = { application: 'a', attempt: 'd', at }
  const another: JournalEvent = { kind: 'seen', ...about, detail: detailOf({ tableName: 'guild', transaction: '260' }) }
  const approved: JournalEvent[] = [
    { kind: 'approve intent', ...about, expires: at, body: '{}' },
    { kind: 'approve outcome', ...about, outcome: { kind: 'approved', transaction: '260', applicant: '' } },
  ]
  const events = when === 'before' ? [another, ...approved] : [...approved, another]
  const one = addedUp(applied('a'), ended('a', accepted('558')), ...events, seen({ status: '9' }, later))
  expect(backupState(one)).toBe(state)
})

test('nothing heard of a transaction is a state of its own', () => {
  expect(backupState(addedUp(applied('a'), approvedAs('260')))).toBe('unknown')
})

test('a backup was completed after it was last seen under way', () => {
  const [open, done] = [seen({ status: '1' }, later), seen({ status: '9' }, latest)]
  expect(completedAfter(addedUp(applied('a'), approvedAs('260'), open, done))).toBe(later)
  expect(completedAfter(addedUp(applied('a'), approvedAs('260'), done))).toBe(at)
  expect(completedAfter(addedUp(applied('a'), approvedAs('260'), open))).toBeUndefined()
})

test('when OMS no longer tells of a transaction, nothing is learnt of when it was completed', () => {
  const [open, gone, done] = [seen({ status: '1' }, at), seen({ status: '' }, later), seen({ status: '9' }, latest)]
  expect(completedAfter(addedUp(applied('a'), approvedAs('260'), open, gone, done))).toBe(at)
})

const tracked = (transaction: string): JournalEvent => ({
  kind: 'tracked',
  application: 'a',
  attempt: 'a',
  at,
  detail: detailOf({ transaction }),
})
const approving: JournalEvent = {
  kind: 'approve intent',
  application: 'a',
  attempt: 'p',
  at: later,
  expires,
  body: '{}',
}
const foundApproved: JournalEvent = { kind: 'approve resolved', application: 'a', attempt: 'p', at: latest, done: true }
const approvedHere: JournalEvent[] = [
  approving,
  {
    kind: 'approve outcome',
    application: 'a',
    attempt: 'p',
    at: latest,
    outcome: { kind: 'approved', transaction: '260', applicant: '' },
  },
]

test('of what somebody else applied for, and was completed when it was first seen, only the clock of OMS tells', () => {
  expect(completedAfter(addedUp(tracked('260'), seen({ status: '9' }, latest)))).toBeUndefined()
})

const oms = { createTime: '2026-11-23 10:00:00', updateTime: '2026-11-23 10:30:00' }
const none = { createTime: '', updateTime: '' }
const done = seen({ status: '9', ...oms }, latest)

test.each<[string, JournalEvent[], object | undefined]>([
  ['not approved', [applied('a'), ended('a', accepted('558')), done], undefined],
  [
    'applied for here',
    [applied('a'), approvedAs('260'), done],
    { ...oms, begunAt: Date.parse(at), completedAfter: Date.parse(at) },
  ],
  ['approved by others', [tracked('260'), done], { ...oms, begunAt: undefined, completedAfter: undefined }],
  [
    'approved here for others',
    [tracked('0'), ...approvedHere, done],
    { ...oms, begunAt: Date.parse(latest), completedAfter: Date.parse(later) },
  ],
  [
    'approved by others while nothing was heard of an approval here',
    [tracked('0'), approving, tracked('260'), done],
    { ...oms, begunAt: undefined, completedAfter: undefined },
  ],
  [
    'found approved by a person who named no transaction',
    [applied('a'), ended('a', accepted('558')), approving, foundApproved],
    { ...none, begunAt: Date.parse(latest), completedAfter: undefined },
  ],
  [
    'approved with another transaction',
    [applied('a'), approvedAs('261'), done],
    { ...none, begunAt: Date.parse(at), completedAfter: undefined },
  ],
])('the times of the backup of what was %s', (_name, events, times) => {
  expect(backupTimes(addedUp(...events))).toEqual(times)
})

test('the summary tells since when a status is seen', () => {
  const one = addedUp(
    applied('a'),
    approvedAs('260'),
    seen({ status: '1' }, at),
    seen({ status: '1', memo: 'x' }, later),
  )
  expect(one).toMatchObject({ approvedAt: at, backup: { since: at, at: later, openAt: later } })
})
