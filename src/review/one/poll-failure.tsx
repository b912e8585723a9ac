import { explainLookup } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import type { PollState } from '~/actions/poll-state'
import { useT } from '~/i18n/i18n'
import { formatMoment, formatWhole } from '~/ui/format'

/** Why the latest question brought nothing, in OMS's words where there are any; no alert, since nobody has pressed anything. */
export function PollFailure({ live }: { live: PollState<unknown> | undefined }) {
  const t = useT()
  if (live?.failure === undefined) return null
  return (
    <FoldedTexts
      texts={[`${formatMoment(t, live.failure.at)}: ${explainLookup(t, live.failure.why)}`]}
      title={formatWhole(t, live.failure.at)}
      {...(live.answer !== undefined && { c: 'dimmed' })}
    />
  )
}
