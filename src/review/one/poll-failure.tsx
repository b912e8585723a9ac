import { Text } from '@mantine/core'
import { explainLookup } from '~/wording/explain'
import type { PollState } from '~/actions/poll-state'
import { formatMoment } from '~/ui/format'

/** Why the latest question brought nothing, in OMS's words where there are any; no alert, since nobody has pressed anything. */
export function PollFailure({ live }: { live: PollState<unknown> | undefined }) {
  if (live?.failure === undefined) return null
  return (
    <Text size="sm" className="server-text" {...(live.answer !== undefined && { c: 'dimmed' })}>
      {`${formatMoment(live.failure.at)}: ${explainLookup(live.failure.why)}`}
    </Text>
  )
}
