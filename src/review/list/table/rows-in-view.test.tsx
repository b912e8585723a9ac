import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useRowsInView } from '~/review/list/table/rows-in-view'

const place = { top: 230, row: 40 }

function show(top: number, height: number): void {
  vi.stubGlobal('scrollY', top)
  vi.stubGlobal('innerHeight', height)
  window.dispatchEvent(new Event('scroll'))
}

afterEach(() => {
  vi.unstubAllGlobals()
  window.dispatchEvent(new Event('scroll'))
})

test.each([
  ['at its beginning', 0, { first: 0, last: 14 }],
  ['before its first row has left it', 269, { first: 0, last: 21 }],
  ['after that', 270, { first: 1, last: 21 }],
  ['at the last one', 40_000 + 230 - 830, { first: 979, last: 999 }],
  ['below the table', 41_000, { first: 999, last: 999 }],
])('a window shows the rows that any part of is in it: %s', (_where, top, rows) => {
  const { result } = renderHook(() => useRowsInView(1_000, place))
  act(() => show(top, 830))
  expect(result.current).toEqual(rows)
})

test('without rows none is in view, and all are where they fit', () => {
  show(0, 830)
  expect(renderHook(() => useRowsInView(0, place)).result.current).toEqual({ first: 0, last: -1 })
  expect(renderHook(() => useRowsInView(3, place)).result.current).toEqual({ first: 0, last: 2 })
})

test('a window that grows shows more of them', () => {
  show(0, 830)
  const { result } = renderHook(() => useRowsInView(1_000, place))
  vi.stubGlobal('innerHeight', 1_230)
  act(() => {
    window.dispatchEvent(new Event('resize'))
  })
  expect(result.current).toEqual({ first: 0, last: 24 })
})
