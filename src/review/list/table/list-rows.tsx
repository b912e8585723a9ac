import { memo, useCallback, useMemo, useRef } from 'react'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useLimits } from '~/record/react/use-limits'
import { useRows } from '~/record/react/use-list'
import type { Limits } from '~/record/limits'
import type { ListEntry } from '~/record/list-entry'
import { ApplicationCells } from '~/review/list/table/application-cells'
import type { Decision } from '~/review/decide/use-decision'
import { range } from '~/review/list/view/list-selection'
import tableClasses from '~/review/list/table/application-table.module.css'
import classes from '~/review/list/table/list-table.module.css'
import { overdue, waiting } from '~/wording/waiting'
import { useMinute } from '~/ui/use-minute'

const plain = `${tableClasses.row} ${classes.row}`

/** Rows are read in pieces of so many: those that are drawn, and one before and after them. */
const piece = 64

type Props = {
  entries: readonly ListEntry[]
  /** The rows to draw, by their places among the entries. */
  first: number
  last: number
  settled: number
  selected: ReadonlySet<string>
  onSelect: (keys: string[], put: boolean) => void
  onDecide: (decision: Decision) => void
}

/** Some rows of the list, read whole from the journal. Not drawn anew while they stay the same. */
export const ListRows = memo(function ListRows({ entries, first, last, settled, selected, onSelect, onDecide }: Props) {
  const drawn = useMemo(() => entries.slice(first, last + 1), [entries, first, last])
  const from = Math.max(0, Math.floor(first / piece) - 1) * piece
  const to = (Math.floor(last / piece) + 2) * piece
  const row = useRows(useMemo(() => keysOf(entries.slice(from, to)), [entries, from, to]))
  const latest = useRef<string>(undefined)
  const onRowSelect = useCallback(
    (key: string, put: boolean, upToHere: boolean) => {
      onSelect(upToHere ? range(keysOf(entries), latest.current, key) : [key], put)
      latest.current = key
    },
    [entries, onSelect],
  )
  const now = useMinute()
  const [limits] = useLimits()
  return drawn.map((entry, place) => (
    <tr
      key={entry.key}
      aria-rowindex={first + place + 2}
      className={selected.has(entry.key) ? `${plain} ${classes.selected}` : plain}
    >
      <Cells
        entry={entry}
        application={row(entry.key)}
        isSelected={selected.has(entry.key)}
        isSettled={first + place < settled}
        now={now}
        limits={limits}
        onSelect={onRowSelect}
        onDecide={onDecide}
      />
    </tr>
  ))
})

function keysOf(entries: readonly ListEntry[]): string[] {
  return entries.map(({ key }) => key)
}

type CellsProps = {
  entry: ListEntry
  /** Undefined until it is read. */
  application: ApplicationWithStatus | undefined
  isSelected: boolean
  isSettled: boolean
  /** In ms since 1970, to the minute. */
  now: number
  limits: Limits
  onSelect: (key: string, put: boolean, upToHere: boolean) => void
  onDecide: (decision: Decision) => void
}

const Cells = memo(function Cells({
  entry,
  application,
  isSelected,
  isSettled,
  now,
  limits,
  onSelect,
  onDecide,
}: CellsProps) {
  const t = useT()
  const { id, key } = entry
  const name = id === undefined ? `attempt-${key.slice(0, 8)}` : `#${id}`
  return (
    <>
      <td className={classes.select}>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Firefox gives no click with Shift to what is labelled */}
        <label
          className={classes.box}
          onClick={(event) => {
            if (!event.shiftKey || event.target !== event.currentTarget || !isSettled) return
            event.preventDefault()
            event.currentTarget.control?.focus()
            onSelect(key, !isSelected, true)
          }}
        >
          <input
            type="checkbox"
            aria-label={t('list.select', { name })}
            aria-keyshortcuts="x"
            checked={isSelected}
            disabled={!isSettled}
            {...(!isSettled && { 'aria-describedby': 'list-count' })}
            onChange={({ target, nativeEvent }) =>
              // A change of a checkbox is a click, also when the space bar makes it.
              onSelect(key, target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </label>
      </td>
      {application === undefined ? (
        <td colSpan={6} className={classes.unread}>
          {name}
        </td>
      ) : (
        <ApplicationCells
          application={application}
          waiting={waiting(t, application, now)}
          overdue={overdue(t, application, limits, now)}
          isSettled={isSettled}
          onDecide={onDecide}
        />
      )}
    </>
  )
})
