import * as z from 'zod/mini'
import type { Evidence } from './evidence.ts'
import { positiveId, wireId, type ApplyId } from './ids.ts'
import type { ApproveOutcome, RejectOutcome } from './outcome.ts'
import { judgeFailure, judgeUnwanted } from './refusal.ts'

/**
 * The body of "reject" (oms-api.md section 2). `id` is the OMS id of the application. Whether OMS requires or limits the memo is *open*;
 * the desk requires one that is not blank.
 */
export function rejectBody(id: ApplyId, memo: string): string {
  return JSON.stringify({ apply_id: id, memo })
}

/** The body of "check", OMS's word for approving (oms-api.md section 4): a number as in the documented example, unless it would change. */
export function approveBody(id: ApplyId): string {
  return `{"uid":${wireId(id)}}`
}

/** The outcome of a rejection: only the bare `true` of a 200 means rejected. */
export function judgeReject(evidence: Evidence): RejectOutcome {
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeFailure(evidence)
  return evidence.json === true ? { kind: 'rejected' } : judgeUnwanted(evidence)
}

const approveAnswer = z.object({ trans_id: z.unknown(), username: z.catch(z.string(), '') })

/** The outcome of an approval: a 200 with a transaction means approved. */
export function judgeApprove(evidence: Evidence): ApproveOutcome {
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeFailure(evidence)
  const answer = approveAnswer.safeParse(evidence.json)
  const transaction = positiveId.safeParse(answer.data?.trans_id)
  if (answer.success && transaction.success) {
    return { kind: 'approved', transaction: transaction.data, applicant: answer.data.username }
  }
  return judgeUnwanted(evidence)
}
