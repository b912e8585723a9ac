import { expect, test } from 'vitest'
import { readLimits } from '~/record/limits'

const usual = { overdueHours: 24, waitingHours: 24, amberDays: 1, redDays: 7 }

test.each([
  ['', usual],
  ['nonsense', usual],
  ['null', usual],
  ['{"overdueHours":48}', { ...usual, overdueHours: 48 }],
  ['{"overdueHours":0,"waitingHours":-1,"amberDays":"3","redDays":1e99}', usual],
  ['{"overdueHours":null,"waitingHours":2.5}', { ...usual, waitingHours: 2.5 }],
])('%j is read, and what makes no sense is as usual', (text, limits) => {
  expect(readLimits(text)).toEqual(limits)
})
