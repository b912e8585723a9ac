import { renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useIsPrinting } from '~/ui/use-is-printing'

test.each([true, false])('what comes while a preview shows the page on paper (%s) knows it', (matches) => {
  vi.spyOn(window, 'matchMedia').mockReturnValue(Object.assign(window.matchMedia('print'), { matches }))
  expect(renderHook(() => useIsPrinting()).result.current).toBe(matches)
})
