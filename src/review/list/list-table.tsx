import { useDebouncedValue } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import tableClasses from '~/review/list/application-table.module.css'
import type { Decision } from '~/review/decide/decision-dialog'
import { useDrawnRows } from '~/review/list/drawn-rows'
import { measuredBefore, useKeptScroll } from '~/review/list/kept-scroll'
import { addressOf, type ListView } from '~/review/list/view/list-view'
import { ListHead } from '~/review/list/list-head'
import { ListRows } from '~/review/list/list-rows'
import classes from '~/review/list/list-table.module.css'
import { LiveStates } from '~/review/list/live-states'
import { SpacerRow } from '~/ui/spacer-row'

/** What a row measures before it is measured, in pixels; `application-table.module.css` makes them that high. */
const usualHeight = 73

/** Where the list begins before that is known, on a wide screen. A first drawing with more rows than are in view would take longer. */
const usualTop = 400

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
  const frame = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(usualTop)
  // oxlint-disable-next-line react/incompatible-library -- a rule for React Compiler, which does not compile this project
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: entries.length,
    estimateSize: () => usualHeight,
    // With another function it adds up all heights anew.
    getItemKey: useCallback((index: number) => entries[index]?.key ?? index, [entries]),
    scrollMargin: top,
    // Otherwise the first drawing would be one without rows.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialMeasurementsCache: measuredBefore(),
  })
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    measure()
    // Whatever changes above the table changes the page's size; right after that, asking where it is costs nothing.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  useKeptScroll(virtualizer, isComplete ? addressOf(view) : undefined)

  const { startIndex, endIndex } = virtualizer.calculateRange() ?? { startIndex: 0, endIndex: -1 }
  const { first, last } = useDrawnRows(entries, { first: startIndex, last: endIndex }, isComplete)
  const inView = useMemo(() => entries.slice(startIndex, endIndex + 1), [entries, startIndex, endIndex])
  // OMS is not asked for each letter of a search, nor while the list is scrolled.
  const [resting] = useDebouncedValue(inView, restMs)
  const { measurementsCache } = virtualizer
  const above = (measurementsCache[first]?.start ?? top) - top
  const below = virtualizer.getTotalSize() - ((measurementsCache[last]?.end ?? top) - top)

  return (
    <div className={`${tableClasses.frame} ${classes.frame}`} ref={frame}>
      <table
        className={`${tableClasses.table} ${tableClasses.even} ${classes.table}`}
        aria-label={t('review.region')}
        aria-rowcount={entries.length + 1}
      >
        <ListHead applications={entries} selected={selected} sort={view.sort} onSelect={onSelect} onSort={onSort} />
        <tbody>
          <SpacerRow height={above} columns={8} />
          <ListRows
            entries={entries}
            first={first}
            last={last}
            settled={settled}
            selected={selected}
            measure={virtualizer.measureElement}
            onSelect={onSelect}
            onDecide={onDecide}
          />
          <SpacerRow height={below} columns={8} />
        </tbody>
      </table>
      <LiveStates rows={resting} />
    </div>
  )
})
