import * as z from 'zod/mini'
import { ask } from '~/oms/questions/ask'
import type { SetId, TransactionId } from '~/oms/ids'
import { text } from '~/oms/questions/look-up'
import { endpoints } from '~/oms/endpoints'
import type { NotSent, Refusal, UnknownOutcome } from '~/oms/outcome'
import { judgeQuestion } from '~/oms/refusal'

const wireTransaction = z.object({
  Id: text,
  Status: text,
  StatusText: text,
  CreateUser: text,
  CreateTime: text,
  UpdateTime: text,
})

/** A transaction as OMS tells it; `status` and `statusText` are its own words, and times are as it wrote them. */
export type TransactionDetail = {
  id: TransactionId
  status: string
  statusText: string
  createdBy: string
  createTime: string
  updateTime: string
}

export type TransactionLookup = { kind: 'found'; transaction: TransactionDetail } | Refusal | NotSent | UnknownOutcome

/**
 * What a `Status` means: 9 is completed, 5 suspended, and 10 is final like 9, *inferred* not successful (oms-api.md
 * section 4). All others are open.
 */
export function transactionState(status: string): 'completed' | 'suspended' | 'failed' | 'open' {
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
export function isFinal({ status }: TransactionDetail): boolean {
  return status === '9' || status === '10'
}

/** Asks OMS how far a transaction of a set is (oms-api.md section 4). Changes nothing there. */
export async function lookUpTransaction(
  place: { setId: SetId; id: TransactionId },
  asking: { token: string | undefined; signal?: AbortSignal },
): Promise<TransactionLookup> {
  const evidence = await ask(endpoints.transaction, { parts: { set: place.setId, id: place.id }, ...asking })
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeQuestion(evidence)
  const answer = wireTransaction.safeParse(evidence.json)
  if (!answer.success || answer.data.Id !== place.id || answer.data.Status === '') return judgeQuestion(evidence)
  const { Id, Status, StatusText, CreateUser, CreateTime, UpdateTime } = answer.data
  return {
    kind: 'found',
    transaction: {
      id: Id,
      status: Status,
      statusText: StatusText,
      createdBy: CreateUser,
      createTime: CreateTime,
      updateTime: UpdateTime,
    },
  }
}
