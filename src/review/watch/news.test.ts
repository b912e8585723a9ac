import { expect, test } from 'vitest'
import { withStatus, type Application } from '~/record/application'
import { readLimits } from '~/record/limits'
import { latestOf } from '~/review/watch/news'
import { accepted, applicationOf, at, detailOf, pendingFor, transactionOf } from '~/test/events'

const now = Date.parse('2026-11-23T12:00:00Z')
const limits = readLimits('')
const since = '2026-11-23T09:00:00Z'
const before = '2026-11-23T08:59:00Z'

const mine = pendingFor('player', { sentAt: before, by: 'demo', expires: before })
const theirs = { ...mine, by: 'eve', sentAt: at }
const { by: _by, ...nameless } = mine
const taken = applicationOf({ seen: { at, detail: detailOf({ username: 'eve' }) } })
const decision = { attempt: 'r', sentAt: at, expires: at, by: 'reviewer' }
const { by: _reviewer, ...unnamed } = decision
const rejection = { ...decision, memo: 'no', outcome: { kind: 'rejected' } } as const
const approval = { ...decision, outcome: { kind: 'approved', transaction: '9', applicant: 'demo' } } as const
const seen = (username: string, decidedBy: string) => ({
  at,
  detail: detailOf({ username, decidedBy, transaction: '9' }),
})
const notSent = { kind: 'not sent', why: 'refused' } as const
const automatic = { ...accepted('558'), approval: { kind: 'approved', transaction: '9' } } as const

test.each<[string, Application, string | undefined, boolean, string | undefined]>([
  ['mine is rejected', { ...mine, rejection }, 'demo', false, 'decided'],
  ['mine is approved', { ...mine, approval }, 'demo', false, 'decided'],
  ['mine is approved elsewhere, says OMS', { ...mine, seen: seen('demo', 'boss') }, 'demo', false, 'decided'],
  ['mine is approved elsewhere by nobody known', { ...mine, seen: seen('demo', '') }, 'demo', false, 'decided'],
  ['mine from elsewhere is approved', { ...taken, seen: seen('demo', 'boss') }, 'demo', false, 'decided'],
  [
    'my own approval of mine was not sent, and it is approved elsewhere',
    { ...mine, approval: { ...decision, by: 'demo', outcome: notSent }, seen: seen('demo', 'boss') },
    'demo',
    false,
    'decided',
  ],
  [
    'my own approval of mine was not carried out, as I have found, and it is approved elsewhere',
    { ...mine, approval: { ...decision, by: 'demo', resolved: false }, seen: seen('demo', 'boss') },
    'demo',
    false,
    'decided',
  ],
  [
    'my own approval of mine got no answer, and it is approved',
    { ...mine, approval: { ...decision, by: 'demo' }, seen: seen('demo', '') },
    'demo',
    false,
    undefined,
  ],
  [
    'my own approval of mine got no answer, the second was not sent, and it is approved',
    {
      ...mine,
      approval: { ...decision, by: 'demo', attempt: 's', outcome: notSent, earlier: [{ ...decision, by: 'demo' }] },
      seen: seen('demo', ''),
    },
    'demo',
    false,
    undefined,
  ],
  ['a nameless one is approved elsewhere', { ...nameless, seen: seen('x', 'boss') }, undefined, false, 'decided'],
  ['I have rejected mine', { ...mine, rejection: { ...rejection, by: 'demo' } }, 'demo', true, undefined],
  ['I have approved mine elsewhere', { ...mine, seen: seen('demo', 'demo') }, 'demo', true, undefined],
  [
    'somebody without a name has rejected mine here',
    { ...mine, rejection: { ...rejection, ...unnamed, by: undefined } },
    'demo',
    true,
    undefined,
  ],
  ['mine was approved with its application', { ...mine, sentAt: at, outcome: automatic }, 'demo', true, undefined],
  ['mine is refused a rejection', { ...mine, rejection: { ...decision, memo: 'no' } }, 'demo', false, undefined],
  ['theirs is rejected', { ...theirs, rejection }, 'demo', true, undefined],
  ['theirs waits, and I review', theirs, 'demo', true, 'waiting'],
  ['theirs is no backup in OMS', { ...theirs, otherKind: '11' }, 'demo', true, undefined],
  ['theirs waits, and I do not', theirs, 'demo', false, undefined],
  ['mine waits', { ...mine, sentAt: at }, 'demo', true, undefined],
  ['what OMS was followed to waits', taken, 'demo', true, 'waiting'],
  ['what I have tracked myself waits', { ...taken, by: 'demo' }, 'demo', true, undefined],
])('%s', (_name, application, username, reviews, kind) => {
  const latest = latestOf(withStatus(application, now), username, { since, reviews }, { now, limits })
  expect(latest.flatMap(({ news }) => news?.kind ?? [])).toEqual(kind === undefined ? [] : [kind])
})

