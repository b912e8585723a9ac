import * as z from 'zod/mini'
import type { Evidence } from './evidence.ts'
import { positiveId } from './ids.ts'
import type { ApplyOutcome, Approval } from './outcome.ts'
import { code, wordsIn } from './messages.ts'
import { judgeFailure, refusedWith, unknownFrom } from './refusal.ts'

const applyAnswer = z.object({
  apply: z.object({ ret: code, id: z.optional(z.unknown()) }),
  check: z.optional(z.unknown()),
})
const checkAnswer = z.object({ ret: code, trans_id: z.optional(z.unknown()) })

/**
 * The outcome of an application, one of four (trust.md section 2): anything undocumented is unknown. `autoApprove`:
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
  return typeof value === 'object' ? Object.keys(value ?? {}).length === 0 : !value || value === '0'
}
