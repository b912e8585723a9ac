import { useEffect } from 'react'

/** When what uses it goes, the focus goes back to where it came from, or to the page where that is gone, unless it has gone elsewhere by then. */
export function useFocusBack(before: Element | null): void {
  useEffect(
    () => () => {
      const isLost = () => document.activeElement === null || document.activeElement === document.body
      if (!isLost() || !(before instanceof HTMLElement) || before === document.body) return
      before.focus({ preventScroll: true })
      if (isLost()) document.getElementById('main')?.focus({ preventScroll: true })
    },
    [before],
  )
}
