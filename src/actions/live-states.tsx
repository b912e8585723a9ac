import { useDebouncedValue } from '@mantine/hooks'
import { memo } from 'react'
import type { LiveRow } from '~/actions/live-row'
import { useLiveStates } from '~/actions/poll'

const restMs = 300

/**
 * Asks OMS about the rows in view; not for each letter of a search, nor while they are scrolled. Apart from them, so that they are not
 * drawn again for it.
 */
export const LiveStates = memo(function LiveStates({ rows }: { rows: readonly LiveRow[] }) {
  const [resting] = useDebouncedValue(rows, restMs)
  useLiveStates(resting)
  return null
})
