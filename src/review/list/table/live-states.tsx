import { memo } from 'react'
import type { LiveRow } from '~/actions/live-row'
import { useLiveStates } from '~/actions/poll'

/** Asks OMS about rows. Apart from them, so that they are not drawn again for it. */
export const LiveStates = memo(function LiveStates({ rows }: { rows: readonly LiveRow[] }) {
  useLiveStates(rows)
  return null
})
