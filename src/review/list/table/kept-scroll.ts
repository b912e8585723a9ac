import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect } from 'react'
import { newAttemptId } from '~/record/attempt-id'

type Rows = Virtualizer<Window, HTMLTableRowElement>

/** Where each entry of the browser's history was scrolled to. */
const kept = new Map<string, number>()

/** The list as it was left last: its address, and the state of its entry, by which it finds its place again. */
export const leftList: { href: string; state?: { listEntry: string } } = { href: '/applications' }

/** What this file adds to the state of an entry: its name, and on a reload how far it was scrolled. */
function stateOfEntry(): { listEntry?: unknown; listTop?: unknown } {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null ? state : {}
}

function nameOfEntry(): string {
  const state = stateOfEntry()
  if (typeof state.listEntry === 'string') return state.listEntry
  const listEntry = newAttemptId()
  history.replaceState({ ...state, listEntry }, '')
  return listEntry
}

/**
 * Scrolls the window to where it was when this entry of the browser's history was left. The browser can't: it tries
 * before the rows are there. `address` is what of the address the rows shown belong to; undefined while there are not all.
 */
export function useKeptScroll(rows: Rows, address: string | undefined): void {
  useEffect(() => {
    history.scrollRestoration = 'manual'
    return () => {
      history.scrollRestoration = 'auto'
      window.scrollTo(0, 0)
    }
  }, [])

  useLayoutEffect(() => {
    if (address === undefined) return undefined
    const name = nameOfEntry()
    const { listTop } = stateOfEntry()
    const before = kept.get(name) ?? (typeof listTop === 'number' ? listTop : undefined)
    if (before !== undefined) window.scrollTo(0, before)
    // As the virtualiser has heard it. Asking the window after each of its drawings would make the browser lay out the page.
    const top = () => rows.scrollOffset ?? before ?? 0
    const onLeave = () => history.replaceState({ ...stateOfEntry(), listTop: top() }, '')
    window.addEventListener('pagehide', onLeave)
    return () => {
      window.removeEventListener('pagehide', onLeave)
      kept.set(name, top())
      Object.assign(leftList, { href: address, state: { listEntry: name } })
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another address is another entry
  }, [rows, address])
}
