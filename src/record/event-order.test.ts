import { expect, test } from 'vitest'
import { applyId } from '~/oms/ids'
import { groupById } from '~/record/event-order'

const one = (key: string, id: string | undefined, isApplied = false) => ({
  key,
  id: id === undefined ? undefined : applyId.parse(id),
  isApplied,
})
const keysOf = (groups: { key: string }[][]) => groups.map((group) => group.map(({ key }) => key))

test('what was taken over under several keys joins what was applied for, under the least key', () => {
  const ones = [one('t2', '558'), one('b', '558', true), one('t1', '558'), one('z', '559'), one('a', '559')]
  expect(keysOf([...groupById(ones)])).toEqual([
    ['b', 't1', 't2'],
    ['a', 'z'],
  ])
})

test('two that were applied for never are one, nor are those without an id', () => {
  const ones = [one('n', undefined), one('c', '558', true), one('t', '558'), one('b', '558', true), one('m', undefined)]
  expect(keysOf([...groupById(ones)])).toEqual([['n'], ['b', 't'], ['c'], ['m']])
})
