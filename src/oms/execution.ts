import * as z from 'zod/mini'
import type { Evidence } from './evidence.ts'
import { positiveId, wireId, type SetId, type TransactionId } from './ids.ts'
import type { ExecutionOutcome } from './outcome.ts'
import { judgeFailure, judgeUnwanted, unknownFrom } from './refusal.ts'

/** Starting a backup transaction ("executing"), or resuming a suspended one ("redo"). */
export type Execution = 'start' | 'resume'

/** The body of "executing" and of "redo" (oms-api.md section 4), each in the order of its example. */
export function executionBody(action: Execution, { setId, id }: { setId: SetId; id: TransactionId }): string {
  const [set, transaction] = [`"set_id":${wireId(setId)}`, `"trans_id":${wireId(id)}`]
  return action === 'start' ? `{${transaction},${set}}` : `{${set},${transaction}}`
}

const answered = z.object({ trans_id: positiveId })

/**
 * The outcome of a start or a resumption: a 200 with a transaction means started. It says that OMS took the order, not that the transaction runs.
 * A start names the transaction `id` again; what the documents show for "redo" is another one.
 */
export function judgeExecution(evidence: Evidence, action: Execution, id: TransactionId): ExecutionOutcome {
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeFailure(evidence)
  const { data } = answered.safeParse(evidence.json)
  if (data === undefined) return judgeUnwanted(evidence)
  return action === 'resume' || data.trans_id === id ? { kind: 'started' } : unknownFrom(evidence)
}
