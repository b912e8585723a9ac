import { Text } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import type { Control } from 'react-hook-form'
import * as z from 'zod/mini'
import { useLiveApplication } from '~/actions/poll'
import { later, useT } from '~/i18n/i18n'
import { unknownAttempt, type ApplicationWithStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'
import { useRows } from '~/record/react/use-list'
import type { RejectRowState } from '~/record/reject-rows'
import classes from '~/review/decide/reject-many-dialog.module.css'
import { TextField } from '~/ui/form/fields'
import { formatTime, zoneTitle } from '~/ui/format'
import { Time } from '~/ui/time'
import { VirtualTable } from '~/ui/table/virtual-table'
import { visibleText } from '~/ui/text/visible-text'
import { applicationName } from '~/wording/application-name'
import { FoldedTexts } from '~/wording/folded-texts'
import { applicantName } from '~/wording/person-name'
import { StatusBadge } from '~/wording/status-badge'
import { statusNotes } from '~/wording/status-notes'
import { TargetText } from '~/wording/target-text'

export type MemosForm = {
  memo: string
  /** By the application's key; an empty one is not meant. */
  own: Record<string, string>
}

/** Demands the memo of all, unless each may have its own and has one. */
export function memosForm(withOwn: boolean) {
  const isEmpty = (text: string) => visibleText(text) === ''
  return z.object({ memo: z.string(), own: z.record(z.string(), z.string()) }).check(
    z.refine(({ memo, own }) => !isEmpty(memo) || (withOwn && !Object.values(own).some(isEmpty)), {
      path: ['memo'],
      error: later('reject.memoNeeded'),
    }),
  )
}

/** An application as it was chosen, as it is now, and where its rejection stands; no state for one that can't be rejected. */
export type RejectRow = {
  chosen: ListEntry
  now: ListEntry
  state: RejectRowState | undefined
}

type Fields = {
  /** The form, where each may have a memo of its own. */
  own: Control<MemosForm> | undefined
  isPending: boolean
}

/** What was chosen, each with its own memo and what happened to it. */
export function RejectManyRows({ rows, ...fields }: Fields & { rows: RejectRow[] }) {
  const t = useT()
  return (
    <VirtualTable
      label={t('decide.chosen')}
      columns={[t('review.column.application'), t('review.column.target'), t('run.result')]}
      rows={rows}
    >
      {(row) => <Cells row={row} {...fields} />}
    </VirtualTable>
  )
}

function Cells({ row: { chosen, now, state }, own, isPending }: Fields & { row: RejectRow }) {
  const t = useT()
  // The record gets what OMS says of the rows in view, and they show the record.
  useLiveApplication(state === 'left' ? chosen.id : undefined, false)
  const open = unknownAttempt(chosen.rejection, chosen.openRejection)
  const found = useRows([now.key])(now.key)
  // What is cleared away meanwhile is shown as it was.
  const [whole, setWhole] = useState(found)
  if (found !== undefined && found !== whole) setWhole(found)
  const name = applicationName(t, chosen)
  return (
    <>
      <td className={classes.application}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" className="server-text">
          {whole !== undefined && (applicantName(t, whole) || t('decide.unknownApplicant'))}
        </Text>
      </td>
      <td>
        {whole !== undefined && <TargetText requested={whole.requested} />}
        {state !== undefined && open !== undefined && (
          <Text size="xs" className="server-text">
            <Time at={open.sentAt}>{t('reject.earlier', { time: formatTime(t, open.sentAt) })}</Time>
          </Text>
        )}
        {state === 'left' && now.another === true && (
          <Text size="xs" c="var(--mantine-color-error)">
            {t('live.another', { id: chosen.id ?? '' })}
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
            onKeyDown={toNextMemo}
          />
        )}
      </td>
      <td className={classes.result}>
        <Result row={{ chosen, now, state }} whole={whole} />
      </td>
    </>
  )
}

/** Enter in a text input submits its form: a list of memos that is half typed would reject the rest with the memo above. */
function toNextMemo(event: KeyboardEvent<HTMLInputElement>) {
  const { key, ctrlKey, metaKey, nativeEvent, currentTarget } = event
  if (key !== 'Enter' || ctrlKey || metaKey || nativeEvent.isComposing) return
  event.preventDefault()
  currentTarget.closest('tr')?.nextElementSibling?.querySelector('input')?.focus()
}

function Result({ row: { chosen, now, state }, whole }: { row: RejectRow; whole: ApplicationWithStatus | undefined }) {
  const t = useT()
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
  const isTried = now !== chosen && now.rejection?.attempt !== chosen.rejection?.attempt
  const notes = isTried && state !== 'sending' && whole !== undefined ? statusNotes(t, whole) : []
  return (
    <>
      <Text size="sm">{t(`decide.row.${state}`)}</Text>
      <FoldedTexts texts={notes} title={zoneTitle(t)} size="xs" c="dimmed" />
    </>
  )
}
