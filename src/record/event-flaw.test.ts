import { expect, test } from 'vitest'
import { flawOf } from '~/record/event-flaw'
import type { JournalEvent } from '~/record/events'
import { accepted as acceptedAs, applied, at, detailOf, ended, transactionOf } from '~/test/events'

const now = Date.parse('2026-11-24T10:00:00.000Z')
const about = { application: 'a', attempt: 'a', at }
const intent = applied('a')
const outcome = acceptedAs('558')
const accepted = ended('a', outcome)
const detail = detailOf()

test.each<[string, JournalEvent, 'name' | 'id' | 'time']>([
  ['a key that is a path', { ...accepted, application: '../x', attempt: '../x' }, 'name'],
  ['an endless key', { ...accepted, application: 'a'.repeat(65), attempt: 'a'.repeat(65) }, 'name'],
  ['an apply under another attempt', { ...accepted, attempt: 'b' }, 'name'],
  ['a follower of a path', { ...intent, follows: { application: 'a/b', why: 'again' } }, 'name'],
  ['an endless id', ended('a', { ...outcome, id: '1'.repeat(41) }), 'id'],
  ['an id of words', ended('a', { ...outcome, id: 'javascript:1' }), 'id'],
  ['a transaction of words', ended('a', { ...outcome, approval: { kind: 'approved', transaction: 'yes' } }), 'id'],
  ['a tracked id of words', { kind: 'tracked', ...about, detail: { ...detail, id: '0' } }, 'id'],
  ['a seen id of words', { kind: 'seen', ...about, detail: { ...detail, id: '1e3' } }, 'id'],
  ['a found id of words', { kind: 'apply resolved', ...about, id: '../1' }, 'id'],
  [
    'an approval as words',
    { kind: 'approve outcome', ...about, outcome: { kind: 'approved', transaction: 'yes', applicant: '' } },
    'id',
  ],
  ['a start of words', { ...intent, kind: 'start intent', transaction: 'yes' }, 'id'],
  ['a resumption of words', { ...intent, kind: 'resume intent', transaction: 'yes' }, 'id'],
  ['news of words', { kind: 'transaction seen', ...about, transaction: transactionOf({ id: 'yes' }) }, 'id'],
  ['a table that is a path', { ...intent, batch: { id: 'a/b', row: 0 } }, 'name'],
  ['no time', { ...accepted, at: 'yesterday' }, 'time'],
  ['an impossible time', { ...accepted, at: '2026-02-30T10:00:00.000Z' }, 'time'],
  ['a time to come', { ...accepted, at: '2027-11-23T10:00:00.000Z' }, 'time'],
  ['a time as no desk writes it', { ...accepted, at: '2026-11-23T10:00:00Z' }, 'time'],
  ['a lease as no desk writes it', { ...intent, expires: '2026-11-23T10:01:00Z' }, 'time'],
  ['a lease of more than ten minutes', { ...intent, expires: '2026-11-23T10:10:00.001Z' }, 'time'],
  ['a lease that ended before', { ...intent, expires: '2026-11-23T09:00:00.000Z' }, 'time'],
])('no desk has written %s', (_name, event, flaw) => {
  expect(flawOf(event, now)).toBe(flaw)
})

test('a clock that is some hours ahead is no flaw', () => {
  expect(flawOf({ ...accepted, at: '2026-11-24T20:00:00.000Z' }, now)).toBeUndefined()
})
