import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { t } from '~/i18n/i18n'
import { useJournal } from '~/journal/journal-context'
import type { ListedApplication } from '~/journal/application'
import { journalQueries } from '~/journal/queries'
import { ApplicationTable } from '~/review/application-table'
import { Unread } from '~/journal/unread'

// Not needed for the first screen.
const RejectDialog = lazy(async () => ({ default: (await import('~/review/reject-dialog')).RejectDialog }))

type Props = {
  limit: number
  intro: string
  /** Level of the heading: 1 where the panel is the page. */
  order: 1 | 2
  link?: ReactNode
}

/** The applications of this browser, newest first, with their Reject buttons. `intro` says how many there are to see. */
export function HistoryPanel({ limit, intro, link, order }: Props) {
  const [rejecting, setRejecting] = useState<ListedApplication>()
  const [rejectedId, setRejectedId] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)

  const onRejected = (application: ListedApplication) => {
    setRejecting(undefined)
    setRejectedId(application.id)
    // The button that opened the dialog is gone with the rejection.
    heading.current?.focus()
  }

  return (
    <Paper withBorder component="section" aria-labelledby="history-title">
      <Stack gap="sm">
        <div className="panel-head">
          <div>
            <Title order={order} size="h3" id="history-title" ref={heading} tabIndex={-1}>
              {t('review.region')}
            </Title>
            <Text size="sm" c="dimmed">
              {intro}
            </Text>
          </div>
          {link}
        </div>
        <div role="status">
          {rejectedId !== undefined && (
            <Alert
              color="green"
              role="presentation"
              mx="lg"
              withCloseButton
              closeButtonLabel={t('reject.close')}
              onClose={() => setRejectedId(undefined)}
            >
              {t('review.rejected', { id: rejectedId })}
            </Alert>
          )}
        </div>
        <Rows limit={limit} onReject={setRejecting} />
      </Stack>
      {rejecting !== undefined && (
        <Suspense>
          <RejectDialog
            application={rejecting}
            onClose={() => setRejecting(undefined)}
            onRejected={() => onRejected(rejecting)}
          />
        </Suspense>
      )}
    </Paper>
  )
}

function Rows({ limit, onReject }: { limit: number; onReject: (application: ListedApplication) => void }) {
  const { data, isPending, refetch } = useQuery(journalQueries.list(useJournal(), limit))
  if (data === undefined) return <Unread isPending={isPending} onRetry={() => void refetch()} />
  const { applications, unreadable } = data
  if (applications.length === 0 && unreadable === 0) {
    return (
      <Stack align="center" gap={4} p="xl" ta="center">
        <Text fw={600}>{t('review.empty')}</Text>
        <Text size="sm" c="dimmed" maw={360}>
          {t('review.emptyHint')}
        </Text>
      </Stack>
    )
  }
  return (
    <>
      {unreadable > 0 && (
        <Alert color="orange" title={t('review.unreadable', { count: unreadable })} mx="lg">
          {t('review.unreadableHint')}
        </Alert>
      )}
      <ApplicationTable applications={applications} onReject={onReject} />
    </>
  )
}
