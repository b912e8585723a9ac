import { memo } from 'react'
import { LiveStates } from '~/actions/live-states'
import type { BoardRow } from '~/backups/board/board'

/** Asks OMS about what has not ended in the rows in view. */
export const BoardLive = memo(
  function BoardLive({ rows }: { rows: readonly BoardRow[] }) {
    return <LiveStates rows={openOf(rows)} />
  },
  (before, after) => textOf(before.rows) === textOf(after.rows),
)

function openOf(rows: readonly BoardRow[]) {
  return [...new Set(rows.flatMap(({ open }) => open.map(({ entry }) => entry)))]
}

/** What of the rows following depends on. */
function textOf(rows: readonly BoardRow[]): string {
  return openOf(rows)
    .map(({ key, status, backup }) => `${key} ${status} ${backup}`)
    .join()
}
