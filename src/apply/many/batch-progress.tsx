import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { useBatchRun, type BatchEnd } from '~/actions/many/batch-run'
import { DuplicateDialog } from '~/wording/duplicate-dialog'
import { BatchRows } from '~/apply/many/batch-rows'
import { rowWord } from '~/apply/many/row-word'
import { saveResult } from '~/apply/many/save-result'
import { useT, type Texts } from '~/i18n/i18n'
import { dueRows, type Batch, type BatchRowState } from '~/record/batch-plan'
import { useJournal } from '~/record/react/journal-context'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { journalQueries } from '~/record/react/queries'
import { formatTime } from '~/ui/format'
import { StopButton } from '~/ui/form/stop-button'
import { leaveFocus } from '~/ui/leave-focus'
import { Time } from '~/ui/time'
import { RunEndAlert } from '~/wording/run-end-alert'
import { RunProgress } from '~/wording/run-progress'

/** A table of applications on its way: how far it is, what happened to each row, and what a person can do about it. */
export function BatchProgress({ id }: { id: string }) {
  const t = useT()
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
  return <BatchOnItsWay batch={data.batch} rows={data.rows} />
}

function BatchOnItsWay({ batch, rows }: { batch: Batch; rows: BatchRowState[] }) {
  const t = useT()
  const { run, pause, isPausing, stop, isRunning, isElsewhere, end, failed } = useBatchRun(batch.id)
  const [dismissed, setDismissed] = useState<typeof end>()
  const left = dueRows(rows, 'left').length
  const refused = dueRows(rows, 'refused').length
  const isStopped = batch.stopped === true
  const atRest = !isRunning && !isElsewhere
  const canResume = atRest && !isStopped && left > 0
  // Why a run went no further is of no use once nothing more of it can be sent, as after "Stop" or where another tab has sent the rest.
  const isOver = isStopped || left + refused === 0
  const duplicates = end && duplicatesOf(end)
  const askedOf = (['left', 'refused'] as const).find((which) =>
    dueRows(rows, which).some(({ row }) => row === duplicates?.item.row),
  )

  return (
    <Stack gap="md">
      <div>
        <Title order={2} size="h4">
          {t('batch.title', { count: rows.length })}
        </Title>
        <Text size="sm" c="dimmed">
          <Time at={batch.at}>{t('batch.at', { time: formatTime(t, batch.at) })}</Time>
        </Text>
      </div>
      <RunProgress
        done={rows.length - left}
        count={rows.length}
        isRunning={!atRest}
        summary={summary(t, batch, rows)}
      />
      {failed && <Alert color="red">{t('batch.end.failed')}</Alert>}
      {atRest && end !== undefined && (!isOver || end.why === 'not saved') && (
        <RunEndAlert
          end={end}
          titleOf={({ line }) => t('batch.end.at', { line: String(line) })}
          press={{ action: 'apply', successText: (_row, { id }) => t('apply.created', { id }) }}
          noAnswers={t('batch.end.noAnswers')}
          rest={left > 1 ? t('batch.end.rest') : undefined}
        />
      )}
      {isElsewhere && <Note color="blue">{t('batch.elsewhere')}</Note>}
      {batch.imported === true && <Note color="yellow">{t('batch.imported')}</Note>}
      {canResume && <Note color="yellow">{t('batch.waiting', { count: left })}</Note>}
      {atRest && isStopped && left > 0 && <Note color="gray">{t('batch.stopped', { count: left })}</Note>}
      <Group gap="xs" tabIndex={-1}>
        {isRunning && (
          <StopButton isStopping={isPausing} onStop={pause}>
            {t(isPausing ? 'batch.pausing' : 'batch.pause')}
          </StopButton>
        )}
        {canResume && (
          <Button ref={leaveFocus} onClick={() => run({ which: 'left' })}>
            {t('batch.resume')}
          </Button>
        )}
        {!isStopped && (!atRest || left > 0) && (
          <Button ref={leaveFocus} variant="light" color="red" onClick={stop}>
            {t('run.stop')}
          </Button>
        )}
        {atRest && !isStopped && refused > 0 && (
          <Button ref={leaveFocus} variant="default" onClick={() => run({ which: 'refused' })}>
            {t('run.retry', { count: refused })}
          </Button>
        )}
        {atRest && (
          <Button variant="default" onClick={() => saveResult(t, batch, rows)}>
            {t('batch.save')}
          </Button>
        )}
        {atRest && <NewTable />}
      </Group>
      <BatchRows batch={batch} rows={rows} />
      {atRest && !isStopped && end !== dismissed && duplicates !== undefined && askedOf !== undefined && (
        <DuplicateDialog
          others={duplicates.others}
          same={duplicates.same}
          drafts={[duplicates.item]}
          onCancel={() => setDismissed(end)}
          onSendAnyway={(seen) => run({ which: askedOf, sendAnyway: { row: duplicates.item.row, seen } })}
        />
      )}
    </Stack>
  )
}

/** What the row that the run has come to may repeat. */
function duplicatesOf(end: BatchEnd) {
  if (end.why === 'duplicate') return { item: end.item, others: [], same: end.other }
  if (end.why !== 'not attempted' || end.notAttempted.why !== 'duplicate') return undefined
  return { item: end.item, others: end.notAttempted.others }
}

function Note({ color, children }: { color: string; children: string }) {
  return (
    <Alert color={color} role="note">
      {children}
    </Alert>
  )
}

function NewTable() {
  const t = useT()
  return (
    <Anchor component={Link} href="/apply/many" size="sm">
      {t('batch.another')}
    </Anchor>
  )
}

/** How many rows are where, each once, in the status words of the applications. */
function summary(t: Texts, batch: Batch, rows: BatchRowState[]): string {
  const toSend = new Set(batch.stopped === true ? [] : dueRows(rows, 'left'))
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (toSend.has(row)) continue
    const word = rowWord(t, batch, row)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const words = [...counts].map(([word, count]) => t('batch.count', { word, count }))
  return [...words, ...(toSend.size === 0 ? [] : [t('batch.left', { count: toSend.size })])].join(' · ')
}
