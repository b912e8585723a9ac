import { Text } from '@mantine/core'
import { explainLookup } from '~/wording/explain'
import type { Live } from '~/actions/live'
import { formatMoment } from '~/ui/format'

/** Why the latest question brought nothing, in OMS's words where there are any; no alert, since nobody has pressed anything. */
export function NoAnswer({ live }: { live: Live<unknown> | undefined }) {
  if (live?.failure === undefined) return null
  return (
    <Text size="sm" className="server-text" {...(live.said !== undefined && { c: 'dimmed' })}>
      {formatMoment(live.failure.at)}: {explainLookup(live.failure.why)}
    </Text>
  )
}
