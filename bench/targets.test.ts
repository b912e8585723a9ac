import { expect, test } from 'vitest'
import type { Measured, Subject } from './measures'
import { verdicts } from './targets'

const results = (...all: [Subject, Measured[]][]) => new Map(all)

test('a target is held by the median of the runs, up to its limit', () => {
  const runs = [{ 'heap of the list': 40 }, { 'heap of the list': 900 }, { 'heap of the list': 3 }]
  expect(verdicts(results([100_000, runs]))).toEqual([
    { measure: 'heap of the list', size: 100_000, limit: '40 MB', value: '40', verdict: 'holds' },
  ])
})

test('a ratio to the floor is judged at every size, and says by how much it is missed', () => {
  const measured = results(
    [0, [{ 'first paint, cold': 500 }]],
    [1_000, [{ 'first paint, cold': 1_200 }]],
    ['floor', [{ 'first paint, cold': 1_000 }]],
  )
  expect(verdicts(measured)).toEqual([
    { measure: 'first paint, cold', size: 0, limit: '0.6 of the floor', value: '0.5', verdict: 'holds' },
    {
      measure: 'first paint, cold',
      size: 1_000,
      limit: '0.6 of the floor',
      value: '1.2',
      verdict: 'missed (2 times the limit)',
    },
  ])
})

test("a key of the search is compared with the floor's key", () => {
  const measured = results([1_000, [{ 'search: key, p75': 80 }]], ['floor', [{ 'typing: key, median': 20 }]])
  expect(verdicts(measured)).toMatchObject([
    { limit: "4 of the floor's typing: key, median", value: '4', verdict: 'holds' },
  ])
})

test('a hundred thousand are compared with none', () => {
  const measured = results([0, [{ 'first row, warm': 1_000 }]], [100_000, [{ 'first row, warm': 1_210 }]])
  expect(verdicts(measured)).toEqual([
    {
      measure: 'first row, warm',
      size: 100_000,
      limit: '1.1 times that with 0',
      value: '1.21',
      verdict: 'missed (1.1 times the limit)',
    },
  ])
})

test('what was not measured, and the floor, are not judged', () => {
  expect(verdicts(results(['floor', [{ 'first paint, cold': 5_000 }]], [1_000, []]))).toEqual([])
})
