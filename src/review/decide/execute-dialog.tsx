import { Alert, Button, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { useExecuteBackup, type Backup } from '~/actions/execute-backup'
import { useT, type Texts } from '~/i18n/i18n'
import type { Execution } from '~/oms/execution'
import type { TransactionDetail } from '~/oms/transaction-detail'
import { unknownAttempt, type ApplicationWithStatus } from '~/record/application'
import { hasSucceeded, sentByAnother } from '~/record/attempt-result'
import { backupState } from '~/record/backup'
import { DecisionTarget } from '~/review/decide/decision-target'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { BusyButton } from '~/ui/form/busy-button'
import { formatMoment, formatTime } from '~/ui/format'
import { Time } from '~/ui/time'
import { AttemptFailure } from '~/wording/attempt-failure'
import { clip } from '~/wording/explain'

type Props = {
  action: Execution
  application: ApplicationWithStatus
  backup: Backup
  /** The latest details, and when OMS gave them; UTC, ISO 8601. */
  read: { data: TransactionDetail; at: string }
  /** Whether these details still allow it. */
  isAllowed: boolean
  onClose: () => void
  /** OMS may have done something. */
  onAttempted: () => void
  onDone: () => void
}

/** Says what is known of a backup, and starts or resumes it. No key that opens it can press its button. */
export function ExecuteDialog({ action, application, backup, read, isAllowed, onClose, onAttempted, onDone }: Props) {
  const t = useT()
  const execute = useExecuteBackup(action, backup)
  const reason = useId()
  const blocked = isAllowed ? {} : { disabled: true, 'aria-describedby': reason }
  const { id = '', requested, execution, openExecution } = application
  const open = unknownAttempt(execution, openExecution)
  const result = execute.data
  const press = (sendAnyway: boolean) =>
    execute.mutate(sendAnyway, {
      onSuccess: (done) => {
        if (done.kind === 'attempted') onAttempted()
        if (hasSucceeded(done)) onDone()
      },
    })
  return (
    <Dialog onClose={onClose} title={t(`execute.${action}.title`, { id })}>
      <Stack gap="md">
        <DecisionTarget requested={requested} />
        <Text size="sm" className="server-text">
          <Time at={read.at}>
            {t('execute.known', {
              transaction: backup.transaction,
              state: omsState(t, read.data),
              time: formatMoment(t, read.at),
            })}
          </Time>
        </Text>
        <Text size="sm">{t(`execute.${action}.text`)}</Text>
        {action === 'start' && backupState(application) === 'running' && (
          <Alert color="orange" role="note">
            {t('execute.start.running')}
          </Alert>
        )}
        {open !== undefined && (
          <Alert color="orange" role="note">
            <Time at={open.sentAt}>{t(`execute.${open.of}.earlier`, { time: formatTime(t, open.sentAt) })}</Time>
          </Alert>
        )}
        {!isAllowed && (
          <Alert color="yellow" role="note" id={reason}>
            {t('execute.changed')}
          </Alert>
        )}
        {result !== undefined && <AttemptFailure action={action} result={result} />}
        <DialogFooter>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('dialog.cancel')}
          </Button>
          {sentByAnother(result) !== undefined && (
            <Button variant="default" {...blocked} onClick={() => press(true)}>
              {t('duplicate.sendAnyway')}
            </Button>
          )}
          <BusyButton color="teal.9" {...blocked} loading={execute.isPending} onClick={() => press(false)}>
            {t(`execute.${action}.confirm`)}
          </BusyButton>
        </DialogFooter>
      </Stack>
    </Dialog>
  )
}

function omsState(t: Texts, { status, statusText }: TransactionDetail): string {
  const number = t('backup.status', { status: clip(status) })
  return statusText === '' ? number : t('backup.words', { text: clip(statusText), number })
}
