import { expect, test } from 'vitest'
import { readLimits } from '~/record/limits'

const usual = { overdueHours: 24, waitingHours: 24, amberDays: 1, redDays: 7 }

test.each([
  ['', usual],
  ['{', usual],
  ['null', usual],
  ['[]', usual],
  ['{"redDays":14,"amberDays":0.5}', { ...usual, redDays: 14, amberDays: 0.5 }],
  ['{"redDays":"14","amberDays":-1,"overdueHours":0,"waitingHours":null}', usual],
  ['{"redDays":1e999}', usual],
])('%j is read, a bad value as the usual one', (text, expected) => {
  expect(readLimits(text)).toEqual(expected)
})
