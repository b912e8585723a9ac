import { expect, test } from 'vitest'
import { searchKeys } from './search-keys'

test.for([1_000, 10_000])('at least twenty keys change what is found among %i, and none finds nothing', (count) => {
  const keys = searchKeys(count)
  expect(keys.filter(({ isSeen }) => isSeen).length).toBeGreaterThanOrEqual(20)
  expect(keys[0]?.isSeen).toBe(true)
  expect(keys.every(({ found }) => found > 0)).toBe(true)
})

test('what was typed is deleted again, key by key', () => {
  const keys = searchKeys(1_000)
  expect(keys.filter(({ key }) => key === 'Backspace')).toHaveLength(keys.length / 2)
  expect(keys.at(-1)).toEqual({ key: 'Backspace', typed: '', found: 1_000, isSeen: true })
})
