import { useDebouncedValue } from '@mantine/hooks'
import { memo, useMemo } from 'react'
import { useLiveStates } from '~/actions/poll'
import type { BoardRow } from '~/backups/board/board'
import { useRows } from '~/record/react/use-list'

const restMs = 300
const none: string[] = []

/** Asks OMS about what has not ended in the rows in view; not for each letter of a search, nor while they are scrolled. */
export const BoardLive = memo(
  function BoardLive({ rows }: { rows: readonly BoardRow[] }) {
    const keys = useMemo(() => keysOf(rows), [rows])
    const [resting] = useDebouncedValue(keys, restMs)
    const open = useMemo(() => resting.split('\n').filter(Boolean), [resting])
    const cached = useRows(open, none)
    useLiveStates(open.flatMap((key) => cached(key) ?? []))
    return null
  },
  (before, after) => keysOf(before.rows) === keysOf(after.rows),
)

function keysOf(rows: readonly BoardRow[]): string {
  return [...new Set(rows.flatMap(({ open }) => open.map(({ entry }) => entry.key)))].join('\n')
}
