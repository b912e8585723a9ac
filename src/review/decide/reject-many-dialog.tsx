import { zodResolver } from '@hookform/resolvers/zod'
import { Alert, Button, Group, Progress, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, type Control } from 'react-hook-form'
import * as z from 'zod/mini'
import '@mantine/core/styles/Progress.css'
import { joined, paragraph, t } from '~/i18n/i18n'
import { languageOf } from '~/i18n/language-of'
import type { ApplicationWithStatus } from '~/record/application'
import { applicationName } from '~/wording/application-name'
import { AttemptFailure } from '~/wording/attempt-failure'
import { useLatest } from '~/record/react/catalogue-queries'
import { clip, explainRefusal } from '~/wording/explain'
import { explainNotAttempted } from '~/wording/explain-not-attempted'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import {
  recentMemos,
  rejectable,
  rowState,
  useRejectMany,
  type RejectManyEnd,
  type RejectManyOrder,
  type RejectRowState,
} from '~/actions/reject-many'
import { StatusBadge } from '~/wording/status-badge'
import { statusNotes } from '~/wording/status-notes'
import { targetText } from '~/wording/target-lines'
import { Dialog } from '~/ui/dialog'
import { TextField } from '~/ui/fields'
import { TextAreaField } from '~/ui/text-area-field'
import { formatTime } from '~/ui/format'
import { VirtualTable } from '~/ui/virtual-table'
import classes from '~/review/decide/reject-many-dialog.module.css'

const memoForm = z.object({
  memo: z.string().check(z.refine((text) => text.trim() !== '', { error: () => t('reject.memoNeeded') })),
  /** By the application's key; an empty one is not meant. */
  own: z.record(z.string(), z.string()),
})
type MemoForm = z.infer<typeof memoForm>

/** An application as it was chosen, as it is now, and where its rejection stands; no state for one that can't be rejected. */
type Row = { chosen: ApplicationWithStatus; now: ApplicationWithStatus; state: RejectRowState | undefined }

/**
 * Rejects what was chosen, one after another, with one memo. It lists what was chosen when it opened, whatever happens to
 * the list behind it, and says of each what became of it. While it runs it can be stopped, but not closed.
 */
