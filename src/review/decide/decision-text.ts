import type { Texts } from '~/i18n/i18n'
import { transactionOf, type ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import type { RequestedTarget } from '~/record/requested-target'
import { personName } from '~/wording/person-name'
import { allServersWarning, firstServers } from '~/wording/target-lines'
import { timeFormat } from '~/ui/format'

const longTime = timeFormat({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** A decision in words for the applicant, since OMS never shows a memo; undefined while there is none. `address`: where the application is to be seen. */
export function decisionText(t: Texts, application: ApplicationWithStatus, address: string): string | undefined {
  const { id, requested, status, rejection, why, another } = application
  const what = whatOf(t, application)
  if (id === undefined || what === undefined) return undefined
  const backup = backupState(application)
  const word = backup === undefined ? '' : t(`backup.state.${backup}`)
  return [
    t('carry.decision.head', { id, target: targetOf(t, requested), what }),
    ...(another === true ? [t('live.another', { id })] : []),
    ...(why === undefined ? [] : [t('one.why', { why })]),
    ...(status === 'rejected' && rejection !== undefined ? [t('review.memo', { memo: rejection.memo })] : []),
    ...(backup === undefined ? [] : [backup === 'unknown' ? word : t('carry.decision.backup', { state: word })]),
    address,
  ].join('\n')
}

function whatOf(t: Texts, application: ApplicationWithStatus): string | undefined {
  const { status, sentAt, outcome, rejection, approval, seen } = application
  if (status === 'rejected' && rejection !== undefined) {
    const [who, time] = [personName(t, rejection), timeOf(t, rejection.sentAt)]
    return who === '' ? t('carry.decision.rejected', { time }) : t('carry.decision.rejectedBy', { time, who })
  }
  if (status !== 'approved') return undefined
  const transaction = transactionOf(application)
  if (transaction === undefined) return t('carry.decision.foundApproved')
  if (outcome?.kind === 'accepted' && outcome.approval.kind === 'approved') {
    return t('carry.decision.autoApproved', { time: timeOf(t, sentAt), transaction })
  }
  if (approval?.outcome?.kind === 'approved') {
    const [who, time] = [personName(t, approval), timeOf(t, approval.sentAt)]
    return who === ''
      ? t('carry.decision.approved', { time, transaction })
      : t('carry.decision.approvedBy', { time, transaction, who })
  }
  return t('carry.decision.seenApproved', { time: timeOf(t, seen?.at ?? sentAt), transaction })
}

function timeOf(t: Texts, iso: string): string {
  return `${longTime(t, new Date(iso))} UTC`
}

function targetOf(t: Texts, requested: RequestedTarget): string {
  const { setId, appId, target, servers = '' } = requested
  const parts: string[] = [t('carry.decision.set', { set: setId })]
  if (appId !== '') parts.push(t('carry.decision.app', { app: appId }))
  if (target.scope === 'all') return t.list([...parts, t('carry.decision.all')])
  if (target.zoneId !== '') parts.push(t('carry.decision.zone', { zone: target.zoneId }))
  if (target.tableName !== '') parts.push(t('carry.decision.table', { table: target.tableName }))
  if (target.scope === 'servers') parts.push(t('carry.decision.servers', { ids: firstServers(t, target.serverIds) }))
  if (servers !== '') parts.push(t('review.serversInOms', { servers }))
  const warning = allServersWarning(t, requested)
  if (warning !== undefined) parts.push(warning)
  return t.list(parts)
}
