import { useDebouncedValue } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import tableClasses from '~/review/list/table/application-table.module.css'
import type { Decision } from '~/review/decide/decision-dialog'
import { useDrawnRows } from '~/review/list/table/drawn-rows'
import { useKeptScroll } from '~/review/list/table/kept-scroll'
import { addressOf, type ListView } from '~/review/list/view/list-view'
import { ListHead } from '~/review/list/table/list-head'
import { ListRows } from '~/review/list/table/list-rows'
import classes from '~/review/list/table/list-table.module.css'
import { LiveStates } from '~/review/list/table/live-states'
import { useDensity } from '~/review/list/table/use-density'
import { SpacerRow } from '~/ui/table/spacer-row'

/** How high a row is before that is known, in pixels: `--row` of `application-table.module.css`. */
const usualHeight = 40

/** Where the list begins before that is known, on a wide screen. A first drawing with more rows than are in view would take longer. */
const usualTop = 230

const restMs = 300

type Props = {
  entries: readonly ListEntry[]
  /** Whether more of them are being read. */
  isComplete: boolean
  /** How many of the first of them have their final places; the others can't be acted on. */
  settled: number
  selected: ReadonlySet<string>
  view: ListView
  onSelect: (keys: string[], put: boolean) => void
  onSort: (sort: ListView['sort']) => void
  onDecide: (decision: Decision) => void
}

/**
 * The list's rows, of any number: those in view and their neighbours are in the document, between two empty ones that stand for the
 * rest. The window scrolls them.
 */
export const ListTable = memo(function ListTable({
  entries,
  isComplete,
  settled,
  selected,
  view,
  onSelect,
  onSort,
  onDecide,
}: Props) {
  const t = useT()
  const table = useRef<HTMLTableElement>(null)
  const [density] = useDensity()
  const [{ top, row }, setPlace] = useState({ top: usualTop, row: usualHeight })
  // oxlint-disable-next-line react/incompatible-library -- a rule for React Compiler, which does not compile this project
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: entries.length,
    estimateSize: () => row,
    // With another function it adds up all heights anew.
    getItemKey: useCallback((index: number) => entries[index]?.key ?? index, [entries]),
    scrollMargin: top,
    // Otherwise the first drawing would be one without rows.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  })
  useLayoutEffect(() => {
    const look = () => {
      if (table.current === null) return
      const place = {
        top: Math.round(table.current.getBoundingClientRect().top + window.scrollY),
        row: Number.parseFloat(getComputedStyle(table.current).getPropertyValue('--row')) || usualHeight,
      }
      setPlace((before) => (before.top === place.top && before.row === place.row ? before : place))
    }
    look()
    // Whatever changes above the table changes the page's size; right after that, asking where it is costs nothing.
    const observer = new ResizeObserver(look)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [density])
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, row])
  useKeptScroll(virtualizer, isComplete ? addressOf(view) : undefined)

  const { startIndex, endIndex } = virtualizer.calculateRange() ?? { startIndex: 0, endIndex: -1 }
  const { first, last } = useDrawnRows(entries, { first: startIndex, last: endIndex }, isComplete)
  const inView = useMemo(() => entries.slice(startIndex, endIndex + 1), [entries, startIndex, endIndex])
  // OMS is not asked for each letter of a search, nor while the list is scrolled.
  const [resting] = useDebouncedValue(inView, restMs)

  return (
    <div className={tableClasses.frame}>
      <table
        ref={table}
        className={`${tableClasses.table} ${classes.table} ${density === 'comfortable' ? tableClasses.comfortable : ''}`}
        aria-label={t('review.region')}
        aria-rowcount={entries.length + 1}
      >
        <ListHead applications={entries} selected={selected} sort={view.sort} onSelect={onSelect} onSort={onSort} />
        <tbody>
          <SpacerRow height={first * row} columns={7} />
          <ListRows
            entries={entries}
            first={first}
            last={last}
            settled={settled}
            selected={selected}
            onSelect={onSelect}
            onDecide={onDecide}
          />
          <SpacerRow height={(entries.length - 1 - last) * row} columns={7} />
        </tbody>
      </table>
      <LiveStates rows={resting} />
    </div>
  )
})
