import { expect, test } from 'vitest'
import { changedLimits, readLimits } from '~/record/limits'

const usual = { overdueHours: 24, waitingHours: 24, amberDays: 1, redDays: 7 }

test.each([
  ['', usual],
  ['nonsense', usual],
  ['null', usual],
  ['{"overdueHours":48}', { ...usual, overdueHours: 48 }],
  ['{"overdueHours":0,"waitingHours":-1,"amberDays":"3","redDays":1e99}', usual],
  ['{"overdueHours":null,"waitingHours":2.5}', { ...usual, waitingHours: 2.5 }],
  ['{"amberDays":100000,"redDays":100001}', { ...usual, amberDays: 100_000 }],
])('%j is read, and what makes no sense is as usual', (text, limits) => {
  expect(readLimits(text)).toEqual(limits)
})

test('a change leaves what a newer desk has stored, and nonsense makes room for it', () => {
  const stored = '{"newer":{"of":1},"overdueHours":48}'
  expect(JSON.parse(changedLimits(stored, { overdueHours: 12 }))).toEqual({ newer: { of: 1 }, overdueHours: 12 })
  expect(JSON.parse(changedLimits('nonsense', { redDays: 3 }))).toEqual({ redDays: 3 })
})
