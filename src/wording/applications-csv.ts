import type { Texts } from '~/i18n/i18n'
import { transactionOf, type ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import { placeOf } from '~/record/requested-target'
import { personName } from '~/wording/person-name'
import { statusNotes } from '~/wording/status-notes'
import { allServersWarning } from '~/wording/target-lines'
import { csvHead, csvRows } from '~/ui/text/csv'

export function applicationsCsvHead(t: Texts): string {
  return csvHead([
    t('carry.column.id'),
    t('review.column.status'),
    t('review.column.set'),
    t('review.column.app'),
    t('review.column.zone'),
    t('review.column.table'),
    t('review.column.servers'),
    t('review.column.autoApprove'),
    t('carry.column.sentAt'),
    t('carry.column.by'),
    t('apply.why'),
    t('reject.memo'),
    t('carry.column.transaction'),
    t('carry.column.backup'),
    t('carry.column.transactionStatus'),
    t('carry.column.messages'),
    t('carry.column.applicant'),
    t('carry.column.created'),
    t('carry.column.executeStatus'),
    t('carry.column.attempt'),
  ])
}

/** Rows of it: what was asked for, its outcome, and OMS's own words as OMS wrote them. */
export function applicationsCsvRows(t: Texts, applications: ApplicationWithStatus[]): string {
  return csvRows(applications.map((one) => cells(t, one)))
}

function cells(t: Texts, application: ApplicationWithStatus): string[] {
  const { id = '', key, status, requested, draft, sentAt, why = '', rejection, seen } = application
  const { target, autoApprove } = requested
  const backup = backupState(application)
  const { detail } = application.backup ?? {}
  const { zoneId, tableName } = placeOf(target)
  return [
    id,
    t(`review.status.${status}`),
    requested.setId,
    requested.appId,
    zoneId,
    tableName,
    serversOf(t, requested),
    autoApprove === undefined ? '' : t(autoApprove ? 'review.yes' : 'review.no'),
    // What was taken over was sent elsewhere, by whom and when OMS tells.
    draft === undefined ? '' : sentAt.slice(0, 19).replace('T', ' '),
    draft === undefined ? '' : personName(t, application),
    why,
    rejection?.memo ?? '',
    transactionOf(application) ?? '',
    backup === undefined ? '' : t(`backup.state.${backup}`),
    backup === undefined || backup === 'unknown' ? '' : [detail?.status, detail?.statusText].filter(Boolean).join(' '),
    messagesOf(t, application).join('; '),
    seen?.detail.username ?? '',
    seen?.detail.createTime ?? '',
    seen?.detail.status ?? '',
    key,
  ]
}

function serversOf(t: Texts, requested: ApplicationWithStatus['requested']): string {
  const { target, servers = '' } = requested
  return target.scope === 'servers' ? target.serverIds.join(' ') : (allServersWarning(t, requested) ?? servers)
}

/** Less what has a column of its own. */
function messagesOf(t: Texts, application: ApplicationWithStatus): string[] {
  const columns = new Set<string>([
    t('review.transaction', { id: transactionOf(application) ?? '' }),
    t('review.memo', { memo: application.rejection?.memo ?? '' }),
  ])
  return statusNotes(t, application).filter((note) => !columns.has(note))
}
