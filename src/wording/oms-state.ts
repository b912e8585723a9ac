import type { Texts } from '~/i18n/i18n'
import type { TransactionDetail } from '~/oms/transaction-detail'
import { clip } from '~/wording/explain'

/** OMS's own word for the state of a transaction, and its number. */
export function omsState(t: Texts, { status, statusText }: Pick<TransactionDetail, 'status' | 'statusText'>): string {
  const number = t('backup.status', { status: clip(status) })
  return statusText === '' ? number : t('backup.words', { text: clip(statusText), number })
}
