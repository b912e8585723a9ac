import * as z from 'zod/mini'
import { applyId, transactionId } from '~/oms/ids'

/** Why nothing was done: what OMS said, word for word, and which remedy fits. */
const refusal = z.object({
  kind: z.literal('refused'),
  reason: z.enum(['token', 'whitelist', 'request']),
  messages: z.array(z.string()),
})
export type Refusal = z.infer<typeof refusal>

/** Who has sent the same, as far as the gate knows, and when; UTC, ISO 8601. */
const sameOfAnother = z.object({ by: z.optional(z.string()), at: z.string() })
export type SameOfAnother = z.infer<typeof sameOfAnother>

/**
 * The request did not reach OMS, and that is proven. `why` is the proxy's own word, or `worker` where a demo has none to answer
 * it. `other` is what it repeats.
 */
const notSent = z.object({
  kind: z.literal('not sent'),
  why: z.string(),
  other: z.optional(sameOfAnother),
})
export type NotSent = z.infer<typeof notSent>

/**
 * OMS may or may not have done it. `status` and `text` are what there is of an answer and what it says; `orphan`: the page was
 * gone before one came; `gate`: the gate has none either.
 */
const unknownOutcome = z.object({
  kind: z.literal('unknown'),
  why: z.enum(['connection', 'deadline', 'redirect', 'too large', 'answer', 'proxy', 'orphan', 'gate']),
  status: z.optional(z.number()),
  text: z.optional(z.string()),
})
export type UnknownOutcome = z.infer<typeof unknownOutcome>

/** Whatever is not the wanted answer. */
const failures = [refusal, notSent, unknownOutcome] as const
export type Failure = z.infer<(typeof failures)[number]>

/** What OMS answered to an attempt, as it came: without tokens, and not more than the first of it. */
export const rawAnswer = z.object({ status: z.number(), text: z.string() })
export type RawAnswer = z.infer<typeof rawAnswer>

/**
 * Whether OMS approved what it accepted. That is a second fact: an application exists even when its
 * approval failed. `none`: OMS did not try. `unclear`: it said something undocumented.
 */
const approval = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('approved'), transaction: transactionId }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('unclear') }),
])
export type Approval = z.infer<typeof approval>

/** The outcome of an application. Accepted means that OMS has given it an id; whether it is approved is a second fact. */
export const applyOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), id: applyId, approval }),
  ...failures,
])
export type ApplyOutcome = z.infer<typeof applyOutcome>

/** The outcome of a rejection. */
export const rejectOutcome = z.discriminatedUnion('kind', [z.object({ kind: z.literal('rejected') }), ...failures])
export type RejectOutcome = z.infer<typeof rejectOutcome>

/** `applicant`: who had applied, as OMS says. */
export const approveOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approved'), transaction: transactionId, applicant: z.string() }),
  ...failures,
])
export type ApproveOutcome = z.infer<typeof approveOutcome>

/** OMS took the order to start or resume a transaction, which does not yet mean that it runs. */
export const executionOutcome = z.discriminatedUnion('kind', [z.object({ kind: z.literal('started') }), ...failures])
export type ExecutionOutcome = z.infer<typeof executionOutcome>
