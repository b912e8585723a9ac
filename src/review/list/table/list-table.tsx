import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { LiveStates } from '~/actions/live-states'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import tableClasses from '~/review/list/table/application-table.module.css'
import type { Decision } from '~/review/decide/use-decision'
import { useDrawnRows } from '~/review/list/table/drawn-rows'
import { useKeptScroll } from '~/review/list/table/kept-scroll'
import { addressOf, type ListView } from '~/review/list/view/list-view'
import { ListHead } from '~/review/list/table/list-head'
import { ListRows } from '~/review/list/table/list-rows'
import classes from '~/review/list/table/list-table.module.css'
import { useRowsInView, type RowLayout } from '~/review/list/table/rows-in-view'
import { useDensity } from '~/review/list/table/use-density'
import { SpacerRow } from '~/ui/table/spacer-row'

/** How high a row is before that is known, in pixels: `--row` of `application-table.module.css`. */
const usualHeight = 40

/** Where the list begins before that is known, on a wide screen. A first drawing with more rows than are in view would take longer. */
const usual: RowLayout = { top: 230, row: usualHeight }

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
  const [found, setFound] = useState<RowLayout>()
  const place = found ?? usual
  const { row } = place
  useLayoutEffect(() => {
    const look = () => {
      if (table.current === null) return
      const now = {
        top: Math.round(table.current.getBoundingClientRect().top + window.scrollY),
        row: Number.parseFloat(getComputedStyle(table.current).getPropertyValue('--row')) || usualHeight,
      }
      setFound((before) => (before?.top === now.top && before.row === now.row ? before : now))
    }
    look()
    // Whatever changes above the table changes the page's size; right after that, asking where it is costs nothing.
    const observer = new ResizeObserver(look)
    observer.observe(document.body)
    return () => observer.disconnect()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another density is another height
  }, [density])
  // With rows of another height the page is too short to be scrolled to where it was.
  useKeptScroll(isComplete && found !== undefined ? addressOf(view) : undefined)

  const seen = useRowsInView(entries.length, place)
  const { first, last } = useDrawnRows(entries, seen, isComplete)
  const inView = useMemo(() => entries.slice(seen.first, seen.last + 1), [entries, seen.first, seen.last])

  return (
    // WebKit lays out a container before the new rows in it: a page that is shorter for that moment scrolls up.
    <div className={tableClasses.frame} style={{ minHeight: entries.length * row }}>
      <table
        ref={table}
        className={`${tableClasses.table} ${classes.table} ${density === 'comfortable' ? tableClasses.comfortable : ''}`}
        aria-label={t('app.applications')}
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
      <LiveStates rows={inView} />
    </div>
  )
})
