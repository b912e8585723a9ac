import { expect, test } from 'vitest'
import type { Measured, Subject } from './measures'
import { verdicts } from './targets'

const results = (...all: [Subject, Measured[]][]) => new Map(all)

test('a target is held by the median of the runs, up to its limit', () => {
  const runs = [{ 'search: key, p75': 50 }, { 'search: key, p75': 900 }, { 'search: key, p75': 3 }]
  expect(verdicts(results([10_000, runs]))).toEqual([
    { measure: 'search: key, p75', size: 10_000, limit: '50 ms', value: '50', verdict: 'holds' },
  ])
})

test('a target for every size is judged at each, and says by how much it is missed', () => {
  const measured = results([0, [{ 'first paint, cold': 800 }]], [1_000, [{ 'first paint, cold': 1_800 }]])
  expect(verdicts(measured).map(({ size, verdict }) => [size, verdict])).toEqual([
    [0, 'holds'],
    [1_000, 'missed by 900 (2 times the limit)'],
  ])
})

test('a hundred thousand are compared with none', () => {
  const measured = results([0, [{ 'first row, cold': 1_000 }]], [100_000, [{ 'first row, cold': 1_210 }]])
  expect(verdicts(measured).at(-1)).toEqual({
    measure: 'first row, cold',
    size: 100_000,
    limit: '1.1 times that of 0',
    value: '1.21',
    verdict: 'missed by 0.11 (1.1 times the limit)',
  })
})

test('what was not measured, and the reference page, are not judged', () => {
  expect(verdicts(results(['reference', [{ 'first paint, cold': 5_000 }]], [1_000, []]))).toEqual([])
})
