import type { Texts } from '~/i18n/i18n'
import type { Batch, BatchRowState } from '~/record/batch-plan'

/** What is said of a row that has no application. */
export function rowWord(t: Texts, { stopped }: Batch, { cleared }: BatchRowState): string {
  if (cleared === true) return t('batch.cleared')
  return t(stopped === true ? 'review.status.not sent' : 'batch.notYet')
}
