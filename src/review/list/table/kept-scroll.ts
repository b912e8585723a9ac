import { useEffect, useLayoutEffect } from 'react'
import { newAttemptId } from '~/record/attempt-id'
import { scrollTo, shown } from '~/review/list/table/rows-in-view'

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
export function useKeptScroll(address: string | undefined): void {
  useEffect(() => {
    history.scrollRestoration = 'manual'
    return () => {
      history.scrollRestoration = 'auto'
      scrollTo(0)
    }
  }, [])

  useLayoutEffect(() => {
    if (address === undefined) return undefined
    const name = nameOfEntry()
    const { listTop } = stateOfEntry()
    const before = kept.get(name) ?? (typeof listTop === 'number' ? listTop : undefined)
    // Another search is the same entry, and its place the same.
    if (before !== undefined && before !== shown.top) scrollTo(before)
    // The page may have been scrolled since it was told where it is.
    const onLeave = () => history.replaceState({ ...stateOfEntry(), listTop: window.scrollY }, '')
    // Firefox has read the state for a reload by `pagehide`; mobile Safari tells of nothing before that.
    const leaving = ['beforeunload', 'pagehide']
    for (const event of leaving) window.addEventListener(event, onLeave)
    return () => {
      for (const event of leaving) window.removeEventListener(event, onLeave)
      kept.set(name, shown.top)
      Object.assign(leftList, { href: address, state: { listEntry: name } })
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another address is another entry
  }, [address])
}
