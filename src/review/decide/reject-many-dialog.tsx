import { Alert, Button, Stack, Switch, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useRejectMany, type RejectManyEnd, type RejectManyOrder } from '~/actions/many/reject-many'
import { useT, type Texts } from '~/i18n/i18n'
import { keysOf } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'
import type { ListSnapshot } from '~/record/react/list-index'
import { useListSnapshot } from '~/record/react/use-list'
import { rejectable, rejectRowState, type RejectRowState } from '~/record/reject-rows'
import { keptMemos, useKeptMemos } from '~/review/decide/kept-memos'
import { RecentMemos } from '~/review/decide/recent-memos'
import { memosForm, RejectManyRows, type MemosForm, type RejectRow } from '~/review/decide/reject-many-rows'
import { formRules } from '~/ui/form/form-rules'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { BusyButton } from '~/ui/form/busy-button'
import { StopButton } from '~/ui/form/stop-button'
import { TextAreaField } from '~/ui/form/text-area-field'
import { leaveFocus } from '~/ui/leave-focus'
import { visibleText } from '~/ui/text/visible-text'
import { useShown } from '~/ui/use-shown'
import { RunEndAlert } from '~/wording/run-end-alert'
import { RunProgress } from '~/wording/run-progress'

type Props = { chosen: readonly ListEntry[]; onClose: (result: { isDone: boolean }) => void }

/**
 * Rejects what was chosen, one after another, with one memo. It lists what was chosen when it opened, whatever happens to
 * the list behind it, and says of each what happened to it. While it runs it can be stopped, but not closed.
 */
export function RejectManyDialog({ chosen, onClose }: Props) {
  const t = useT()
  const list = useListSnapshot()
  const due = useMemo(() => rejectable(chosen), [chosen])
  const keys = useMemo(() => chosen.map(({ key }) => key), [chosen])
  const [{ memo: keptMemo, own: keptOwn = {} }] = useState(() => keptMemos(keys))
  const [withOwn, setWithOwn] = useState(() => Object.values(keptOwn).some((memo) => memo !== ''))
  const form = useForm<MemosForm>({
    resolver: formRules(memosForm(withOwn)),
    defaultValues: { memo: keptMemo, own: Object.fromEntries(due.map(({ key }) => [key, keptOwn[key] ?? ''])) },
  })
  const { control, handleSubmit, setValue, getValues, reset, subscribe, getFieldState, trigger, clearErrors } = form
  // The last memo of its own ends the error of the one for all.
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: () => void (getFieldState('memo').invalid && trigger('memo')),
      }),
    [subscribe, getFieldState, trigger],
  )
  useKeptMemos(keys, getValues)
  const { mutate: run, stop, isStopping, data: end, isRunning, isPending, isError } = useRejectMany()

  const rows = useMemo(() => rowsOf(chosen, due, list), [chosen, due, list])
  const counts = countsOf(rows)
  const { left = 0, refused = 0 } = counts
  const others = rows.filter(({ state, now }) => state === 'left' && now.another === true).length
  const wasRun = end !== undefined || isRunning
  const shown = useShown(isRunning || end, false)

  const send = (which: RejectManyOrder['which']) =>
    handleSubmit(({ memo, own }) => {
      const memoOf = ({ key }: ListEntry) => {
        const ownMemo = withOwn ? (own[key] ?? '') : ''
        return visibleText(ownMemo) === '' ? memo : ownMemo
      }
      run({ chosen: due, which, memoOf })
    })
  const close = () => {
    if (isRunning) return
    const isDone = wasRun && left === 0 && refused === 0
    if (isDone) reset({ memo: '', own: {} })
    onClose({ isDone })
  }

  return (
    <Dialog onClose={close} size="xl" title={t('decide.reject', { count: due.length })} withCloseButton={!isRunning}>
      <form noValidate onSubmit={(event) => void send('left')(event)}>
        <Stack gap="md">
          {(wasRun || isError) && (
            <Stack gap="sm" ref={shown}>
              {wasRun && (
                <RunProgress
                  done={due.length - left}
                  count={due.length}
                  isRunning={isRunning}
                  summary={summaryOf(t, counts)}
                />
              )}
              {!isRunning && end !== undefined && <EndAlert end={end} left={left} isOver={left + refused === 0} />}
              {isError && <Alert color="red">{t('outcome.notRecorded', { again: t('outcome.again.reject') })}</Alert>}
            </Stack>
          )}
          {due.length < chosen.length && (
            <Text size="sm">{t('decide.leftOut', { count: chosen.length - due.length })}</Text>
          )}
          {others > 0 && (
            <Alert color="red" role="note">
              {t('decide.another', { count: others })}
            </Alert>
          )}
          <TextAreaField
            control={control}
            name="memo"
            label={t('reject.memo')}
            description={t('decide.memoHint')}
            readOnly={isRunning}
            data-autofocus
          />
          <RecentMemos onChoose={(memo) => setValue('memo', memo, { shouldValidate: true, shouldDirty: true })} />
          <Switch
            label={t('decide.ownMemos')}
            checked={withOwn}
            disabled={isRunning}
            onChange={(event) => {
              setWithOwn(event.currentTarget.checked)
              clearErrors('memo')
            }}
          />
          <RejectManyRows rows={rows} own={withOwn ? control : undefined} isPending={isRunning} />
          <DialogFooter>
            {!isRunning && (
              <Button variant="default" onClick={close}>
                {t(wasRun ? 'dialog.close' : 'dialog.cancel')}
              </Button>
            )}
            {isRunning && (
              <StopButton isStopping={isStopping} onStop={stop}>
                {t(isStopping ? 'decide.stopping' : 'run.stop')}
              </StopButton>
            )}
            {!isRunning && refused > 0 && (
              <Button ref={leaveFocus} variant="default" onClick={() => void send('refused')()}>
                {t('run.retry', { count: refused })}
              </Button>
            )}
            {(isRunning || left > 0) && (
              <BusyButton ref={leaveFocus} type="submit" color="red.9" loading={isPending}>
                {t('reject.confirm')}
              </BusyButton>
            )}
          </DialogFooter>
        </Stack>
      </form>
    </Dialog>
  )
}

