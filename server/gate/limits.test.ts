import { expect, test } from 'vitest'
import { clientAddress, limitKey, placesFor, rateLimit, readFronts, recentIds } from './limits.ts'

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

test.each([
  ['10.0.0.9', undefined, '', '10.0.0.9'],
  ['10.0.0.9', '1.2.3.4', '', '10.0.0.9'],
  ['::ffff:10.0.0.9', '9.9.9.9, 1.2.3.4', '10.0.0.0/24', '1.2.3.4'],
  ['10.0.0.9', '9.9.9.9, 1.2.3.4, 10.0.0.7', '10.0.0.0/24', '1.2.3.4'],
  ['10.0.0.9', '9.9.9.9, nonsense', '10.0.0.9', '10.0.0.9'],
  ['::1', '2001:db8::5', '::1', '2001:db8::5'],
])('%s with "%s" behind "%s" is %s', (peer, forwarded, fronts, client) => {
  expect(clientAddress(peer, forwarded, readFronts(fronts))).toBe(client)
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

test('of IPv6 a whole network counts as one address', () => {
  expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(limitKey('2001:db8::7')).toBe('2001:db8:0:0')
  expect(limitKey('2001:db8::3:4:5:6:7')).toBe('2001:db8:0:3')
  expect(limitKey('::3:4:5:6:7:8')).toBe('0:0:3:4')
  expect(limitKey('10.0.0.1')).toBe('10.0.0.1')
})
