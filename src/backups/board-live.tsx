import { useDebouncedValue } from '@mantine/hooks'
import { memo, useMemo } from 'react'
import { useLiveStates } from '~/actions/poll'
import type { BoardRow } from '~/backups/board/board'

const restMs = 300

/** Asks OMS about what has not ended in the rows in view; not for each letter of a search, nor while they are scrolled. */
export const BoardLive = memo(
  function BoardLive({ rows }: { rows: readonly BoardRow[] }) {
    const [resting] = useDebouncedValue(rows, restMs)
    const open = useMemo(() => new Set(resting.flatMap((row) => row.open.map(({ entry }) => entry))), [resting])
    useLiveStates(useMemo(() => [...open], [open]))
    return null
  },
  (before, after) => entriesOf(before.rows) === entriesOf(after.rows),
)

/** What of the rows following depends on, as one text. */
function entriesOf(rows: readonly BoardRow[]): string {
  return rows
    .flatMap(({ open }) => open.map(({ entry: { key, status, backup } }) => `${key} ${status} ${backup}`))
    .join()
}
