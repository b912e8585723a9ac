import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { ListEntry } from '~/record/list-entry'
import type { ListView } from '~/review/list/view/list-view'

/**
 * Whether the pointer is over an element or the focus in it. It counts once `refresh` has shown what was known by then: what a
 * person did a moment ago, in a dialog above the element, is to be seen first.
 */
export function useIsAttended(element: RefObject<HTMLElement | null>, refresh: () => Promise<void>): boolean {
  const [isAttended, setIsAttended] = useState(false)
  const isThere = useRef(false)
  useEffect(() => {
    let isPointedAt = false
    const holds = (target: unknown) => target instanceof Node && element.current?.contains(target) === true
    const look = () => {
      const before = isThere.current
      isThere.current = isPointedAt || holds(document.activeElement)
      if (before === isThere.current) return
      if (before) setIsAttended(false)
      else void refresh().then(() => setIsAttended(isThere.current))
    }
    const onPointer = ({ target }: Event) => {
      isPointedAt = holds(target)
      look()
    }
    const onLeave = () => {
      isPointedAt = false
      look()
    }
    document.addEventListener('pointerover', onPointer)
    document.addEventListener('focusin', look)
    document.documentElement.addEventListener('pointerleave', onLeave)
    return () => {
      document.removeEventListener('pointerover', onPointer)
      document.removeEventListener('focusin', look)
      document.documentElement.removeEventListener('pointerleave', onLeave)
    }
  }, [element, refresh])
  return isAttended
}

/**
 * The rows of a view, which stay where they are, as they were when that began, while `isHeld`: one that belongs there no more shows what has become of it, and new
 * ones wait. `hasChanged`: whether `showChanges` would move any. `entries` are all there are, as they are now.
 */
export function useRowsInPlace(
  rows: readonly ListEntry[],
  entries: readonly ListEntry[],
  view: ListView,
  isHeld: boolean,
) {
  const [kept, setKept] = useState({ rows, view, isHeld })
  const isKept = isHeld && kept.isHeld && kept.view === view && kept.rows.length > 0
  if (!isKept && (kept.rows !== rows || kept.view !== view || kept.isHeld !== isHeld)) setKept({ rows, view, isHeld })
  const inPlace = useMemo(() => {
    if (!isKept || kept.rows === rows) return rows
    const now = new Map(entries.map((entry) => [entry.key, entry]))
    const stood = kept.rows.flatMap(({ key }) => now.get(key) ?? [])
    return stood.length === rows.length && stood.every((entry, place) => entry === rows[place]) ? rows : stood
  }, [isKept, kept, rows, entries])
  return { rows: inPlace, hasChanged: inPlace !== rows, showChanges: () => setKept({ rows, view, isHeld }) }
}
