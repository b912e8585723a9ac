import { expect, test } from 'vitest'
import { deadlineMs } from '~/oms/client'
import { isRunning, isWithin, leaseMs } from '~/record/lease'

const now = Date.parse('2026-11-23T10:00:00.000Z')
const at = (ms: number) => new Date(now + ms).toISOString()
const day = 24 * 60 * 60_000

test.each([
  [-day, false],
  [-1, false],
  [0, false],
  [1, true],
  [leaseMs, true],
  [leaseMs + 3_000, true],
  [leaseMs + 60_000, false],
  [day, false],
  [365 * day, false],
])('a lease until %i ms from now runs: %s', (ms, runs) => {
  expect(isRunning(at(ms), now)).toBe(runs)
})

test('a lease outlasts the deadline of its request', () => {
  expect(leaseMs).toBeGreaterThanOrEqual(deadlineMs + 15_000)
})

test.each([
  [0, true],
  [-9_999, true],
  [-10_000, false],
  [9_999, true],
  [day, false],
])('%i ms from now is within ten seconds: %s', (ms, within) => {
  expect(isWithin(10_000, at(ms), now)).toBe(within)
})

test('what makes no sense as a time is over', () => {
  expect([isRunning('yesterday', now), isWithin(10_000, 'yesterday', now)]).toEqual([false, false])
})
