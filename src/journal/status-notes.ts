import { t } from '~/i18n/i18n'
import type { ListedApplication } from '~/journal/application'
import { clip, explainNotSent, explainRefusal, explainUnknown } from '~/journal/explain'
import type { Approval } from '~/oms/backup'
import { formatTime } from '~/ui/format'

/** What the status word alone does not say: transaction, messages, memo, an open rejection. */
export function statusNotes(application: ListedApplication): string[] {
  const { outcome, absent, status } = application
  if (status === 'unknown') return [explainUnknown(outcome?.kind === 'unknown' ? outcome : undefined)]
  if (absent === true) return [t('review.absent')]
  switch (outcome?.kind) {
    case 'refused':
      return explainRefusal(outcome)
    case 'not sent':
      return [explainNotSent(outcome)]
    case 'accepted':
      return [...approvalNotes(outcome.approval), ...rejectionNotes(application)]
    case 'unknown':
    case undefined:
      return application.id === undefined ? [] : [t('review.found'), ...rejectionNotes(application)]
  }
}

function approvalNotes(approval: Approval): string[] {
  switch (approval.kind) {
    case 'none':
      return []
    case 'approved':
      return [t('review.transaction', { id: approval.transaction })]
    case 'failed':
      return [`${t('review.autoApprovalFailed')}: ${clip(approval.message)}`]
    case 'unclear':
      return [t('review.autoApprovalUnclear')]
  }
}

function rejectionNotes({ rejection, openRejection }: ListedApplication): string[] {
  if (rejection === undefined) return []
  if (openRejection === undefined) return [t('review.memo', { memo: clip(rejection.memo) })]
  const messages = rejection.outcome?.kind === 'refused' ? explainRefusal(rejection.outcome).join('; ') : ''
  return [t(`review.rejection.${openRejection}`, { time: formatTime(rejection.sentAt), messages })]
}
