import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { range, withKeys } from '~/review/list/view/list-selection'

const keys = ['a', 'b', 'c', 'd', 'e']

test.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['c', 'c', ['c']],
  [undefined, 'c', ['c']],
  ['gone', 'c', ['c']],
])('from %s to %s', (from, to, expected) => {
  expect(range(keys, from, to)).toEqual(expected)
})

test('putting in and taking out touch nothing else', () => {
  const some = fc.uniqueArray(fc.constantFrom(...keys))
  fc.assert(
    fc.property(some, some, fc.boolean(), (selected, changed, put) => {
      const after = withKeys(new Set(selected), changed, put)
      for (const key of keys) expect(after.has(key)).toBe(changed.includes(key) ? put : selected.includes(key))
    }),
  )
})
