import { Alert, Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import '@mantine/core/styles/Progress.css'
import { BatchRows } from '~/apply/many/batch-rows'
import { DuplicateDialog } from '~/apply/form/duplicate-dialog'
import { RunEndAlert } from '~/apply/many/run-end-alert'
import { saveResult } from '~/apply/many/save-result'
import { t } from '~/i18n/i18n'
import { dueRows, type Batch, type BatchRowState } from '~/record/batch-plan'
import { useBatchRun, type RunOrder } from '~/actions/batch-run'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { formatTime } from '~/ui/format'

/** A table of applications on its way: how far it is, what became of each row, and what a person can do about it. */
export function BatchProgress({ id }: { id: string }) {
  const { data, isPending, refetch } = useQuery(journalQueries.batch(useJournal(), id))
  if (data === undefined) return <JournalLoadState isPending={isPending} onRetry={() => void refetch()} />
  if (data === null) {
    return (
      <Stack gap="xs" align="flex-start">
        <Alert color="yellow">{t('batch.none')}</Alert>
        <NewTable />
      </Stack>
    )
  }
  return <Loaded batch={data.batch} rows={data.rows} />
}

function Loaded({ batch, rows }: { batch: Batch; rows: BatchRowState[] }) {
  const { run, pause, stop, isRunning, isElsewhere, end, failed } = useBatchRun(batch.id)
  const [pausing, setPausing] = useState(false)
  const [dismissed, setDismissed] = useState<typeof end>()
  const left = dueRows(rows, 'left').length
  const refused = dueRows(rows, 'refused').length
  const sent = rows.length - left
  const counts = summary(rows, left)
  const stopped = batch.stopped === true
  const atRest = !isRunning && !isElsewhere
  const canResume = atRest && !stopped && left > 0
  const start = (order: RunOrder) => {
    setPausing(false)
    run(order)
  }
  const duplicate =
    canResume && end !== dismissed && end?.why === 'stopped' && end.stopped.why === 'duplicate'
      ? end.stopped
      : undefined

  return (
    <Stack gap="md">
      <div>
        <Title order={2} size="h4">
          {t('batch.title', { count: rows.length })}
        </Title>
        <Text size="sm" c="dimmed">
          {t('batch.at', { time: formatTime(batch.at) })}
        </Text>
      </div>
      <Progress.Root
        size="lg"
        role="progressbar"
        aria-label={t('batch.progress')}
        aria-valuemin={0}
        aria-valuemax={rows.length}
        aria-valuenow={sent}
        aria-valuetext={t('batch.sentOf', { sent, count: rows.length })}
      >
        <Progress.Section withAria={false} value={(sent / rows.length) * 100} animated={isRunning} />
      </Progress.Root>
      <Text size="sm">{counts}</Text>
      {/* Said once at the end: a word for each row would be too many. */}
      <div role="status" className="visually-hidden">
        {atRest && counts}
      </div>
      {failed && <Alert color="red">{t('batch.end.failed')}</Alert>}
      {atRest && end !== undefined && <RunEndAlert end={end} />}
      {isElsewhere && (
        <Alert color="blue" role="note">
          {t('batch.elsewhere')}
        </Alert>
      )}
      {canResume && (
        <Alert color="yellow" role="note">
          {t('batch.waiting', { count: left })}
        </Alert>
      )}
      {atRest && stopped && left > 0 && (
        <Alert color="gray" role="note">
          {t('batch.stopped', { count: left })}
        </Alert>
      )}
      <Group gap="xs">
        {isRunning && (
          <Button
            variant="default"
            disabled={pausing}
            onClick={() => {
              setPausing(true)
              pause()
            }}
          >
            {pausing ? t('batch.pausing') : t('batch.pause')}
          </Button>
        )}
        {canResume && <Button onClick={() => start({ which: 'left' })}>{t('batch.resume')}</Button>}
        {!stopped && (!atRest || left > 0) && (
          <Button variant="light" color="red" onClick={stop}>
            {t('batch.stop')}
          </Button>
        )}
        {atRest && !stopped && refused > 0 && (
          <Button variant="default" onClick={() => start({ which: 'refused' })}>
            {t('batch.retry', { count: refused })}
          </Button>
        )}
        {atRest && (
          <Button variant="default" onClick={() => saveResult(rows)}>
            {t('batch.save')}
          </Button>
        )}
        {atRest && <NewTable />}
      </Group>
      <BatchRows rows={rows} />
      {duplicate?.why === 'duplicate' && end?.why === 'stopped' && (
        <DuplicateDialog
          others={duplicate.others}
          onCancel={() => setDismissed(end)}
          onSendAnyway={() => start({ which: 'left', sendAnyway: end.row })}
        />
      )}
    </Stack>
  )
}

function NewTable() {
  return (
    <Anchor component={Link} href="/apply/many" size="sm">
      {t('batch.another')}
    </Anchor>
  )
}

/** How many rows are where, in the status words of the applications. */
function summary(rows: BatchRowState[], left: number): string {
  const counts = new Map<string, number>()
  for (const { application } of rows) {
    if (application === undefined) continue
    const word = t(`review.status.${application.status}`)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const words = [...counts].map(([word, count]) => t('batch.count', { word, count }))
  return [...words, ...(left === 0 ? [] : [t('batch.left', { count: left })])].join(' · ')
}
