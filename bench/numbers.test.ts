import { expect, test } from 'vitest'
import { median, percentile } from './numbers'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test.for([
  [hundred, 0.5, 50],
  [hundred, 0.95, 95],
  [hundred, 1, 100],
  [[7], 0.95, 7],
  [[30, 1, 2], 0, 1],
] as const)('of %j not more than %d are below or at %d', ([values, part, expected]) => {
  expect(percentile(values, part)).toBe(expected)
})

test('the median is the middle one, or between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 7])).toBe(6)
})

test('nothing has no median and no percentile', () => {
  expect(median([])).toBeNaN()
  expect(percentile([], 0.5)).toBeNaN()
})
