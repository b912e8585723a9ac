import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { withStatus, type Application } from '~/record/application'
import { readLimits } from '~/record/limits'
import { greatestAge, overdue, waiting } from '~/wording/waiting'
import { accepted, detailOf, transactionOf } from '~/test/events'

const sent: Application = {
  key: 'a',
  seq: 1,
  draft: { setId: '1', appId: '2', target: { scope: 'all' }, autoApprove: false },
  sentAt: '2026-11-23T10:00:00Z',
  expires: '2026-11-23T10:01:00Z',
  id: '558',
}
const at = (time: string) => Date.parse(time)

test.each([
  ['2026-11-23T09:59:00Z', 'waiting 0 min'],
  ['2026-11-23T10:59:59Z', 'waiting 59 min'],
  ['2026-11-23T11:00:00Z', 'waiting 1 h'],
  ['2026-11-25T09:59:00Z', 'waiting 47 h'],
  ['2026-11-25T10:00:00Z', 'waiting 2 d'],
])('what was sent here at 10:00 reads at %s as "%s"', (time, words) => {
  expect(waiting(t, withStatus(sent, at(time)), at(time))).toBe(words)
})

test('how long what a clock a day ahead has sent is waiting is not known', () => {
  const now = at('2026-11-22T10:00:00Z')
  expect(waiting(t, withStatus(sent, now), now)).toBeUndefined()
})

test('what was taken over has waited at least as long as in any time zone', () => {
  const { draft: _draft, ...rest } = sent
  const taken = (createTime: string) =>
    withStatus({ ...rest, seen: { at: sent.sentAt, detail: detailOf({ createTime }) } }, at('2026-11-23T10:00:00Z'))
  const now = at('2026-11-23T10:00:00Z')
  expect(waiting(t, taken('2026-11-20 10:00:00'), now)).toBe('waiting more than 2 d')
  expect(waiting(t, taken('2026-11-22 10:00:00'), now)).toBeUndefined()
  expect(waiting(t, taken('yesterday'), now)).toBeUndefined()
  expect(waiting(t, taken('0000-00-00 00:00:00'), now)).toBeUndefined()
})

test('what is decided waits no more', () => {
  const rejected = { attempt: 'b', sentAt: sent.sentAt, expires: sent.expires, memo: 'no', resolved: true }
  const now = at('2026-11-25T10:00:00Z')
  expect(waiting(t, withStatus({ ...sent, rejection: rejected }, now), now)).toBeUndefined()
})

const backup = (status: string): Partial<Application> => ({
  outcome: { ...accepted('558'), approval: { kind: 'approved', transaction: '260' } },
  approvedAt: sent.sentAt,
  backup: { detail: transactionOf({ status }), at: sent.sentAt, since: sent.sentAt },
})
const taken = (createTime: string): Partial<Application> => ({
  draft: undefined,
  seen: { at: sent.sentAt, detail: detailOf({ createTime }) },
})

test.each<[string, Partial<Application>, string, string | undefined]>([
  ['a day after its approval', backup('1'), '2026-11-24T10:00:00Z', undefined],
  ['a minute later', backup('1'), '2026-11-24T10:01:00Z', 'Overdue: approved 24 h ago, not completed'],
  ['suspended', backup('5'), '2026-11-26T10:01:00Z', 'Overdue: approved 3 d ago, not completed'],
  ['completed', backup('9'), '2026-11-26T10:01:00Z', undefined],
  ['failed, which is said already', backup('10'), '2026-11-26T10:01:00Z', undefined],
  [
    'unknown',
    { ...backup('1'), backup: undefined },
    '2026-11-24T12:01:00Z',
    'Overdue: approved 26 h ago, not completed',
  ],
  ['pending for a day', {}, '2026-11-24T10:00:00Z', undefined],
  ['pending for longer', {}, '2026-11-24T12:00:00Z', 'Overdue: waiting 26 h'],
  ['taken over, of no known age', taken(''), '2026-11-23T12:00:00Z', undefined],
  ['taken over a day ago', taken(''), '2026-11-24T12:00:00Z', 'Overdue: waiting more than 26 h'],
  [
    'taken over a day ago, with an invalid time',
    taken('0000-00-00 00:00:00'),
    '2026-11-24T12:00:00Z',
    'Overdue: waiting more than 26 h',
  ],
  ['old by the clock of OMS', taken('2026-11-20 10:00:00'), '2026-11-23T10:00:00Z', 'Overdue: waiting more than 2 d'],
  [
    'taken over, made 24 hours ago in the westernmost zone',
    taken('2026-11-22 10:00:00'),
    '2026-11-23T22:00:00Z',
    undefined,
  ],
  [
    'taken over, made earlier in any zone',
    taken('2026-11-22 10:00:00'),
    '2026-11-23T22:01:00Z',
    'Overdue: waiting more than 24 h',
  ],
  [
    'sent here, old by the clock of OMS',
    { ...taken('2026-11-20 10:00:00'), draft: sent.draft },
    sent.sentAt,
    undefined,
  ],
  ['sent by a clock that was ahead', {}, '2026-11-22T10:00:00Z', undefined],
])('what is %s reads: %4$s', (_name, rest, time, words) => {
  const one = withStatus({ ...sent, ...rest }, at(time))
  expect(overdue(t, one, readLimits(''), at(time))).toBe(words)
})

test('the limits are those of the person', () => {
  const time = at('2026-11-23T12:30:00Z')
  const limits = readLimits('{"overdueHours":2,"waitingHours":3}')
  expect(overdue(t, withStatus({ ...sent, ...backup('1') }, time), limits, time)).toMatch(/^Overdue: approved 2 h ago/)
  expect(overdue(t, withStatus(sent, time), limits, time)).toBeUndefined()
})

const minute = 60_000
const hour = 60 * minute

test.each([
  [0, '0 min'],
  [1, '1 min'],
  [59.5 * minute, '60 min'],
  [hour, '1 h'],
  [hour + minute, '2 h'],
  [47.5 * hour, '48 h'],
  [48 * hour, '2 d'],
  [71 * hour, '3 d'],
])('what is at most %i ms old is never called younger: %s', (ms, words) => {
  expect(greatestAge(t, ms)).toBe(words)
})
