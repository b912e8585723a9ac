import * as z from 'zod/mini'
import type { Evidence } from '~/oms/client'
import type { ApplyId } from '~/oms/ids'
import type { ApplyOutcome, Approval, ApproveOutcome, RejectOutcome } from '~/oms/outcome'
import { fieldMessages, wordsIn } from '~/oms/messages'
import { judgeFailure, refusedWith, unknownFrom } from '~/oms/refusal'

/** The body of "reject" (oms-api.md section 2). `id` is the OMS id of the application. */
export function rejectBody(id: ApplyId, memo: string): string {
  return JSON.stringify({ apply_id: id, memo })
}

/** The body of "check", OMS's word for approving (oms-api.md section 4): a number as in the documented example, unless it would change. */
export function approveBody(id: ApplyId): string {
  return `{"uid":${wireId(id)}}`
}

/** An id as the documented examples have it, a number; as text where a number would change it. */
export function wireId(id: string): string {
  return /^\d+$/.test(id) && String(Number(id)) === id ? id : JSON.stringify(id)
}

const ret = z.union([z.number(), z.string().check(z.regex(/^-?\d+$/))])
/** An id that OMS gives, as text; `null`, zero and anything else are none. */
export const positiveId = z.pipe(
  z.union([z.number().check(z.int()), z.string()]),
  z.pipe(z.transform(String), z.string().check(z.regex(/^[1-9]\d*$/))),
)
const applyAnswer = z.object({
  apply: z.object({ ret, id: z.optional(z.unknown()) }),
  check: z.optional(z.unknown()),
})
const checkAnswer = z.object({ ret, trans_id: z.optional(z.unknown()) })

/**
 * What became of an application: the table of the four outcomes, where anything undocumented is unknown. `autoApprove`:
 * whether OMS was asked to approve it.
 */
export function judgeApply(evidence: Evidence, autoApprove: boolean): ApplyOutcome {
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeFailure(evidence)
  const answer = applyAnswer.safeParse(evidence.json)
  if (!answer.success) return judgeFailure(evidence)
  const { apply, check } = answer.data
  if (Number(apply.ret) !== 0) return refusedWith(wordsIn(evidence.json))
  const id = positiveId.safeParse(apply.id)
  return id.success
    ? { kind: 'accepted', id: id.data, approval: judgeCheck(check, autoApprove) }
    : unknownFrom(evidence)
}

function judgeCheck(check: unknown, autoApprove: boolean): Approval {
  // PHP writes what it has not tried as null, or as whatever else is empty.
  if (check === undefined || check === null || (!autoApprove && isEmpty(check))) return { kind: 'none' }
  const answer = checkAnswer.safeParse(check)
  if (!answer.success) return { kind: 'unclear' }
  if (Number(answer.data.ret) !== 0) return { kind: 'failed', message: wordsIn(check).join('; ') }
  const transaction = positiveId.safeParse(answer.data.trans_id)
  return transaction.success ? { kind: 'approved', transaction: transaction.data } : { kind: 'unclear' }
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === false || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
}

/** What became of a rejection: only the bare `true` of a 200 means rejected; the field map at 200 is a refusal too. */
export function judgeReject(evidence: Evidence): RejectOutcome {
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeFailure(evidence)
  if (evidence.json === true) return { kind: 'rejected' }
  const messages = fieldMessages(evidence.json)
  return messages === undefined ? judgeFailure(evidence) : refusedWith(messages)
}

const approveAnswer = z.object({ trans_id: z.unknown(), username: z.catch(z.string(), '') })

/** What became of an approval: a 200 with a transaction; the field map at 200 is a refusal too. */
export function judgeApprove(evidence: Evidence): ApproveOutcome {
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeFailure(evidence)
  const answer = approveAnswer.safeParse(evidence.json)
  const transaction = positiveId.safeParse(answer.data?.trans_id)
  if (answer.success && transaction.success) {
    return { kind: 'approved', transaction: transaction.data, applicant: answer.data.username }
  }
  const messages = fieldMessages(evidence.json)
  return messages === undefined ? judgeFailure(evidence) : refusedWith(messages)
}
