import { expect, test } from 'vitest'
import { budget, overBudget, type Sizes } from './size-budget.ts'

const atTheLimit: Sizes = {
  first: { js: budget.firstJs, css: budget.firstCss },
  later: [{ name: 'assets/reject-dialog-1.js', size: budget.later }],
}

test('what is just within every limit is not over the budget', () => {
  expect(overBudget(atTheLimit)).toEqual([])
})

test.each<[string, Sizes, string]>([
  [
    'the script of the first screen',
    { ...atTheLimit, first: { ...atTheLimit.first, js: budget.firstJs + 1 } },
    `the JavaScript of the first screen has ${budget.firstJs + 1} bytes after gzip, and may have ${budget.firstJs}`,
  ],
  [
    'the styles of the first screen',
    { ...atTheLimit, first: { ...atTheLimit.first, css: budget.firstCss + 1 } },
    `the CSS of the first screen has ${budget.firstCss + 1} bytes after gzip, and may have ${budget.firstCss}`,
  ],
  [
    'a part that is loaded later',
    { ...atTheLimit, later: [{ name: 'assets/reject-dialog-1.js', size: budget.later + 1 }] },
    `assets/reject-dialog-1.js has ${budget.later + 1} bytes after gzip, and may have ${budget.later}`,
  ],
])('%s is named with its size and its limit when it is over', (_part, sizes, complaint) => {
  expect(overBudget(sizes)).toEqual([complaint])
})
