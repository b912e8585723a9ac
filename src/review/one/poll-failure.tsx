import { Stack } from '@mantine/core'
import { explainPoll } from '~/wording/explain-lookup'
import { FoldedTexts } from '~/wording/folded-texts'
import type { PollState } from '~/actions/poll-state'
import { useT } from '~/i18n/i18n'
import { formatMoment, formatWhole } from '~/ui/format'

type Props = {
  live: PollState<unknown> | undefined
  /** What came of the latest press of "Refresh". */
  pressed: PollState<unknown>['failure'] | null
}

/** Why the latest question brought nothing, in OMS's words where there are any; an alert where somebody has pressed for it. */
export function PollFailure({ live, pressed }: Props) {
  const t = useT()
  if (live?.failure === undefined) return null
  const isPressed = live.failure === pressed
  const words = (
    <FoldedTexts
      texts={[`${formatMoment(t, live.failure.at)}: ${explainPoll(t, live.failure.why)}`]}
      title={formatWhole(t, live.failure.at)}
      {...(live.answer !== undefined && !isPressed && { c: 'dimmed' })}
    />
  )
  return isPressed ? (
    <Stack gap="sm" role="alert">
      {words}
    </Stack>
  ) : (
    words
  )
}
