import { Alert, Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useMemo, useRef, type Ref } from 'react'
import { Link } from 'wouter'
import { toLiveRow } from '~/actions/live-row'
import { useIsSubmitting } from '~/actions/submit'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries, newestCount } from '~/record/react/queries'
import { ApplicationTable } from '~/review/list/table/application-table'
import { useIsAttended, useRowsInPlace } from '~/review/list/table/rows-in-place'
import classes from '~/review/list/history-panel.module.css'
import { FirstRun } from '~/review/list/first-run'
import { DecidedAlert } from '~/review/decide/decided-alert'
import { useDecision, type Decision } from '~/review/decide/use-decision'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { quietPart } from '~/ui/lazy-part'
import { leaveFocus } from '~/ui/leave-focus'

const LiveStates = quietPart(async () => (await import('~/actions/live-states')).LiveStates)

const none: ApplicationWithStatus[] = []

/** The latest applications of this browser, newest first, with the buttons to decide. Not drawn again for what concerns the form alone. */
export const HistoryPanel = memo(function HistoryPanel() {
  const t = useT()
  const { decide, dialog, decided, dismiss, heading } = useDecision()
  const { data, isError, refetch } = useQuery(journalQueries.newest(useJournal()))
  const all = data?.applications ?? none
  const latest = useMemo(() => all.slice(0, newestCount), [all])
  const frame = useRef<HTMLDivElement>(null)
  // What is submitted with the keyboard is shown wherever the pointer is.
  const isAttended = useIsAttended(frame, refetch, useIsSubmitting())
  const { rows, hasChanged, showChanges } = useRowsInPlace(latest, all, undefined, isAttended)
  return (
    <Paper withBorder component="section" aria-labelledby="history-title">
      <Stack gap="sm">
        <div className={classes.head}>
          <div>
            <Title order={2} size="h3" id="history-title" ref={heading} tabIndex={-1}>
              {t('app.applications')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('review.latest', { count: newestCount })}
            </Text>
          </div>
          <Stack gap={0} align="flex-end" aria-live="polite" tabIndex={-1}>
            <Anchor component={Link} href="/applications" size="sm">
              {t('review.all')}
            </Anchor>
            {hasChanged && (
              <Anchor component="button" type="button" size="sm" ref={leaveFocus} onClick={showChanges}>
                {t('list.showChanges')}
              </Anchor>
            )}
          </Stack>
        </div>
        <DecidedAlert decided={decided} onClose={dismiss} />
        {data === undefined ? (
          <JournalLoadState isPending={!isError} onRetry={() => void refetch()} />
        ) : (
          <Rows ref={frame} rows={rows} unreadable={data.unreadable} onDecide={decide} />
        )}
      </Stack>
      {dialog}
    </Paper>
  )
})

type RowsProps = {
  ref: Ref<HTMLDivElement>
  rows: readonly ApplicationWithStatus[]
  unreadable: number
  onDecide: (decision: Decision) => void
}

/** Not drawn again for a dialog over them. */
const Rows = memo(function Rows({ ref, rows, unreadable, onDecide }: RowsProps) {
  const t = useT()
  const liveRows = useMemo(() => rows.map(toLiveRow), [rows])
  if (rows.length === 0 && unreadable === 0) return <FirstRun />
  return (
    <>
      {unreadable > 0 && (
        <Alert color="orange" title={t('review.unreadable', { count: unreadable })} mx="lg">
          {t('review.unreadableHint')}
        </Alert>
      )}
      <LiveStates rows={liveRows} />
      <ApplicationTable ref={ref} applications={rows} onDecide={onDecide} />
    </>
  )
})
