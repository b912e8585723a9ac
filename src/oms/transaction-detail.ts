import * as z from 'zod/mini'
import { transactionId } from '~/oms/ids'

/**
 * A backup transaction as OMS tells it, every value as text and empty where OMS leaves it out: status, texts and flags are its own
 * words, and times are as it wrote them, without a zone (oms-api.md section 4).
 */
export const transactionDetail = z.object({
  id: transactionId,
  status: z.string(),
  statusText: z.string(),
  reason: z.string(),
  memo: z.string(),
  idName: z.string(),
  createdBy: z.string(),
  createTime: z.string(),
  updateTime: z.string(),
  canRedo: z.string(),
  canSuspend: z.string(),
  canRollback: z.string(),
  /** The app it works for; OMS names it nowhere else of what was taken over from it. */
  appId: z.optional(z.string()),
})
export type TransactionDetail = z.infer<typeof transactionDetail>

/** What stands for a transaction that OMS no longer tells of: nothing but its id. */
export function untold(id: TransactionDetail['id']): TransactionDetail {
  const texts = { statusText: '', reason: '', memo: '', idName: '', createdBy: '', createTime: '', updateTime: '' }
  return { id, status: '', ...texts, canRedo: '', canSuspend: '', canRollback: '' }
}

/**
 * What a `Status` means: 9 is completed, 5 suspended, and 10 is final like 9, *inferred* not successful (oms-api.md
 * section 4). All others are open.
 */
export function transactionState({
  status,
}: Pick<TransactionDetail, 'status'>): 'completed' | 'suspended' | 'failed' | 'open' {
  switch (status) {
    case '9':
      return 'completed'
    case '5':
      return 'suspended'
    case '10':
      return 'failed'
    default:
      return 'open'
  }
}

/** Whether nothing more will happen to a transaction. */
export function isFinal({ status }: Pick<TransactionDetail, 'status'>): boolean {
  return status === '9' || status === '10'
}
