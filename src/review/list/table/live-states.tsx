import { memo } from 'react'
import { useLiveStates, type Followed } from '~/actions/poll'

/** Asks OMS about rows. Apart from them, so that they are not drawn again for it. */
export const LiveStates = memo(function LiveStates({ rows }: { rows: readonly Followed[] }) {
  useLiveStates(rows)
  return null
})
