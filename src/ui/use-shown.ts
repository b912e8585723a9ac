import { useEffect, useRef, type RefObject } from 'react'

/**
 * Brings what came of a press into view, each time there is something new, and gives it the focus where it `wantsFocus`: where
 * somebody has to do something about it.
 */
export function useShown(result: unknown, wantsFocus: boolean): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (result === undefined) return
    if (wantsFocus) element.current?.focus({ preventScroll: true })
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [result, wantsFocus])
  return element
}
