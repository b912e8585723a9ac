import { expect, test } from 'vitest'
import { withEvent } from '~/record/with-event'
import { journalEvent } from '~/record/events'
import { applied } from '~/test/events'

test('an application of before there was a "Why" is one without', () => {
  expect(journalEvent.parse(applied('player'))).toEqual(applied('player'))
  expect(withEvent(undefined, applied('player'), 1).why).toBeUndefined()
})

test.each(['Before the release', '停服维护前', '<b>=1+1</b>', ' ', 'x'.repeat(200), '👍'.repeat(200)])(
  'a "Why" is kept to the letter: %j',
  (why) => {
    const event = applied('player', { why })
    expect(journalEvent.parse(event)).toEqual(event)
    expect(withEvent(undefined, event, 1).why).toBe(why)
  },
)

test.each([
  '',
  'x'.repeat(201),
  '👍'.repeat(201),
  'two\nlines',
  'a\tb',
  'a\u0000b',
  'a\u2028b',
  'a\u2029b',
  'a\u202eb',
  'a\u200bb',
  '\ud800',
  7,
  null,
  {},
  ['why'],
])('%j is no "Why"', (why) => {
  expect(journalEvent.safeParse({ ...applied('player'), why }).success).toBe(false)
})