test('who has asked by a clock that was ahead is told all the same once it is set right', () => {
  const wish = { since: '2026-11-23T20:00:00Z', reviews: false }
  const latest = latestOf(withStatus({ ...mine, rejection }, now), 'demo', wish, { now, limits })
  expect(latest.flatMap(({ news }) => news?.kind ?? [])).toEqual(['decided'])
})

test('what was decided before somebody wanted to know, or more than three days ago, is not told', () => {
  const old = withStatus({ ...mine, rejection: { ...rejection, sentAt: before } }, now)
  expect(latestOf(old, 'demo', { since, reviews: true }, { now, limits })).toEqual([])
  const recent = withStatus({ ...mine, rejection }, now)
  const later = now + 4 * 24 * 60 * 60_000
  expect(latestOf(recent, 'demo', { since, reviews: true }, { now, limits })).toMatchObject([{ name: 'a rejected' }])
  expect(latestOf(recent, 'demo', { since, reviews: true }, { now: later, limits })).toEqual([])
})

const hoursAgo = (hours: number) => new Date(now - hours * 60 * 60_000).toISOString()
const backedUp = (status: string, seenAt = at): Application => ({
  ...mine,
  outcome: automatic,
  approvedAt: before,
  backup: { detail: transactionOf({ id: '9', status }), at: seenAt, since: seenAt },
})
const waits = (hours: number): Application => ({ ...mine, sentAt: hoursAgo(hours) })
const approvedFor = (hours: number, status: string): Application => ({
  ...backedUp(status, before),
  approvedAt: hoursAgo(hours),
})

test.each<[string, Application, string, boolean, string[]]>([
  ['the backup of mine is suspended', backedUp('5'), 'demo', false, ['suspended']],
  ['the backup of mine has failed', backedUp('10'), 'demo', false, ['failed']],
  ['it had failed before I wanted to know', backedUp('10', before), 'demo', false, []],
  ['the backup of theirs has failed, and I review', backedUp('10'), 'rita', true, ['failed']],
  ['the backup of theirs has failed, and I do not', backedUp('10'), 'rita', false, []],
  ['the backup of mine is completed', backedUp('9'), 'demo', true, []],
  ['mine was approved 25 hours ago and runs', approvedFor(25, '1'), 'demo', false, ['overdue']],
  ['mine was approved 23 hours ago and runs', approvedFor(23, '1'), 'demo', false, []],
  ['mine was approved 25 hours ago and is completed', approvedFor(25, '9'), 'demo', false, []],
  ['mine was overdue before I wanted to know', approvedFor(40, '1'), 'demo', false, []],
  ['mine waits for 25 hours', waits(25), 'demo', false, ['overdue']],
])('of trouble is told: %s', (_name, application, username, reviews, troubles) => {
  const latest = latestOf(withStatus(application, now), username, { since, reviews }, { now, limits })
  expect(latest.flatMap(({ news }) => (news?.kind === 'trouble' ? [news.trouble] : []))).toEqual(troubles)
})

test('a backup that is suspended again is told of again', () => {
  const names = [at, hoursAgo(1)].map(
    (time) =>
      latestOf(withStatus(backedUp('5', time), now), 'demo', { since, reviews: false }, { now, limits })[0]?.name,
  )
  expect(new Set(names).size).toBe(2)
})
