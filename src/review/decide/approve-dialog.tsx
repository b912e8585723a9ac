import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { successOf } from '~/record/attempt-result'
import type { ApplicationWithStatus } from '~/record/application'
import { useApproveApplication } from '~/actions/approve'
import { AttemptFailure } from '~/wording/attempt-failure'
import { DecisionTarget } from '~/review/decide/decision-target'
import { Dialog } from '~/ui/dialog'
import { formatTime } from '~/ui/format'

/** Says what approving does, and approves. */
export function ApproveDialog({
  application,
  onClose,
  onDone,
}: {
  application: ApplicationWithStatus
  onClose: () => void
  onDone: () => void
}) {
  const t = useT()
  const approve = useApproveApplication(application)
  const { requested, id = '', openApproval, openRejection, approval, rejection } = application
  const open = openApproval === 'unknown' ? approval : openRejection === 'unknown' ? rejection : undefined
  const result = approve.data
  const approved = successOf(result)

  const onApprove = () => {
    approve.mutate(undefined, {
      onSuccess: (done) => {
        if (done.kind === 'attempted' && done.saved && successOf(done)) onDone()
      },
    })
  }

  return (
    <Dialog onClose={onClose} title={t('approve.title', { id })}>
      <Stack gap="md">
        <DecisionTarget asked={requested} />
        <Text size="sm">{t('approve.text')}</Text>
        {requested.target.scope === 'all' && (
          <Alert color="red" role="note" title={t('apply.allWarning')}>
            {t('apply.allWarningText')}
          </Alert>
        )}
        {open !== undefined && (
          <Alert color="orange" role="note">
            {t('approve.earlier', { time: formatTime(t, open.sentAt) })}
          </Alert>
        )}
        {approved !== undefined && (
          <Alert color="green" role="status">
            {t('approve.done', { id, transaction: approved.transaction })}
          </Alert>
        )}
        {result !== undefined && <AttemptFailure of="approve" result={result} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('reject.cancel')}
          </Button>
          <Button color="teal.9" loading={approve.isPending} onClick={onApprove} data-autofocus>
            {t('approve.confirm')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
