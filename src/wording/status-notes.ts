import { t } from '~/i18n/i18n'
import { changedStatus, transactionOf, type ApplicationWithStatus } from '~/record/application'
import { clip, explainNotSent, explainRefusal, explainUnknown } from '~/wording/explain'
import type { Approval } from '~/oms/outcome'
import { formatTime } from '~/ui/format'

/** What the status word alone does not say: transaction, messages, memo, an open decision, what has changed in OMS. */
export function statusNotes(application: ApplicationWithStatus): string[] {
  const { outcome, absent, status, id } = application
  if (status === 'unknown') return [explainUnknown(outcome?.kind === 'unknown' ? outcome : undefined)]
  if (absent === true) return [t('review.absent')]
  if (id !== undefined) return createdNotes(application)
  switch (outcome?.kind) {
    case 'refused':
      return explainRefusal(outcome)
    case 'not sent':
      return [explainNotSent(outcome)]
    case 'accepted':
    case 'unknown':
    case undefined:
      return []
  }
}

function createdNotes(application: ApplicationWithStatus): string[] {
  const { outcome, seen, status } = application
  const transaction = transactionOf(application)
  const changed = status === 'pending' ? changedStatus(application) : undefined
  return [
    ...(outcome?.kind === 'accepted' ? autoApprovalNotes(outcome.approval) : []),
    ...(outcome?.kind === 'accepted' || seen !== undefined ? [] : [t('review.found')]),
    ...(transaction === undefined ? [] : [t('review.transaction', { id: transaction })]),
    ...(changed === undefined ? [] : [t('review.changed', { status: clip(changed) })]),
    ...approvalNotes(application),
    ...rejectionNotes(application),
  ]
}

function autoApprovalNotes(approval: Approval): string[] {
  switch (approval.kind) {
    case 'none':
    case 'approved':
      return []
    case 'failed':
      return [`${t('review.autoApprovalFailed')}: ${clip(approval.message)}`]
    case 'unclear':
      return [t('review.autoApprovalUnclear')]
  }
}

function approvalNotes({ approval, openApproval }: ApplicationWithStatus): string[] {
  if (approval === undefined || openApproval === undefined) return []
  const messages = approval.outcome?.kind === 'refused' ? explainRefusal(approval.outcome).join('; ') : ''
  return [t(`review.approval.${openApproval}`, { time: formatTime(approval.sentAt), messages })]
}

function rejectionNotes({ rejection, openRejection }: ApplicationWithStatus): string[] {
  if (rejection === undefined) return []
  if (openRejection === undefined) return [t('review.memo', { memo: clip(rejection.memo) })]
  const messages = rejection.outcome?.kind === 'refused' ? explainRefusal(rejection.outcome).join('; ') : ''
  return [t(`review.rejection.${openRejection}`, { time: formatTime(rejection.sentAt), messages })]
}
