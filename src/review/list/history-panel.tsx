import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useMemo, type ReactNode } from 'react'
import { toFollowed } from '~/actions/poll'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { ApplicationTable } from '~/review/list/table/application-table'
import { FirstRun } from '~/review/list/first-run'
import { DecidedAlert } from '~/review/decide/decided-alert'
import type { Decision } from '~/review/decide/decision-dialog'
import { useDecision } from '~/review/decide/use-decision'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { quietPart } from '~/ui/lazy-part'

const LiveStates = quietPart(async () => (await import('~/review/list/table/live-states')).LiveStates)

type Props = {
  intro: string
  link?: ReactNode
}

/** The latest applications of this browser, newest first, with the buttons to decide. `intro` says how many there are to see. */
export function HistoryPanel({ intro, link }: Props) {
  const t = useT()
  const { decide, dialog, decided, dismiss, heading } = useDecision()
  return (
    <Paper withBorder component="section" aria-labelledby="history-title">
      <Stack gap="sm">
        <div className="panel-head">
          <div>
            <Title order={2} size="h3" id="history-title" ref={heading} tabIndex={-1}>
              {t('review.region')}
            </Title>
            <Text size="sm" c="dimmed">
              {intro}
            </Text>
          </div>
          {link}
        </div>
        <DecidedAlert decided={decided} onClose={dismiss} />
        <Rows onDecide={decide} />
      </Stack>
      {dialog}
    </Paper>
  )
}

/** Not drawn again for a dialog over them. */
const Rows = memo(function Rows({ onDecide }: { onDecide: (decision: Decision) => void }) {
  const t = useT()
  const { data, isError, refetch } = useQuery(journalQueries.latest(useJournal()))
  const followed = useMemo(() => data?.applications.map(toFollowed) ?? [], [data])
  if (data === undefined) return <JournalLoadState isPending={!isError} onRetry={() => void refetch()} />
  const { applications, unreadable } = data
  if (applications.length === 0 && unreadable === 0) return <FirstRun />
  return (
    <>
      {unreadable > 0 && (
        <Alert color="orange" title={t('review.unreadable', { count: unreadable })} mx="lg">
          {t('review.unreadableHint')}
        </Alert>
      )}
      <LiveStates rows={followed} />
      <ApplicationTable applications={applications} onDecide={onDecide} />
    </>
  )
})
