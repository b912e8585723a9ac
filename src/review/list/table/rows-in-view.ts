import { useSyncExternalStore } from 'react'
import { openListeners } from '~/ui/listeners'

/** What the window shows of the page, in pixels, as it was told last: a window that is asked after a drawing lays out the page first. */
export const shown = { top: window.scrollY, height: window.innerHeight }

const { tell, subscribe } = openListeners()

function look(): void {
  Object.assign(shown, { top: window.scrollY, height: window.innerHeight })
  tell()
}
window.addEventListener('scroll', look, { passive: true })
window.addEventListener('resize', look)

export function scrollTo(top: number): void {
  window.scrollTo(0, top)
  look()
}

/** Where rows are: `top` pixels below the beginning of the page, each `row` pixels high. */
export type RowLayout = { top: number; row: number }

/** Places among the rows, `last` included. Without rows the first is 0 and the last -1. */
export type Rows = { first: number; last: number }

/** Which of so many rows the window shows, by their places. */
export function useRowsInView(count: number, { top, row }: RowLayout): Rows {
  const rowAt = (y: number) => Math.min(count - 1, Math.max(0, Math.floor((y - top) / row)))
  const first = useSyncExternalStore(subscribe, () => Math.max(0, rowAt(shown.top)))
  const last = useSyncExternalStore(subscribe, () => rowAt(shown.top + shown.height - 1))
  return { first, last }
}
