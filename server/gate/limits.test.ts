import { expect, test } from 'vitest'
import { placesFor, rateLimit, recentIds } from './limits.ts'

test('a rate is so many at once, then so many a minute, each key by itself, and bounded', () => {
  const take = rateLimit({ perMinute: 60, burst: 2, capacity: 2 })
  expect([0, 0, 0, 0].map((now) => take('a', now))).toEqual([true, true, true, false])
  expect(take('b', 0)).toBe(true)
  expect(take('c', 0)).toBe(false)
  expect(take('a', 1_000)).toBe(true)
  expect(take('a', 1_000)).toBe(false)
  expect(take('c', 9_000)).toBe(true)
})

test('a place is free again when somebody has left', () => {
  const enter = placesFor(1)
  const leave = enter('a')
  expect([enter('a'), enter('b') === undefined]).toEqual([undefined, false])
  leave?.()
  expect(enter('a')).toBeDefined()
})

test('an id is recent for two minutes at least, and of too many the oldest are not', () => {
  const ids = recentIds({ capacity: 2 })
  const recent = () => ['a', 'b', 'c'].filter((id) => ids.has(id))
  ids.add('a', 0)
  ids.add('b', 119_999)
  expect(recent()).toEqual(['a', 'b'])
  ids.add('c', 119_999)
  expect(recent()).toEqual(['b', 'c'])
  ids.add('a', 240_000)
  expect(recent()).toEqual(['a'])
})
