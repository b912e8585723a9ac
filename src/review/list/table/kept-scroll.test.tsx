import { renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useKeptScroll } from '~/review/list/table/kept-scroll'

afterEach(() => vi.unstubAllGlobals())

test.each(['beforeunload', 'pagehide'])(
  'a page that is left (%s) before it was told of its scrolling keeps where it is',
  (leaving) => {
    renderHook(() => useKeptScroll('/applications'))
    vi.stubGlobal('scrollY', 1_200)
    window.dispatchEvent(new Event(leaving))
    expect(window.history.state).toMatchObject({ listTop: 1_200 })
  },
)
