import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { useLiveApplication } from '~/actions/poll'
import type { ApplyDetail } from '~/oms/detail'
import { BackLink } from '~/review/one/back-link'
import { OmsDetails } from '~/review/one/oms-details'
import { session } from '~/session/session'
import type { ApplyId } from '~/oms/ids'
import { BusyButton } from '~/ui/form/busy-button'
import { leaveFocus } from '~/ui/leave-focus'

/** An application that this browser has not recorded: what OMS says of it, to look at and to take over. */
export function Unrecorded({ id }: { id: ApplyId }) {
  const t = useT()
  const live = useLiveApplication(id, true)
  const answer = live.data?.answer
  const isBackup = answer !== undefined && answer.data.otherKind === undefined
  return (
    <Stack gap="lg" maw={860} mx="auto">
      <BackLink />
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('one.title', { id })}
        </Title>
        {isBackup && <Track detail={answer.data} at={answer.at} />}
      </Group>
      <div>
        <Text size="sm">{t('one.none')}</Text>
        {(isBackup || answer === undefined) && (
          <Text size="sm" c="dimmed">
            {t(isBackup ? 'live.trackHint' : 'one.noneHint')}
          </Text>
        )}
      </div>
      <OmsDetails live={live} />
    </Stack>
  )
}

function Track({ detail, at }: { detail: ApplyDetail; at: string }) {
  const t = useT()
  const journal = useJournal()
  const track = useMutation({
    mutationKey: ['track', detail.id],
    mutationFn: async () => {
      const by = session.current()?.username
      await journal.recordSeen(detail, at, by === undefined ? {} : { by })
    },
  })
  return (
    <>
      <BusyButton ref={leaveFocus} loading={track.isPending} onClick={() => track.mutate()}>
        {t('live.track', { id: detail.id })}
      </BusyButton>
      {track.isError && <Alert color="red">{t('resolve.notSaved')}</Alert>}
    </>
  )
}
