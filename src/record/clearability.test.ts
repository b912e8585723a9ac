import { expect, test } from 'vitest'
import { isOlder, clearability, type Clearability } from '~/record/clearability'
import type { ApplicationWithStatus } from '~/record/application'
import { toListEntry } from '~/record/list-entry'

const dayMs = 24 * 60 * 60_000
const sentAt = '2026-11-01T10:00:00.000Z'
const sent = Date.parse(sentAt)
const one: ApplicationWithStatus = {
  key: 'a',
  seq: 1,
  sentAt,
  expires: sentAt,
  status: 'pending',
  requested: { setId: '1', appId: '2', target: { scope: 'all' } },
}
const batch = { id: 'table', row: 0 }

test.each<[Partial<ApplicationWithStatus>, Clearability]>([
  [{ status: 'approved' }, 'over'],
  [{ status: 'rejected' }, 'over'],
  [{ status: 'refused' }, 'over'],
  [{ status: 'not sent' }, 'over'],
  [{ status: 'pending' }, 'pending'],
  [{ status: 'pending', openRejection: 'refused' }, 'pending'],
  [{ status: 'other kind' }, 'pending'],
  [{ status: 'unknown' }, 'unknown'],
  [{ status: 'pending', openRejection: 'unknown' }, 'unknown'],
  [{ status: 'approved', openApproval: 'unknown' }, 'unknown'],
  [{ status: 'sending' }, 'sending'],
  [{ status: 'pending', openRejection: 'sending' }, 'sending'],
  [{ status: 'unknown', openApproval: 'sending' }, 'sending'],
  [{ status: 'approved', openExecution: 'unknown' }, 'unknown'],
  [{ status: 'approved', openExecution: 'sending' }, 'sending'],
  [{ status: 'refused', batch }, 'in a table'],
  [{ status: 'pending', batch }, 'in a table'],
  [{ status: 'unknown', batch }, 'in a table'],
  [{ status: 'sending', batch }, 'sending'],
  [{ status: 'refused', batch: { id: 'finished', row: 0 } }, 'over'],
])('%j stands as %s', (what, expected) => {
  expect(clearability({ ...one, ...what }, new Set(['table']))).toBe(expected)
})

test('the age counts from the last thing that was done', () => {
  const touched = (what: Partial<ApplicationWithStatus> = {}) => toListEntry({ ...one, ...what }, (text) => text)
  expect(isOlder(touched(), 7, sent + 7 * dayMs - 1)).toBe(false)
  expect(isOlder(touched(), 7, sent + 7 * dayMs)).toBe(true)
  const later = new Date(sent + 3 * dayMs).toISOString()
  const decision = { attempt: 'd', sentAt: later, expires: later }
  expect(isOlder(touched({ rejection: { ...decision, memo: '' } }), 7, sent + 9 * dayMs)).toBe(false)
  expect(isOlder(touched({ approval: decision }), 7, sent + 9 * dayMs)).toBe(false)
  expect(isOlder(touched({ execution: { ...decision, of: 'start' } }), 7, sent + 9 * dayMs)).toBe(false)
  expect(isOlder(touched({ approval: decision }), 7, sent + 10 * dayMs)).toBe(true)
})
