import { expect, test } from 'vitest'
import type { Refusal } from '~/oms/outcome'
import type { ApplicationWithStatus } from '~/record/application'
import { isAmiss } from '~/record/attention'
import { awaitedSince } from '~/record/overdue'
import { accepted, at, expires, transactionOf } from '~/test/events'

const one: ApplicationWithStatus = {
  key: 'a',
  seq: 1,
  sentAt: at,
  expires,
  status: 'pending',
  requested: { setId: '1', appId: '2', target: { scope: 'all' } },
}
const refusedFor = (reason: Refusal['reason']): Partial<ApplicationWithStatus> => ({
  status: 'refused',
  outcome: { kind: 'refused', reason, messages: [] },
})
const approved = {
  status: 'approved',
  approvedAt: at,
  outcome: { ...accepted('558'), approval: { kind: 'approved', transaction: '260' } },
} as const
const backup = (status: string) => ({ ...approved, backup: { detail: transactionOf({ status }), at, since: at } })

test.each<[string, Partial<ApplicationWithStatus>, boolean]>([
  ['sending', { status: 'sending' }, false],
  ['pending', {}, false],
  ['of another kind', { status: 'other kind' }, true],
  ['pending, its rejection refused', { openRejection: 'refused' }, false],
  ['pending, its rejection unknown', { openRejection: 'unknown' }, true],
  ['pending, its approval unknown', { openApproval: 'unknown' }, true],
  ['pending, its id that of another one in OMS', { another: true }, true],
  ['rejected', { status: 'rejected' }, false],
  ['rejected, its id that of another one in OMS', { status: 'rejected', another: true }, true],
  ['refused for what it asks', refusedFor('request'), true],
  ['refused for an address that is not on the whitelist', refusedFor('whitelist'), true],
  ['refused for a token', refusedFor('token'), false],
  ['not sent', { status: 'not sent' }, true],
  ['unknown', { status: 'unknown' }, true],
  ['approved, its backup running', backup('1'), false],
  ['approved, its backup suspended', backup('5'), true],
  ['approved, its backup failed', backup('10'), true],
  ['approved, its backup completed', backup('9'), false],
  ['approved, its id that of another one in OMS', { ...backup('9'), another: true }, true],
  ['approved, an order to start its backup unknown', { ...approved, openExecution: 'unknown' }, true],
  ['approved, an order refused', { ...approved, openExecution: 'refused' }, false],
  ['approved, an order unknown, its backup completed', { ...backup('9'), openExecution: 'unknown' }, false],
])('what is %s is amiss as it should be (%#)', (_name, rest, amiss) => {
  expect(isAmiss({ ...one, ...rest })).toBe(amiss)
})

test.each(['sending', 'rejected', 'refused', 'not sent', 'unknown', 'other kind'] as const)(
  'what is %s waits neither for a decision nor for the end of its backup',
  (status) => {
    expect(awaitedSince({ ...one, status })).toBeUndefined()
  },
)
