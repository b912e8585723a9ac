import { memo } from 'react'
import { useLiveStates, type LiveRow } from '~/actions/poll'

/** Asks OMS about rows. Apart from them, so that they are not drawn again for it. */
export const LiveStates = memo(function LiveStates({ rows }: { rows: readonly LiveRow[] }) {
  useLiveStates(rows)
  return null
})
