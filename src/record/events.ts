import * as z from 'zod/mini'
import { applicationDraft } from '~/oms/application-draft'
import { applyOutcome, approveOutcome, executionOutcome, rawAnswer, rejectOutcome } from '~/oms/outcome'
import { applyDetail } from '~/oms/detail'
import { applyId, attemptId, transactionId, type ApplyId } from '~/oms/ids'
import { transactionDetail } from '~/oms/transaction-detail'

const about = {
  /** The application's key in this journal: the attempt id of its apply. */
  application: attemptId,
  /** One press of a button; also the request's id on the wire. */
  attempt: attemptId,
  /** UTC, ISO 8601; of what OMS says, when it was asked. */
  at: z.string(),
}

const person = {
  /** Who was signed in; missing for a pasted token. */
  by: z.optional(z.string()),
  /** The gate of the team's record did not see this person sign in. */
  unproven: z.optional(z.literal(true)),
}

const intent = {
  ...about,
  ...person,
  /** The body, as sent. */
  body: z.string(),
  /** Until when an answer may still arrive; UTC, ISO 8601. */
  expires: z.string(),
  /** The memory of the gate that it was sent through; missing where the gate forgets. */
  memory: z.optional(z.string()),
}

const ending = {
  ...about,
  /** What OMS answered, to the letter; missing where it gave no answer. */
  answer: z.optional(rawAnswer),
  /** What the gate knew of it, asked later. */
  settled: z.optional(z.literal(true)),
}

/** The application that a new one was made from, and why: it did not arrive, it is wanted again, or it was not accepted as it was. */
export const follows = z.object({ application: attemptId, why: z.enum(['resent', 'again', 'fixed']) })
export type Follows = z.infer<typeof follows>

/** The row of a table of applications that this one was sent for; rows count from 0. */
export const batchRow = z.object({ id: z.string(), row: z.number() })
export type BatchRow = z.infer<typeof batchRow>

/**
 * Why somebody applies, in their own words: for those who read the record, never for OMS. At most 200 characters on one line,
 * without what nobody sees.
 */
export const why = z
  .string()
  .check(z.maxLength(200), z.regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+$/u))

/**
 * What the journal holds, appended and never changed. An intent is written before its request
 * leaves, an outcome after; "resolved" is what a person found out about an unknown outcome.
 * Everything else is derived from them.
 */
export const journalEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apply intent'),
    ...intent,
    draft: applicationDraft,
    why: z.optional(why),
    follows: z.optional(follows),
    batch: z.optional(batchRow),
  }),
  z.object({ kind: z.literal('apply outcome'), ...ending, outcome: applyOutcome }),
  /** With the id that OMS gave, or without one: OMS never created it. */
  z.object({ kind: z.literal('apply resolved'), ...about, ...person, id: z.optional(applyId) }),
  z.object({ kind: z.literal('reject intent'), ...intent, memo: z.string() }),
  z.object({ kind: z.literal('reject outcome'), ...ending, outcome: rejectOutcome }),
  z.object({ kind: z.literal('reject resolved'), ...about, ...person, done: z.boolean() }),
  z.object({ kind: z.literal('approve intent'), ...intent }),
  z.object({ kind: z.literal('approve outcome'), ...ending, outcome: approveOutcome }),
  z.object({ kind: z.literal('approve resolved'), ...about, ...person, done: z.boolean() }),
  z.object({ kind: z.literal('start intent'), ...intent, transaction: transactionId }),
  z.object({ kind: z.literal('start outcome'), ...ending, outcome: executionOutcome }),
  z.object({ kind: z.literal('resume intent'), ...intent, transaction: transactionId }),
  z.object({ kind: z.literal('resume outcome'), ...ending, outcome: executionOutcome }),
  /** Somebody else's application, taken over from OMS. */
  z.object({ kind: z.literal('tracked'), ...about, ...person, detail: applyDetail }),
  /** OMS says something new of an application. */
  z.object({ kind: z.literal('seen'), ...about, detail: applyDetail }),
  /** OMS says something new of its backup transaction. */
  z.object({ kind: z.literal('transaction seen'), ...about, transaction: transactionDetail }),
])

export type JournalEvent = z.infer<typeof journalEvent>
export type ApplyIntent = Extract<JournalEvent, { kind: 'apply intent' }>
export type Intent = Extract<JournalEvent, { body: string }>
export type OutcomeEvent = Extract<JournalEvent, { outcome: unknown }>
export type ResolvedEvent = Extract<JournalEvent, { kind: 'apply resolved' | 'reject resolved' | 'approve resolved' }>

/**
 * The name under which an event is found again, in whichever record. An unknown outcome makes room for what the gate says of
 * it, and for what really happened to it, which have names of their own.
 */
export function eventName(event: JournalEvent): string {
  const { kind, attempt, at } = event
  const isSeen = kind === 'seen' || kind === 'tracked' || kind === 'transaction seen'
  const name = isSeen ? `${kind} ${attempt} ${at}` : `${kind} ${attempt}`
  if (isDefinite(event)) return `${name} definite`
  return 'settled' in event ? `${name} settled` : name
}

/** Whether an event says what happened to an attempt. */
export function isDefinite(event: JournalEvent): boolean {
  return 'outcome' in event && event.outcome.kind !== 'unknown'
}

/** The id that OMS has given, as far as this event tells. */
export function idIn(event: JournalEvent): ApplyId | undefined {
  if (event.kind === 'apply resolved') return event.id
  if ('detail' in event) return event.detail.id
  return event.kind === 'apply outcome' && event.outcome.kind === 'accepted' ? event.outcome.id : undefined
}

/** Whether an application begins with it: it is applied for here, or taken over from OMS. */
export function isBeginning({ kind }: JournalEvent): boolean {
  return kind === 'apply intent' || kind === 'tracked'
}
