import * as z from 'zod/mini'
import { ask } from '~/oms/ask'
import type { SetId, TransactionId } from '~/oms/ids'
import type { TransactionDetail } from '~/oms/transaction-detail'
import { text } from '~/oms/questions/look-up'
import { endpoints } from '~/oms/endpoints'
import type { Failure } from '~/oms/outcome'
import { judgeQuestion } from '~/oms/refusal'

/** Longer texts than a person reads are cut. */
const shown = z.pipe(
  text,
  z.transform((value: string) => value.slice(0, 2000)),
)

const wireTransaction = z.object({
  Id: text,
  Status: text,
  StatusText: shown,
  Reason: shown,
  Memo: shown,
  IdName: shown,
  CreateUser: shown,
  CreateTime: shown,
  UpdateTime: shown,
  CanRedo: shown,
  CanSuspend: shown,
  CanRollback: shown,
  AppId: text,
})

const wireSet = z.object({ SetId: text })

/** The details of a transaction, or why OMS told none. */
export type TransactionLookup = { kind: 'found'; transaction: TransactionDetail } | Failure

/** Asks OMS how far a transaction of a set is (oms-api.md section 4). Changes nothing there. */
export async function lookUpTransaction(
  place: { setId: SetId; id: TransactionId },
  asking: { token: string | undefined; signal?: AbortSignal },
): Promise<TransactionLookup> {
  const evidence = await ask(endpoints.transaction, { parts: { set: place.setId, id: place.id }, ...asking })
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeQuestion(evidence)
  const transaction = isOfOtherSet(evidence.json, place.setId) ? undefined : transactionFrom(evidence.json)
  return transaction?.id === place.id ? { kind: 'found', transaction } : judgeQuestion(evidence)
}

/** Whether the details name another set, whose transactions may have the same ids. */
function isOfOtherSet(json: unknown, setId: SetId): boolean {
  const { SetId = '' } = wireSet.safeParse(json).data ?? {}
  return isPositive(SetId) && SetId !== setId
}

/** The details in OMS's words; undefined where they tell no status. */
export function transactionFrom(json: unknown): TransactionDetail | undefined {
  const { data } = wireTransaction.safeParse(json)
  if (data === undefined || data.Status === '') return undefined
  return {
    id: data.Id,
    status: data.Status,
    statusText: data.StatusText,
    reason: data.Reason,
    memo: data.Memo,
    idName: data.IdName,
    createdBy: data.CreateUser,
    createTime: data.CreateTime,
    updateTime: data.UpdateTime,
    canRedo: data.CanRedo,
    canSuspend: data.CanSuspend,
    canRollback: data.CanRollback,
    ...(isPositive(data.AppId) && { appId: data.AppId }),
  }
}

function isPositive(id: string): boolean {
  return /^[1-9]\d*$/.test(id)
}
