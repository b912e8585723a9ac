import {
  isDecided,
  transactionOf,
  type ApplicationStatus,
  type ApplicationWithStatus,
  type OpenDecision,
} from '~/record/application'
import { applicantOf } from '~/record/applicant'
import { isAmiss } from '~/record/attention'
import { backupState, backupTimes, type BackupState, type BackupTimes } from '~/record/backup'
import { awaitedSince } from '~/record/overdue'
import type { BatchRow, OutcomeEvent } from '~/record/events'
import { placeOf, type RequestedTarget } from '~/record/requested-target'
import type { ApplyId, AttemptId, TransactionId } from '~/oms/ids'

/**
 * An application in short: what searching, filtering, sorting, counting and clearing need to know of it. A hundred
 * thousand of them stay in memory, where as many applications would take four times the room.
 */
export type ListEntry = {
  key: AttemptId
  also: ApplicationWithStatus['also']
  seq: number
  id: ApplyId | undefined
  status: ApplicationStatus
  openRejection: OpenDecision | undefined
  openApproval: OpenDecision | undefined
  openExecution: OpenDecision | undefined
  /** The latest attempt to reject it, while nothing is decided. */
  rejection: ApplicationWithStatus['rejection']
  another: ApplicationWithStatus['another']
  /** How far the backup is, once it is approved. */
  backup: BackupState | undefined
  transaction: TransactionId | undefined
  backupTimes: BackupTimes | undefined
  /** When it was approved, as far as that is on record, in ms since 1970. */
  approvedAt: number | undefined
  /** Since when it waits for its decision or the end of its backup, in ms since 1970. */
  awaitedSince: number | undefined
  isAmiss: boolean
  scope: RequestedTarget['target']['scope']
  set: string
  /** Empty, like zone, table and servers, where nobody has said it. */
  app: string
  zone: string
  table: string
  servers: string
  autoApprove: boolean | undefined
  applicant: string
  /** On the person's calendar, as `2026-11-23`; for what was taken over, as OMS wrote it. */
  day: string
  /** When something was last asked about it, in ms since 1970. */
  touchedAt: number
  batch: BatchRow | undefined
  /** Everything that a person may search for, as `searchText`. */
  text: string
}

const unseen = /\p{Default_Ignorable_Code_Point}+/gu

/** What is searched and what is searched for: in lower case, without what nobody sees. */
export function searchText(text: string): string {
  return text.replaceAll(unseen, '').toLowerCase()
}

/** `same` gives equal texts back as one, so that a set's number is in memory once. */
export function toListEntry(one: ApplicationWithStatus, same: (text: string) => string): ListEntry {
  const { key, also, seq, id, status, openRejection, openApproval, openExecution, requested, batch, sentAt } = one
  const { rejection, approval, approvedAt, execution, another } = one
  const { setId, appId, target, autoApprove, servers = '' } = requested
  const { zoneId, tableName } = placeOf(target)
  const times = [sentAt, rejection?.sentAt, approval?.sentAt, execution?.sentAt].flatMap((at) =>
    at === undefined ? [] : Date.parse(at),
  )
  return {
    key,
    also,
    seq,
    id,
    status,
    openRejection,
    openApproval,
    openExecution,
    rejection: isDecided(status) ? undefined : rejection,
    another,
    backup: backupState(one),
    transaction: transactionOf(one),
    backupTimes: backupTimes(one),
    approvedAt: approvedAt === undefined ? undefined : Date.parse(approvedAt),
    awaitedSince: awaitedSince(one),
    isAmiss: isAmiss(one),
    scope: target.scope,
    set: same(setId),
    app: same(appId),
    zone: same(zoneId),
    table: same(tableName),
    servers: same(target.scope === 'servers' ? target.serverIds.join(' ') : servers),
    autoApprove,
    applicant: same(applicantOf(one)),
    day: same(dayOf(one)),
    touchedAt: Math.max(...times),
    batch,
    text: searchText(searchable(one).filter(Boolean).join('\n')),
  }
}

function dayOf({ draft, seen, sentAt }: ApplicationWithStatus): string {
  const written = draft === undefined ? /^\d{4}-\d{2}-\d{2}/.exec(seen?.detail.createTime ?? '') : null
  if (written !== null) return written[0]
  const day = new Date(sentAt)
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  return `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}`
}

function searchable(one: ApplicationWithStatus): (string | undefined)[] {
  const { id, key, requested, why, outcome, rejection, approval, execution, backup, seen } = one
  const { target } = requested
  return [
    id && `#${id}`,
    `attempt-${key}`,
    requested.setId,
    requested.appId,
    ...(target.scope === 'all' ? [] : [target.zoneId, target.tableName]),
    ...(target.scope === 'servers' ? target.serverIds : []),
    requested.servers,
    applicantOf(one),
    why,
    ...messagesOf(outcome),
    rejection?.memo,
    rejection?.by,
    ...messagesOf(rejection?.outcome),
    approval?.by,
    ...messagesOf(approval?.outcome),
    seen?.detail.transaction,
    seen?.detail.decidedBy,
    execution?.by,
    ...messagesOf(execution?.outcome),
    backup?.detail.memo,
    backup?.detail.statusText,
  ]
}

function messagesOf(outcome: OutcomeEvent['outcome'] | undefined): (string | undefined)[] {
  switch (outcome?.kind) {
    case 'accepted': {
      const { approval } = outcome
      if (approval.kind === 'approved') return [approval.transaction]
      return approval.kind === 'failed' ? [approval.message] : []
    }
    case 'approved':
      return [outcome.transaction]
    case 'refused':
      return outcome.messages
    case 'unknown':
      return [outcome.text]
    case 'rejected':
    case 'started':
    case 'not sent':
    case undefined:
      return []
  }
}
