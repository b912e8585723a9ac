import * as z from 'zod/mini'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { Evidence } from '~/oms/client'
import { judgeFailure, notSent, readFieldMessages, refusal, unknownFrom, unknownOutcome } from '~/oms/refusal'

/**
 * The body of "apply" (oms-api.md section 1): numbers as strings like the documented example, what
 * was not given left out, and for all servers the number 0 with empty zone and table.
 */
export function applyBody(draft: ApplicationDraft): string {
  const { setId, appId, target, autoApprove } = draft
  const head = { set_id: setId, app_id: appId }
  const tail = { auto_approve: autoApprove ? '1' : '0' }
  switch (target.scope) {
    case 'all':
      return JSON.stringify({ ...head, zone_id: '', table_name: '', svr_ids: 0, ...tail })
    case 'servers':
      return JSON.stringify({ ...head, ...place(target), svr_ids: target.serverIds, ...tail })
    case 'tables':
      return JSON.stringify({ ...head, ...place(target), ...tail })
  }
}

function place({ zoneId, tableName }: { zoneId: string; tableName: string }) {
  return { ...(zoneId !== '' && { zone_id: zoneId }), ...(tableName !== '' && { table_name: tableName }) }
}

/** The body of "reject" (oms-api.md section 2). `id` is the OMS id of the application. */
export function rejectBody(id: string, memo: string): string {
  return JSON.stringify({ apply_id: id, memo })
}

/** The body of "check", OMS's word for approving (oms-api.md section 4): a number as in the documented example, unless it would change. */
export function approveBody(id: string): string {
  return Number.isSafeInteger(Number(id)) ? `{"uid":${id}}` : JSON.stringify({ uid: id })
}

/**
 * Whether OMS approved what it accepted. That is a second fact: an application exists even when its
 * approval failed. `none`: OMS did not try. `unclear`: it said something undocumented.
 */
const approval = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('approved'), transaction: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('unclear') }),
])
export type Approval = z.infer<typeof approval>

export const applyOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), id: z.string(), approval }),
  refusal,
  notSent,
  unknownOutcome,
])
export type ApplyOutcome = z.infer<typeof applyOutcome>

export const rejectOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rejected') }),
  refusal,
  notSent,
  unknownOutcome,
])
export type RejectOutcome = z.infer<typeof rejectOutcome>

/** `applicant`: who had applied, as OMS says. */
export const approveOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approved'), transaction: z.string(), applicant: z.string() }),
  refusal,
  notSent,
  unknownOutcome,
])
export type ApproveOutcome = z.infer<typeof approveOutcome>

const ret = z.union([z.number(), z.string().check(z.regex(/^-?\d+$/))])
const positiveId = z.pipe(
  z.union([z.number().check(z.int()), z.string()]),
  z.pipe(z.transform(String), z.string().check(z.regex(/^[1-9]\d*$/))),
)
const applyAnswer = z.object({
  apply: z.object({ ret, msg: z.catch(z.string(), ''), id: z.optional(z.unknown()) }),
  check: z.optional(z.unknown()),
})
const checkAnswer = z.object({
  ret,
  msg: z.catch(z.string(), ''),
  trans_id: z.optional(z.unknown()),
})

/** What became of an application: the table of the four outcomes, where anything undocumented is unknown. */
export function judgeApply(evidence: Evidence): ApplyOutcome {
  if (evidence.kind === 'lost' || evidence.status !== 200) return judgeFailure(evidence)
  const answer = applyAnswer.safeParse(evidence.json)
  if (!answer.success) return judgeFailure(evidence)
  const { apply, check } = answer.data
  if (Number(apply.ret) !== 0) return { kind: 'refused', reason: 'request', messages: [apply.msg] }
  const id = positiveId.safeParse(apply.id)
  return id.success ? { kind: 'accepted', id: id.data, approval: judgeCheck(check) } : unknownFrom(evidence)
}

function judgeCheck(check: unknown): Approval {
  if (check === undefined) return { kind: 'none' }
  const answer = checkAnswer.safeParse(check)
  if (!answer.success) return { kind: 'unclear' }
  if (Number(answer.data.ret) !== 0) return { kind: 'failed', message: answer.data.msg }
  const transaction = positiveId.safeParse(answer.data.trans_id)
  return transaction.success ? { kind: 'approved', transaction: transaction.data } : { kind: 'unclear' }
}

/** What became of a rejection: only the bare `true` of a 200 means rejected; the field map at 200 is a refusal too. */
export function judgeReject(evidence: Evidence): RejectOutcome {
  if (evidence.kind === 'lost' || evidence.status !== 200) return judgeFailure(evidence)
  if (evidence.json === true) return { kind: 'rejected' }
  const messages = readFieldMessages(evidence.json)
  return messages === undefined ? judgeFailure(evidence) : { kind: 'refused', reason: 'request', messages }
}

const approveAnswer = z.object({ trans_id: z.unknown(), username: z.catch(z.string(), '') })

/** What became of an approval: a 200 with a transaction; the field map at 200 is a refusal too. */
export function judgeApprove(evidence: Evidence): ApproveOutcome {
  if (evidence.kind === 'lost' || evidence.status !== 200) return judgeFailure(evidence)
  const answer = approveAnswer.safeParse(evidence.json)
  const transaction = positiveId.safeParse(answer.data?.trans_id)
  if (answer.success && transaction.success) {
    return { kind: 'approved', transaction: transaction.data, applicant: answer.data.username }
  }
  const messages = readFieldMessages(evidence.json)
  return messages === undefined ? judgeFailure(evidence) : { kind: 'refused', reason: 'request', messages }
}
