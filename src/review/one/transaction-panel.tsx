import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useRef } from 'react'
import type { Backup } from '~/actions/execute-backup'
import { useLiveTransaction } from '~/actions/poll'
import { changeMs } from '~/actions/poll-state'
import { useRefresh } from '~/actions/refresh'
import { useT, type Texts } from '~/i18n/i18n'
import type { TransactionId } from '~/oms/ids'
import { transactionState, type TransactionDetail } from '~/oms/transaction-detail'
import type { ApplicationWithStatus } from '~/record/application'
import { backupState, hasChangedSinceOrder } from '~/record/backup'
import type { JournalEvent } from '~/record/events'
import { ExecuteButton } from '~/review/one/execute-button'
import { Facts, type Fact } from '~/wording/facts'
import { PollFailure } from '~/review/one/poll-failure'
import { RefreshBar } from '~/review/one/refresh-bar'
import classes from '~/review/one/transaction-panel.module.css'
import { formatMoment, formatWhole } from '~/ui/format'
import { BackupBadge } from '~/wording/backup-badge'
import { clip } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import { ageInWords } from '~/wording/waiting'

type Props = { application: ApplicationWithStatus; transaction: TransactionId; events: JournalEvent[] }

/** How far the backup is, asked of OMS until it has ended, and the buttons to start or resume it. */
export function TransactionPanel({ application, transaction, events }: Props) {
  const t = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  const backup: Backup = { key: application.key, setId: application.requested.setId, transaction }
  const takenAt = takenOrder(application, events)
  const state = backupState(application)
  const live = useLiveTransaction(backup, state, takenAt)
  const { data, refetch, isFetchedAfterMount } = live
  const refresh = useRefresh(live)
  const earlier = application.backup?.detail.id === transaction ? application.backup : undefined
  const latest = data?.answer?.data ?? earlier?.detail
  // OMS no longer tells of it.
  const detail = latest?.status === '' ? undefined : latest
  const isLatest = isFetchedAfterMount && data?.failure === undefined
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="transaction-title">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Title order={2} size="h4" id="transaction-title" ref={heading} tabIndex={-1}>
            {detail === undefined
              ? t('live.transaction', { id: transaction })
              : t('live.transactionState', {
                  id: transaction,
                  state: t(`live.state.${transactionState(detail)}`, { status: clip(detail.status) }),
                })}
          </Title>
          <RefreshBar live={data} earlier={earlier?.at} refresh={refresh} />
        </Group>
        <Group gap="sm">
          <BackupBadge state={state} />
          {detail !== undefined && (
            <Text size="sm" className="server-text">
              {t('backup.said')}{' '}
              {detail.statusText !== '' && (
                <>
                  <FoldedTexts inline texts={[detail.statusText]} />
                  {' · '}
                </>
              )}
              <FoldedTexts inline texts={[t('backup.status', { status: detail.status })]} />
            </Text>
          )}
        </Group>
        <PollFailure live={data} pressed={refresh.data} />
        {detail !== undefined && <Facts facts={factsOf(t, detail, earlier?.since)} />}
        <div role="status" className={classes.note}>
          {takenAt !== undefined && <OrderNote takenAt={takenAt} readAt={data?.answer?.at ?? ''} />}
        </div>
        {data?.answer !== undefined && (
          <ExecuteButton
            application={application}
            backup={backup}
            read={data.answer}
            isLatest={isLatest}
            onAttempted={() => void refetch()}
            onDone={() => heading.current?.focus({ preventScroll: true })}
          />
        )}
      </Stack>
    </Paper>
  )
}

/** When OMS took the latest order to start or resume the backup; undefined where it did not, and once its details have changed. */
function takenOrder(application: ApplicationWithStatus, events: JournalEvent[]): string | undefined {
  const { execution } = application
  if (execution?.outcome?.kind !== 'started' || hasChangedSinceOrder(application)) return undefined
  const isTaken = (event: JournalEvent) => 'outcome' in event && event.outcome.kind === 'started'
  return events.find((event) => event.attempt === execution.attempt && isTaken(event))?.at
}

function OrderNote({ takenAt, readAt }: { takenAt: string; readAt: string }) {
  const t = useT()
  const age = Date.parse(readAt) - Date.parse(takenAt)
  if (!(age >= changeMs)) return <Text size="sm">{t('execute.taken')}</Text>
  return (
    <Alert color="orange" role="presentation">
      {age < 2 * changeMs ? t('execute.unchanged') : t('execute.unchangedFor', { age: ageInWords(t, age) })}
    </Alert>
  )
}

function factsOf(t: Texts, detail: TransactionDetail, since: string | undefined): Fact[] {
  const { reason, memo, idName, createdBy, createTime, updateTime } = detail
  const flags = (['canRedo', 'canSuspend', 'canRollback'] as const).map((name) =>
    t(`backup.flag.${name}`, { value: detail[name] || '-' }),
  )
  return [
    [t('backup.reason'), reason || '-'],
    [t('backup.memo'), memo || '-'],
    [t('backup.idName'), idName || '-'],
    [t('backup.created'), `${createTime} ${createdBy}`.trim() || '-'],
    [t('backup.updated'), updateTime || '-'],
    [t('backup.flags'), t.list(flags)],
    ...(since === undefined ? [] : [[t('backup.since'), formatMoment(t, since), formatWhole(t, since)] as const]),
  ]
}
