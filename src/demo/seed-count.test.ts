import { expect, test } from 'vitest'
import { seedCount } from '~/demo/seed-count'

test.each([
  ['0', 0],
  ['1000', 1000],
  ['200000', 200_000],
])('%s is a number of applications', (text, count) => {
  expect(seedCount(text)).toBe(count)
})

test.each(['', ' ', '200001', '-1', '+1', '1.5', '1e3', '0x10', '007', 'many', '１０', '9'.repeat(400)])(
  '"%s" is no count',
  (text) => {
    expect(seedCount(text)).toBeUndefined()
  },
)
