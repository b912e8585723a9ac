import { expect, test } from 'vitest'
import { budget, overBudget } from './size-budget.ts'

test('what is just within the limits is not over the budget', () => {
  expect(overBudget(budget)).toEqual([])
})

test.each(['js', 'css'] as const)('too much %s is named with its size and its limit', (kind) => {
  expect(overBudget({ ...budget, [kind]: budget[kind] + 1 })).toEqual([
    `the start page loads ${budget[kind] + 1} bytes of ${kind} after gzip, and may load ${budget[kind]}`,
  ])
})
