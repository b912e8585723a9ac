import type { Texts } from '~/i18n/i18n'
import type { Batch, BatchRowState } from '~/record/batch-plan'

/** What is said of a row: the status of its application, or why it has none. */
export function rowWord(t: Texts, { stopped }: Batch, { application, cleared }: BatchRowState): string {
  if (application !== undefined) return t(`review.status.${application.status}`)
  if (cleared === true) return t('batch.cleared')
  return t(stopped === true ? 'review.status.not sent' : 'batch.notYet')
}
