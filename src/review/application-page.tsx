import { Alert, Anchor, Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { t } from '~/i18n/i18n'
import { addressKey as keyInAddress, type Application, type ListedApplication } from '~/journal/application'
import { applicationName } from '~/journal/application-name'
import { AttemptFailure } from '~/journal/attempt-failure'
import type { Follows, JournalEvent } from '~/journal/events'
import { useJournal } from '~/journal/journal-context'
import { journalQueries } from '~/journal/queries'
import { rejectBlocker } from '~/journal/reject'
import { useSendAgain } from '~/journal/resolve'
import { RejectDialog } from '~/review/reject-dialog'
import { ResolveRejection } from '~/review/resolve-rejection'
import { ResolveUnknown } from '~/review/resolve-unknown'
import { StatusBadge } from '~/journal/status-badge'
import { statusNotes } from '~/journal/status-notes'
import { targetLines } from '~/journal/target-lines'
import { Timeline } from '~/review/timeline'
import { Unread } from '~/journal/unread'
import { formatTime } from '~/ui/format'

/** One application: what was asked, what happened, and for an unknown outcome the ways to end it. */
export function ApplicationPage({ addressKey }: { addressKey: string }) {
  const { data, isPending, refetch } = useQuery(journalQueries.one(useJournal(), addressKey))
  if (data === undefined) return <Unread isPending={isPending} onRetry={() => void refetch()} />
  if (data === null) {
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
  return <Loaded {...data} />
}

type Loaded = {
  application: ListedApplication
  followers: Application[]
  events: JournalEvent[]
  settledAt: number
  mayStillRun: boolean
}

function Loaded({ application, followers, events, settledAt, mayStillRun }: Loaded) {
  const [rejecting, setRejecting] = useState(false)
  const [, navigate] = useLocation()
  const sendAgain = useSendAgain(application)
  const onSendAgain = () =>
    sendAgain.mutate(undefined, {
      onSuccess: (result) => {
        if (result.kind === 'attempted' && result.outcome.kind === 'accepted') {
          navigate(`/applications/${result.outcome.id}`)
        }
      },
    })
  const { id, status, openRejection } = application
  const waitUntil = mayStillRun ? formatTime(new Date(settledAt).toISOString()) : undefined
  return (
    <Stack gap="lg" maw={860} mx="auto">
      <BackLink />
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h3">
            {id === undefined ? t('one.titleWithoutId') : t('one.title', { id })}
          </Title>
          <StatusBadge status={status} />
        </Group>
        <Group gap="xs">
          <Button component={Link} href={`/apply?again=${keyInAddress(application)}`} variant="default">
            {status === 'refused' || status === 'rejected' ? t('one.fix') : t('one.again')}
          </Button>
          {id !== undefined && rejectBlocker(application) === undefined && (
            <Button variant="light" color="red" onClick={() => setRejecting(true)}>
              {t('review.reject', { name: `#${id}` })}
            </Button>
          )}
        </Group>
      </Group>
      {statusNotes(application).map((note) => (
        <Text key={note} size="sm" className="server-text">
          {note}
        </Text>
      ))}
      {status === 'unknown' && (
        <ResolveUnknown application={application} waitUntil={waitUntil} onSendAgain={onSendAgain} />
      )}
      {openRejection === 'unknown' && <ResolveRejection application={application} waitUntil={waitUntil} />}
      {sendAgain.data !== undefined && <AttemptFailure of="apply" result={sendAgain.data} />}
      {sendAgain.isError && <Alert color="red">{t('outcome.notSaved')}</Alert>}
      <Asked application={application} followers={followers} />
      <Timeline events={events} />
      {rejecting && (
        <RejectDialog
          application={application}
          onClose={() => setRejecting(false)}
          onRejected={() => setRejecting(false)}
        />
      )}
    </Stack>
  )
}

function BackLink() {
  return (
    <Anchor component={Link} href="/applications" size="sm">
      {t('one.back')}
    </Anchor>
  )
}

/** The application that this one was made from. */
function Before({ application: key, why }: Follows) {
  const { data } = useQuery(journalQueries.one(useJournal(), `attempt-${key}`))
  const name = data === undefined || data === null ? t('review.noId') : applicationName(data.application)
  return (
    <Anchor component={Link} href={`/applications/attempt-${key}`} size="sm">
      {t(`one.follows.${why}`, { name })}
    </Anchor>
  )
}

function Asked({ application, followers }: { application: ListedApplication; followers: Application[] }) {
  const { draft, body, sentAt, by, key, follows, batch, outcome } = application
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="asked-title">
      <Stack gap="xs">
        <Title order={2} size="h4" id="asked-title">
          {t('one.what')}
        </Title>
        <Text size="sm" className="server-text">
          {[t('one.setApp', { set: draft.setId, app: draft.appId }), ...targetLines(draft)].join(', ')}
        </Text>
        <Text size="sm">{t('one.autoApprove', { yesNo: draft.autoApprove ? t('review.yes') : t('review.no') })}</Text>
        <Text size="sm">
          {t('one.sent', { time: formatTime(sentAt) })} {by !== undefined && t('one.by', { who: by })}
        </Text>
        <Text size="sm">{t('one.attempt', { attempt: key })}</Text>
        {batch !== undefined && (
          <Anchor component={Link} href={`/apply/many/${batch.id}`} size="sm">
            {t('one.batch')}
          </Anchor>
        )}
        {follows !== undefined && <Before {...follows} />}
        {followers.map((follower) => (
          <Anchor key={follower.key} component={Link} href={`/applications/${keyInAddress(follower)}`} size="sm">
            {t('one.followedBy', { name: applicationName(follower) })}
          </Anchor>
        ))}
        <Text size="sm" fw={600}>
          {t('one.body')}
        </Text>
        <Code block className="server-text" tabIndex={0}>
          {body}
        </Code>
        {outcome?.kind === 'unknown' && outcome.text !== undefined && (
          <>
            <Text size="sm" fw={600}>
              {t('one.answer', { status: outcome.status ?? '-' })}
            </Text>
            <Code block className="server-text" tabIndex={0}>
              {outcome.text}
            </Code>
          </>
        )}
      </Stack>
    </Paper>
  )
}
