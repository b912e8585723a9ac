import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'

/**
 * Whether the pointer is over an element or the focus in it. True only once `refresh` has shown what was known by then: what a
 * person did a moment ago, in a dialog above the element, is to be seen first. False while `isBusy`: the person is at work elsewhere.
 */
export function useIsAttended(
  element: RefObject<HTMLElement | null>,
  refresh: () => Promise<unknown>,
  isBusy = false,
): boolean {
  const [isAttended, setIsAttended] = useState(false)
  const isThere = useRef(false)
  const isPointedAt = useRef(false)
  useEffect(() => {
    const holds = (target: unknown) => target instanceof Node && element.current?.contains(target) === true
    const look = () => {
      const before = isThere.current
      isThere.current = !isBusy && (isPointedAt.current || holds(document.activeElement))
      if (before === isThere.current) return
      if (before) setIsAttended(false)
      else void refresh().then(() => setIsAttended(isThere.current))
    }
    const onPointer = ({ target }: Event) => {
      isPointedAt.current = holds(target)
      look()
    }
    const onLeave = () => {
      isPointedAt.current = false
      look()
    }
    look()
    document.addEventListener('pointerover', onPointer)
    document.addEventListener('focusin', look)
    document.documentElement.addEventListener('pointerleave', onLeave)
    return () => {
      document.removeEventListener('pointerover', onPointer)
      document.removeEventListener('focusin', look)
      document.documentElement.removeEventListener('pointerleave', onLeave)
    }
  }, [element, refresh, isBusy])
  return isAttended
}

/**
 * The rows of a view. While `isHeld` they keep the places that they had when that began: one that no longer belongs there stays and
 * shows its new state, and new ones wait. `hasChanged`: whether `showChanges` would move any. `entries` are all there are, as they are now.
 */
export function useRowsInPlace<Row extends { key: string }>(
  rows: readonly Row[],
  entries: readonly Row[],
  view: object | undefined,
  isHeld: boolean,
) {
  const [kept, setKept] = useState({ rows, view, isHeld })
  const isKept = isHeld && kept.isHeld && kept.view === view && kept.rows.length > 0
  if (!isKept && (kept.rows !== rows || kept.view !== view || kept.isHeld !== isHeld)) setKept({ rows, view, isHeld })
  const inPlace = useMemo(() => {
    if (!isKept || kept.rows === rows) return rows
    const now = new Map(entries.map((entry) => [entry.key, entry]))
    const stood = kept.rows.flatMap(({ key }) => now.get(key) ?? [])
    if (stood.length === 0) return rows
    return stood.length === rows.length && stood.every((entry, place) => entry === rows[place]) ? rows : stood
  }, [isKept, kept, rows, entries])
  return { rows: inPlace, hasChanged: inPlace !== rows, showChanges: () => setKept({ rows, view, isHeld }) }
}
