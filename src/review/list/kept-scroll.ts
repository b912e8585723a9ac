import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect } from 'react'
import { newAttemptId } from '~/record/attempt-id'

type Rows = Virtualizer<Window, HTMLTableRowElement>

/** Where each entry of the browser's history was scrolled to, and what its rows measured. */
const kept = new Map<string, { top: number; measured: VirtualItem[] }>()

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

/** What the rows measured when this entry of the history was left; without it the same position would show other rows. */
export function measuredBefore(): VirtualItem[] {
  const { listEntry } = stateOfEntry()
  return (typeof listEntry === 'string' ? kept.get(listEntry)?.measured : undefined) ?? []
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
    const before = kept.get(name)?.top ?? (typeof listTop === 'number' ? listTop : undefined)
    if (before !== undefined) window.scrollTo(0, before)
    // As the virtualiser has heard it. Asking the window after each of its drawings would make the browser lay out the page.
    const top = () => rows.scrollOffset ?? before ?? 0
    const onLeave = () => history.replaceState({ ...stateOfEntry(), listTop: top() }, '')
    window.addEventListener('pagehide', onLeave)
    return () => {
      window.removeEventListener('pagehide', onLeave)
      kept.set(name, { top: top(), measured: rows.takeSnapshot() })
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another address is another entry
  }, [rows, address])
}
