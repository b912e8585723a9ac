import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useT, type Texts } from '~/i18n/i18n'
import {
  addressKey as keyInAddress,
  changedStatus,
  isDecided,
  isUndecided,
  transactionOf,
  type Application,
  type ApplicationWithStatus,
} from '~/record/application'
import { backupState } from '~/record/backup'
import type { JournalEvent } from '~/record/events'
import { isOfAnother } from '~/record/requested-target'
import { useJournal } from '~/record/react/journal-context'
import { awaitsDecision, useLiveApplication } from '~/actions/poll'
import { journalQueries } from '~/record/react/queries'
import { BackupBadge } from '~/wording/backup-badge'
import { StatusBadge } from '~/wording/status-badge'
import { FoldedTexts } from '~/wording/folded-texts'
import { statusNotes } from '~/wording/status-notes'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { isApproved } from '~/oms/detail'
import { RequestPanel } from '~/review/one/request-panel'
import { BackLink } from '~/review/one/back-link'
import { DecideButtons } from '~/review/one/decide-buttons'
import { CopyDecision } from '~/review/decide/copy-decision'
import { OmsDetails } from '~/review/one/oms-details'
import { useDecision, type Decision } from '~/review/decide/use-decision'
import { OverdueNote } from '~/review/one/overdue-note'
import { ResolveDecision } from '~/review/one/resolve-decision'
import { ResolveUnknown } from '~/review/one/resolve-unknown'
import { Timeline } from '~/review/one/timeline'
import { TransactionPanel } from '~/review/one/transaction-panel'
import { Unrecorded } from '~/review/one/unrecorded'
import { CopyButton } from '~/ui/copy-button'
import { deskAddress } from '~/ui/desk-address'
import { formatMoment, formatTime, zoneTitle } from '~/ui/format'
import { Time } from '~/ui/time'
import classes from '~/review/one/application-page.module.css'

type Props = {
  addressKey: string
  /** Where OMS itself takes applications, less the access token. */
  applyAddress: string
}

/** One application: what was asked, what happened, what OMS says now, and the ways on. */
export function ApplicationPage({ addressKey, applyAddress }: Props) {
  const t = useT()
  const { data, isPending, refetch } = useQuery(journalQueries.one(useJournal(), addressKey))
  if (data === undefined) return <JournalLoadState isPending={isPending} onRetry={() => void refetch()} />
  if (data !== null) return <Recorded {...data} applyAddress={applyAddress} />
  if (/^[1-9]\d*$/.test(addressKey)) return <Unrecorded id={addressKey} />
  return (
    <Stack align="center" p="xl" gap="xs" ta="center">
      <Title order={1} size="h3">
        {t('one.none')}
      </Title>
      <Text c="dimmed">{t('one.noneHint')}</Text>
      <BackLink />
    </Stack>
  )
}

type RecordedProps = {
  application: ApplicationWithStatus
  followers: Application[]
  events: JournalEvent[]
  mayRunUntil: string | undefined
  applyAddress: string
}

function Recorded({ application, followers, events, mayRunUntil, applyAddress }: RecordedProps) {
  const t = useT()
  const { id, status, draft, seen, openRejection, openApproval } = application
  const transaction = transactionOf(application)
  const live = useLiveApplication(id, awaitsDecision({ status, transaction }))
  const { decide, dialog, decided, heading } = useDecision(() => void live.refetch())
  const told = live.data?.answer
  // Said and not refused: how OMS writes zone and table is not documented to the letter.
  const another = told !== undefined && isOfAnother(draft, told.data) ? true : application.another
  const notes = statusNotes(t, { ...application, another })
  const waitUntil = mayRunUntil && formatTime(t, mayRunUntil)
  const result = decided === undefined ? undefined : resultOf(t, decided.action, application)
  const confirmedAt = another === undefined && confirms(application) ? (told?.at ?? seen?.at) : undefined
  return (
    <Stack gap="lg" maw={1200} mx="auto">
      <BackLink />
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="sm">
            <Title order={1} size="h3" ref={heading} tabIndex={-1} className="server-text">
              {id === undefined ? t('one.titleWithoutId') : t('one.title', { id })}
            </Title>
            <StatusBadge status={status} />
            <BackupBadge state={backupState(application)} />
          </Group>
          <Text size="sm">{t(`review.meaning.${status}`)}</Text>
          <OverdueNote application={application} />
          <Text size="sm" c="dimmed">
            {confirmedAt === undefined ? (
              t('live.recorded')
            ) : (
              <Time at={confirmedAt}>{t('live.confirmed', { time: formatMoment(t, confirmedAt) })}</Time>
            )}
          </Text>
        </div>
        <Group gap="xs">
          {draft !== undefined && (
            <Button component={Link} href={`/apply?again=${keyInAddress(application)}`} variant="default">
              {status === 'refused' || status === 'rejected' ? t('one.fix') : t('one.again')}
            </Button>
          )}
          <DecideButtons application={application} onDecide={decide} />
        </Group>
      </Group>
      {id !== undefined && (
        <div role="status" className={classes.result}>
          {result !== undefined && (
            <Alert color="green" role="presentation">
              {result}
            </Alert>
          )}
        </div>
      )}
      {notes.length > 0 && (
        <Stack gap={4}>
          <FoldedTexts texts={notes} title={zoneTitle(t)} />
        </Stack>
      )}
      <Group gap="sm">
        {id !== undefined && <CopyButton label={t('live.copyId')} text={() => id} />}
        <CopyButton label={t('copy.link')} text={() => deskAddress(`applications/${keyInAddress(application)}`)} />
        {isDecided(status) && <CopyDecision application={application} />}
      </Group>
      <ResolveUnknown application={application} waitUntil={waitUntil} />
      {isUndecided(status) && openRejection === 'unknown' && (
        <ResolveDecision decision="rejection" application={application} waitUntil={waitUntil} />
      )}
      {isUndecided(status) && openApproval === 'unknown' && (
        <ResolveDecision decision="approval" application={application} waitUntil={waitUntil} />
      )}
      <div className={classes.columns}>
        <Stack gap="lg">
          {transaction !== undefined && (
            <TransactionPanel application={application} transaction={transaction} events={events} />
          )}
          <RequestPanel application={application} followers={followers} applyAddress={applyAddress} />
        </Stack>
        <Stack gap="lg">
          {id !== undefined && <OmsDetails live={live} earlier={seen} />}
          <Timeline events={events} />
        </Stack>
      </div>
      {dialog}
    </Stack>
  )
}

/** Whether OMS's own word says what the status says. What it says of a rejection is open. */
function confirms(application: ApplicationWithStatus): boolean {
  const { status, seen, otherKind } = application
  if (seen === undefined || otherKind !== undefined) return false
  if (status === 'approved') return isApproved(seen.detail)
  return status === 'pending' && changedStatus(application) === undefined
}

/** What a decision of this visit came to, once the journal has it. */
function resultOf(t: Texts, decided: Decision['action'], application: Application): string | undefined {
  const { id = '' } = application
  if (decided === 'reject') return t('review.rejected', { id })
  const transaction = transactionOf(application)
  return transaction === undefined ? undefined : t('approve.done', { id, transaction })
}
