import { Group, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import type { PollState } from '~/actions/poll-state'
import type { useRefresh } from '~/actions/refresh'
import { session, useSession } from '~/session/session'
import { BusyButton } from '~/ui/form/busy-button'
import { formatMoment } from '~/ui/format'
import { Time } from '~/ui/time'

type Props = {
  live: PollState<unknown> | undefined
  /** When it was said, where no answer of this visit says it. */
  earlier?: string | undefined
  refresh: Pick<ReturnType<typeof useRefresh>, 'mutate' | 'isPending'>
}

export function RefreshBar({ live, earlier, refresh }: Props) {
  const t = useT()
  const { session: person } = useSession()
  const at = live?.answer?.at ?? earlier
  return (
    <Group gap="xs" wrap="nowrap">
      {at !== undefined && (
        <Text size="sm" c="dimmed">
          <Time at={at}>{t('live.asOf', { time: formatMoment(t, at) })}</Time>
        </Text>
      )}
      {/* One button, which keeps the focus when it is pressed. */}
      <BusyButton
        variant="default"
        size="compact-sm"
        loading={refresh.isPending}
        onClick={() => (person === undefined ? session.openDialog() : refresh.mutate())}
      >
        {t(person === undefined ? 'live.signIn' : 'live.refresh')}
      </BusyButton>
    </Group>
  )
}
