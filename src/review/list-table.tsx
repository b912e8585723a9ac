import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { t, useLanguage } from '~/i18n/i18n'
import type { ListedApplication } from '~/journal/application'
import { useRows } from '~/journal/catalogue-queries'
import type { Entry } from '~/journal/entry'
import { useLiveStates } from '~/journal/live'
import { ApplicationCells } from '~/review/application-cells'
import tableClasses from '~/review/application-table.module.css'
import type { Decision } from '~/review/decision-dialog'
import { measuredBefore, useKeptScroll } from '~/review/kept-scroll'
import type { ListView } from '~/review/list-filter'
import { ListHead } from '~/review/list-head'
import { range } from '~/review/list-selection'
import classes from '~/review/list-table.module.css'
import { waiting } from '~/review/waiting'
import { SpacerRow } from '~/ui/spacer-row'
import { useMinute } from '~/ui/use-minute'

/** Up to so many rows are all in the document, where the browser's own search finds them. */
const allShown = 100

/** What a row measures before it is measured, in pixels. */
const usualHeight = 85

/** So many rows are read together ahead of those in view. */
const readAhead = 32

type Props = {
  entries: readonly Entry[]
  /** Whether more of them are being read. */
  isComplete: boolean
  selected: ReadonlySet<string>
  sort: ListView['sort']
  /** What of the page's address the applications belong to. */
  address: string
  onSelect: (keys: string[], put: boolean) => void
  onSort: (sort: ListView['sort']) => void
  onDecide: (decision: Decision) => void
}

/**
 * The list's rows, of any number: those in view are in the document, between two empty ones that stand for the rest, and
 * read whole from the journal. The window scrolls them.
 */
export const ListTable = memo(function ListTable({
  entries,
  isComplete,
  selected,
  sort,
  address,
  onSelect,
  onSort,
  onDecide,
}: Props) {
  useLanguage()
  const frame = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  // oxlint-disable-next-line react/incompatible-library -- a rule for React Compiler, which does not compile this project
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: entries.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: isComplete && entries.length <= allShown ? allShown : 4,
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
  useKeptScroll(virtualizer, isComplete ? address : undefined)

  const shown = virtualizer.getVirtualItems()
  const above = (shown[0]?.start ?? top) - top
  const below = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? top) - top)
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {}
  const { isScrolling } = virtualizer
  const row = useRows(
    shown.flatMap(({ index }) => entries[index]?.key ?? []),
    useMemo(
      () => (isScrolling ? keysAround(entries, startIndex, endIndex) : []),
      [isScrolling, entries, startIndex, endIndex],
    ),
  )

  const latest = useRef<string>(undefined)
  const onRowSelect = useCallback(
    (key: string, put: boolean, upToHere: boolean) => {
      const keys = entries.map((one) => one.key)
      onSelect(upToHere ? range(keys, latest.current, key) : [key], put)
      latest.current = key
    },
    [entries, onSelect],
  )
  const now = useMinute()

  return (
    <div className={`${tableClasses.frame} ${classes.frame}`} ref={frame}>
      <table
        className={`${tableClasses.table} ${classes.table}`}
        aria-label={t('review.region')}
        aria-rowcount={entries.length + 1}
      >
        <ListHead applications={entries} selected={selected} sort={sort} onSelect={onSelect} onSort={onSort} />
        <tbody>
          <SpacerRow height={above} columns={8} />
          {shown.map(({ index }) => {
            const entry = entries[index]
            const application = entry && row(entry.key)
            return entry === undefined ? null : (
              <tr
                key={entry.key}
                data-index={index}
                ref={virtualizer.measureElement}
                aria-rowindex={index + 2}
                className={selected.has(entry.key) ? classes.selected : undefined}
              >
                <Cells
                  entry={entry}
                  application={application}
                  isSelected={selected.has(entry.key)}
                  now={now}
                  onSelect={onRowSelect}
                  onDecide={onDecide}
                />
              </tr>
            )
          })}
          <SpacerRow height={below} columns={8} />
        </tbody>
      </table>
      <LiveStates entries={entries} from={startIndex} to={endIndex} isMoving={isScrolling} />
    </div>
  )
})

/** Of the rows that whoever scrolls on from those between `start` and `end` sees next, in whole pieces. */
function keysAround(entries: readonly Entry[], start: number, end: number): string[] {
  const first = Math.floor((start - readAhead / 2) / readAhead) * readAhead
  const last = Math.ceil((end + readAhead / 2) / readAhead) * readAhead
  return entries.slice(Math.max(0, first), last).map(({ key }) => key)
}

type LiveProps = { entries: readonly Entry[]; from: number; to: number; isMoving: boolean }

/** Asks OMS about the rows in view, once they stand still. */
const LiveStates = memo(
  function LiveStates({ entries, from, to }: LiveProps) {
    useLiveStates(useDeferredValue(useMemo(() => entries.slice(from, to + 1), [entries, from, to])))
    return null
  },
  (_before, { isMoving }) => isMoving,
)

type CellsProps = {
  entry: Entry
  /** Undefined until it is read. */
  application: ListedApplication | undefined
  isSelected: boolean
  /** In ms since 1970, to the minute. */
  now: number
  onSelect: (key: string, put: boolean, upToHere: boolean) => void
  onDecide: (decision: Decision) => void
}

const Cells = memo(function Cells({ entry, application, isSelected, now, onSelect, onDecide }: CellsProps) {
  useLanguage()
  const { id, key } = entry
  const name = id === undefined ? `attempt-${key.slice(0, 8)}` : `#${id}`
  return (
    <>
      <td className={classes.select}>
        <label className={classes.box}>
          <input
            type="checkbox"
            aria-label={t('list.select', { name })}
            aria-keyshortcuts="x"
            checked={isSelected}
            onChange={({ target, nativeEvent }) =>
              // A change of a checkbox is a click, also when the space bar makes it.
              onSelect(key, target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </label>
      </td>
      {application === undefined ? (
        <td colSpan={7} className={classes.unread}>
          {name}
        </td>
      ) : (
        <ApplicationCells application={application} waiting={waiting(application, now)} onDecide={onDecide} />
      )}
    </>
  )
})
