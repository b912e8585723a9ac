import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, readView, writeView } from '~/review/list/view/list-view'
import { anyView, usual } from '~/review/list/view/test-list'

test('every view comes back from its address', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(readView(new URL(addressOf(view), 'http://desk').searchParams)).toEqual(view)
    }),
  )
})

test('any address is a view, and what it does not know is as usual', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (query) => {
      const view = readView(new URLSearchParams(query))
      expect(readView(writeView(view))).toEqual(view)
    }),
  )
  expect(readView(new URLSearchParams('show=nothing&sort=-nothing&x=1'))).toEqual(usual)
  expect(addressOf(usual)).toBe('/applications')
})
