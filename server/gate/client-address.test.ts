import { expect, test } from 'vitest'
import { clientAddress, limitKey, readFronts } from './client-address.ts'

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

test('of IPv6 a whole network counts as one address', () => {
  expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(limitKey('2001:db8::7')).toBe('2001:db8:0:0')
  expect(limitKey('2001:db8::3:4:5:6:7')).toBe('2001:db8:0:3')
  expect(limitKey('::3:4:5:6:7:8')).toBe('0:0:3:4')
  expect(limitKey('10.0.0.1')).toBe('10.0.0.1')
})