export function RejectManyDialog({
  chosen,
  onClose,
}: {
  chosen: ApplicationWithStatus[]
  onClose: (result: { isDone: boolean }) => void
}) {
  const { data: memos = [] } = useQuery(journalQueries.memos(useJournal()))
  const latest = useLatest(chosen.map(({ key }) => key))
  const { control, handleSubmit, setValue } = useForm<MemoForm>({
    resolver: zodResolver(memoForm),
    defaultValues: { memo: '', own: Object.fromEntries(chosen.map(({ key }) => [key, ''])) },
  })
  const [withOwn, setWithOwn] = useState(false)
  const [isStopping, setIsStopping] = useState(false)
  const { run, stop, end, isPending, isError } = useRejectMany()

  const due = rejectable(chosen)
  const rows = rowsOf(chosen, due, latest)
  const count = (wanted: RejectRowState) => rows.filter(({ state }) => state === wanted).length
  const [left, refused] = [count('left'), count('refused')]
  const wasRun = end !== undefined || isPending
  const summary = summaryOf(rows)

  const send = (which: RejectManyOrder['which']) =>
    handleSubmit(({ memo, own }) => {
      const memoOf = ({ key }: ApplicationWithStatus) => {
        const ownMemo = withOwn ? (own[key] ?? '') : ''
        return ownMemo.trim() === '' ? memo : ownMemo
      }
      setIsStopping(false)
      run({ chosen: due, which, memoOf })
    })
  const close = () => {
    if (!isPending) onClose({ isDone: wasRun && left === 0 && refused === 0 })
  }

  return (
    <Dialog
      onClose={close}
      size="xl"
      title={t('decide.reject', { count: due.length })}
      withCloseButton={!isPending}
      closeButtonProps={{ 'aria-label': t('reject.close') }}
    >
      <form noValidate onSubmit={(event) => void send('left')(event)}>
        <Stack gap="md">
          {due.length < chosen.length && (
            <Text size="sm">{t('decide.leftOut', { count: chosen.length - due.length })}</Text>
          )}
          <TextAreaField
            control={control}
            name="memo"
            label={t('reject.memo')}
            description={t('decide.memoHint')}
            readOnly={isPending}
            data-autofocus
          />
          <RecentMemos
            memos={recentMemos(memos)}
            onChoose={(memo) => setValue('memo', memo, { shouldValidate: true, shouldDirty: true })}
          />
          <Switch
            label={t('decide.ownMemos')}
            checked={withOwn}
            disabled={isPending}
            onChange={(event) => setWithOwn(event.currentTarget.checked)}
          />
          <VirtualTable
            label={t('decide.chosen')}
            columns={[t('review.column.application'), t('review.column.target'), t('decide.result')]}
            rows={rows}
          >
            {(row) => <Cells row={row} own={withOwn ? control : undefined} isPending={isPending} />}
          </VirtualTable>
          {wasRun && (
            <>
              <Progress.Root
                size="lg"
                role="progressbar"
                aria-label={t('decide.progress')}
                aria-valuemin={0}
                aria-valuemax={due.length}
                aria-valuenow={due.length - left}
                aria-valuetext={t('batch.sentOf', { sent: due.length - left, count: due.length })}
              >
                <Progress.Section
                  withAria={false}
                  value={((due.length - left) / due.length) * 100}
                  animated={isPending}
                />
              </Progress.Root>
              <Text size="sm">{summary}</Text>
            </>
          )}
          {/* Said once at the end: a word for each row would be too many. */}
          <div role="status" className="visually-hidden">
            {wasRun && !isPending && summary}
          </div>
          {!isPending && end !== undefined && <EndAlert end={end} left={left} />}
          {isError && <Alert color="red">{t('outcome.notRecorded')}</Alert>}
          <Group justify="flex-end">
            {!isPending && (
              <Button variant="default" onClick={close}>
                {t(wasRun ? 'reject.close' : 'reject.cancel')}
              </Button>
            )}
            {isPending && (
              <Button
                variant="default"
                disabled={isStopping}
                onClick={() => {
                  setIsStopping(true)
                  stop()
                }}
              >
                {t(isStopping ? 'decide.stopping' : 'decide.stop')}
              </Button>
            )}
            {!isPending && refused > 0 && (
              <Button variant="default" onClick={() => void send('refused')()}>
                {t('decide.retry', { count: refused })}
              </Button>
            )}
            {(isPending || left > 0) && (
              <Button type="submit" color="red.9" loading={isPending}>
                {t('reject.confirm')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function rowsOf(
  chosen: ApplicationWithStatus[],
  due: ApplicationWithStatus[],
  latest: ReadonlyMap<string, ApplicationWithStatus> | undefined,
): Row[] {
  const isDue = new Set(due)
  return chosen.map((one) => {
    const now = latest?.get(one.key) ?? one
    return { chosen: one, now, state: isDue.has(one) ? rowState(one, now) : undefined }
  })
}

const states: RejectRowState[] = ['rejected', 'approved', 'refused', 'unknown', 'sending', 'left']

function summaryOf(rows: Row[]): string {
  return joined(
    states.flatMap((state) => {
      const count = rows.filter((row) => row.state === state).length
      return count === 0 ? [] : [t(`decide.count.${state}`, { count })]
    }),
  )
}

function RecentMemos({ memos, onChoose }: { memos: string[]; onChoose: (memo: string) => void }) {
  if (memos.length === 0) return null
  return (
    <Group gap="xs" role="group" aria-label={t('decide.recent')}>
      <Text size="xs" c="dimmed" aria-hidden>
        {t('decide.recent')}
      </Text>
      {memos.map((memo) => (
        <Button
          key={memo}
          variant="default"
          size="compact-xs"
          maw={260}
          title={clip(memo)}
          onClick={() => onChoose(memo)}
        >
          {clip(memo)}
        </Button>
      ))}
    </Group>
  )
}

function Cells({
  row: { chosen, now, state },
  own,
  isPending,
}: {
  row: Row
  own: Control<MemoForm> | undefined
  isPending: boolean
}) {
  const { requested, draft, by, seen, rejection, openRejection } = chosen
  const applicant = draft === undefined ? seen?.detail.username : by
  const name = applicationName(chosen)
  return (
    <>
      <td className={classes.application}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" className="server-text">
          {applicant || t('decide.unknownApplicant')}
        </Text>
      </td>
      <td>
        <Text size="sm" className="server-text">
          {targetText(requested)}
        </Text>
        {state !== undefined && openRejection === 'unknown' && rejection !== undefined && (
          <Text size="xs" className="server-text">
            {t('reject.earlier', { time: formatTime(rejection.sentAt) })}
          </Text>
        )}
        {own !== undefined && (state === 'left' || state === 'refused') && (
          <TextField
            control={own}
            name={`own.${chosen.key}`}
            size="xs"
            mt={6}
            aria-label={t('decide.own', { name })}
            placeholder={t('decide.ownPlaceholder', { name })}
            readOnly={isPending}
          />
        )}
      </td>
      <td className={classes.result}>
        <Result chosen={chosen} now={now} state={state} />
      </td>
    </>
  )
}

function Result({ chosen, now, state }: Row) {
  if (state === undefined) {
    return (
      <Text size="sm">
        {chosen.status === 'pending'
          ? t('decide.blocked.inFlight')
          : t('decide.blocked.notPending', { status: t(`review.status.${chosen.status}`) })}
      </Text>
    )
  }
  if (state === 'rejected' || state === 'approved') return <StatusBadge status={state} />
  const notes = now === chosen || now.rejection?.attempt === chosen.rejection?.attempt ? [] : statusNotes(now)
  return (
    <>
      <Text size="sm">{t(`decide.row.${state}`)}</Text>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed" className="server-text" lang={languageOf(note)}>
          {note}
        </Text>
      ))}
    </>
  )
}

/** Why it went no further, at which row, and that the rest was not tried. */
function EndAlert({ end, left }: { end: RejectManyEnd; left: number }) {
  switch (end.why) {
    case 'done':
      return null
    case 'stopped':
      return left === 0 ? null : <Alert color="yellow">{t('decide.end.stopped', { count: left })}</Alert>
    case 'no answers':
      return (
        <Alert color="orange" title={t('decide.end.at', { id: end.id })}>
          {t('decide.end.noAnswers')}
        </Alert>
      )
    case 'not attempted':
      return (
        <Alert color="yellow" title={t('decide.end.at', { id: end.id })}>
          {explainNotAttempted(end.stopped)} {t('decide.end.rest')}
        </Alert>
      )
    case 'refused':
      return (
        <Alert color="red" title={t('decide.end.at', { id: end.id })} className="server-text">
          {explainRefusal(end.refusal).join(' ')} {t('decide.end.rest')}
        </Alert>
      )
    case 'not saved':
      return (
        <>
          {end.outcome.kind === 'rejected' && (
            <Alert color="red" title={t('decide.end.at', { id: end.id })}>
              {paragraph([t('review.rejected', { id: end.id }), t('decide.end.rest')])}
            </Alert>
          )}
          <AttemptFailure of="reject" result={{ kind: 'attempted', outcome: end.outcome, saved: false }} />
        </>
      )
  }
}