function rowsOf(
  chosen: readonly ListEntry[],
  due: readonly ListEntry[],
  list: ListSnapshot | 'loading' | 'failed',
): RejectRow[] {
  const { entries, soFar } = typeof list === 'string' ? { entries: [], soFar: list } : list
  // What is not read again yet is as it was.
  const latest = new Map(due.map((one) => [one.key, soFar === undefined ? undefined : one]))
  for (const one of entries) for (const key of keysOf(one)) if (latest.has(key)) latest.set(key, one)
  return chosen.map((one) => {
    const now = latest.get(one.key)
    return { chosen: one, now: now ?? one, state: latest.has(one.key) ? rejectRowState(one, now) : undefined }
  })
}

type Counts = Partial<Record<RejectRowState, number>>

function countsOf(rows: readonly RejectRow[]): Counts {
  const counts: Counts = {}
  for (const { state } of rows) if (state !== undefined) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

const states: RejectRowState[] = ['rejected', 'approved', 'refused', 'unknown', 'sending', 'gone', 'left']

function summaryOf(t: Texts, counts: Counts): string {
  return t.list(
    states.flatMap((state) => {
      const count = counts[state] ?? 0
      return count === 0 ? [] : [t(`decide.count.${state}`, { count })]
    }),
  )
}

/** Why it went no further. Of no use once nothing is left to go on with, as where somebody else has decided the rest. */
function EndAlert({ end, left, isOver }: { end: RejectManyEnd; left: number; isOver: boolean }) {
  const t = useT()
  if (end.why === 'stopped') {
    return left === 0 ? null : <Alert color="yellow">{t('decide.end.stopped', { count: left })}</Alert>
  }
  if (isOver && end.why !== 'not saved') return null
  const rest = left === 0 ? undefined : t('decide.end.rest')
  return (
    <RunEndAlert
      end={end}
      titleOf={({ id = '' }) => t('run.stoppedAt', { id })}
      press={{
        action: 'reject',
        successText: ({ id = '' }) =>
          t.sentences([t('review.rejected', { id }), ...(rest === undefined ? [] : [rest])]),
      }}
      noAnswers={t('decide.end.noAnswers')}
      rest={rest}
    />
  )
}
