import * as z from 'zod/mini'
import { requestedTarget, type RequestedTarget } from '~/record/requested-target'
import { batchRow, follows, why, type OutcomeEvent } from '~/record/events'
import { isRunning } from '~/record/lease'
import { applicationDraft } from '~/oms/application-draft'
import { applyOutcome, approveOutcome, executionOutcome, rejectOutcome } from '~/oms/outcome'
import { applyDetail, isApproved } from '~/oms/detail'
import { applyId, attemptId, type AttemptId, type TransactionId } from '~/oms/ids'
import { transactionDetail } from '~/oms/transaction-detail'

const decision = {
  attempt: z.string(),
  sentAt: z.string(),
  by: z.optional(z.string()),
  unproven: z.optional(z.literal(true)),
  expires: z.string(),
  /** What a person found out about an unknown outcome: whether OMS carried it out. */
  resolved: z.optional(z.boolean()),
}
const rejectAttempt = z.object({ ...decision, memo: z.string(), outcome: z.optional(rejectOutcome) })
const approveAttempt = z.object({ ...decision, outcome: z.optional(approveOutcome) })
const executeAttempt = z.object({
  ...decision,
  of: z.enum(['start', 'resume']),
  outcome: z.optional(executionOutcome),
})
const rejection = z.extend(rejectAttempt, { earlier: z.optional(z.array(rejectAttempt)) })
const approval = z.extend(approveAttempt, { earlier: z.optional(z.array(approveAttempt)) })
const execution = z.extend(executeAttempt, { earlier: z.optional(z.array(executeAttempt)) })

/** The latest news of the transaction from OMS. */
const backup = z.object({
  detail: transactionDetail,
  /** When OMS was asked for them, and when its status was first this one; UTC, ISO 8601. */
  at: z.string(),
  since: z.string(),
  /** When OMS said last that it was not completed. */
  openAt: z.optional(z.string()),
})

/** An application as this desk knows it: its events, added up. */
export const application = z.object({
  key: attemptId,
  /** The keys under which others have taken over the same one from OMS; their events belong to it. */
  also: z.optional(z.array(attemptId)),
  /** Place in the journal; orders applications without trusting a clock. */
  seq: z.number(),
  /** What this desk has asked for; missing, like `body`, for an application that was taken over from OMS. */
  draft: z.optional(applicationDraft),
  /** The body, as sent. */
  body: z.optional(z.string()),
  /** When it was sent, or taken over; UTC, ISO 8601. */
  sentAt: z.string(),
  by: z.optional(z.string()),
  /** The gate of the team's record did not see them sign in. */
  unproven: z.optional(z.literal(true)),
  /** Until when an answer may still arrive; UTC, ISO 8601. */
  expires: z.string(),
  why: z.optional(why),
  follows: z.optional(follows),
  batch: z.optional(batchRow),
  /** The OMS id, once OMS has given one or a person has found it. */
  id: z.optional(applyId),
  outcome: z.optional(applyOutcome),
  /** A person has found that OMS never created it. */
  absent: z.optional(z.literal(true)),
  /** What OMS has under the id is no backup: its `apply_type`. */
  otherKind: z.optional(z.string()),
  /** What OMS had under the id while it was undecided names another set, zone or table than was applied for. */
  another: z.optional(z.literal(true)),
  /** The latest attempt to reject it, and to approve it. */
  rejection: z.optional(rejection),
  approval: z.optional(approval),
  /** The time of the event by which it was approved first; UTC, ISO 8601. */
  approvedAt: z.optional(z.string()),
  /** The latest attempt to start or resume its backup. */
  execution: z.optional(execution),
  backup: z.optional(backup),
  /** The latest news of it from OMS, and when OMS was asked for them; UTC, ISO 8601. */
  seen: z.optional(z.object({ at: z.string(), detail: applyDetail })),
})

export type Application = z.infer<typeof application>

/** Every status that {@link applicationStatus} derives. */
export const applicationStatuses = [
  'sending',
  'pending',
  'other kind',
  'approved',
  'rejected',
  'refused',
  'not sent',
  'unknown',
] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

/** Where a decision stands that was sent and has not come to its good end. */
export type OpenDecision = 'sending' | 'refused' | 'not sent' | 'unknown'

/**
 * The one place where a status comes from. An intent whose time has run out without an answer is unknown; what OMS has no backup for waits
 * for no decision; what OMS says comes before what a person has found out.
 */
export function applicationStatus(one: Application, now: number): ApplicationStatus {
  const { id, outcome, absent, rejection: rejected, approval: approved, expires, otherKind } = one
  if (id !== undefined) {
    if (rejected?.outcome?.kind === 'rejected') return 'rejected'
    if (transactionOf(one) !== undefined) return 'approved'
    if (isDone(rejected)) return 'rejected'
    if (isDone(approved)) return 'approved'
    return otherKind === undefined ? 'pending' : 'other kind'
  }
  if (absent === true && outcome?.kind !== 'refused') return 'not sent'
  if (outcome === undefined) return isRunning(expires, now) ? 'sending' : 'unknown'
  return outcome.kind === 'accepted' ? 'unknown' : outcome.kind
}

/** Whether it is decided, as far as is known. */
export function isDecided(status: ApplicationStatus): status is 'approved' | 'rejected' {
  return status === 'approved' || status === 'rejected'
}

/** Whether OMS has it, and it is not decided as far as is known. */
export function isUndecided(status: ApplicationStatus): boolean {
  return status === 'pending' || status === 'other kind'
}

/** The backup transaction, wherever it was told: with the application, with its approval, or by a look at OMS later. */
export function transactionOf({ outcome, approval: decided, seen }: Application): TransactionId | undefined {
  if (outcome?.kind === 'accepted' && outcome.approval.kind === 'approved') return outcome.approval.transaction
  if (decided?.outcome?.kind === 'approved') return decided.outcome.transaction
  // The transaction of a form of another kind backs nothing up.
  const isBackup = seen !== undefined && seen.detail.otherKind === undefined
  return isBackup && isApproved(seen.detail) ? seen.detail.transaction : undefined
}

/**
 * OMS's execute_status, where it is another than that of a new application (0, *inferred*). What the others mean is open,
 * so nothing follows from one; only `trans_id` is documented to mean approved.
 */
export function changedStatus({ seen }: Application): string | undefined {
  const status = seen?.detail.status ?? ''
  return status === '' || status === '0' ? undefined : status
}

/**
 * Whether OMS has this application or may have it, or a person has already sent it again: one that is known to be absent
 * has a successor.
 */
export function mayExist(one: Application, now: number): boolean {
  const status = applicationStatus(one, now)
  return one.absent === true || (status !== 'refused' && status !== 'not sent')
}

export type Attempt = { expires: string; resolved?: boolean | undefined; outcome?: OutcomeEvent['outcome'] | undefined }
/** The latest attempt, with those before it of which nobody knows yet what came of them, the latest first. */
export type Latest<One> = One & { earlier?: One[] | undefined }

/** Where an attempt at a decision stands; undefined when OMS has carried it out. What a person found out stands in for what OMS has not said. */
export function attemptState({ outcome, resolved, expires }: Attempt, now: number): OpenDecision | undefined {
  switch (outcome?.kind) {
    case 'refused':
    case 'not sent':
      return outcome.kind
    case 'unknown':
    case undefined:
      if (resolved !== undefined) return resolved ? undefined : 'not sent'
      return outcome === undefined && isRunning(expires, now) ? 'sending' : 'unknown'
    case 'accepted':
    case 'rejected':
    case 'approved':
    case 'started':
      return undefined
  }
}

/** Whether OMS has carried it out. */
export function isDone(latest: Attempt | undefined): boolean {
  return latest !== undefined && attemptState(latest, Infinity) === undefined
}

/** Whether nobody knows yet what came of an attempt. */
export function isOpen(attempt: Attempt): boolean {
  return attemptState(attempt, Infinity) === 'unknown'
}

/** The latest attempt, and those before it of which nobody knows yet what came of them. */
export function attemptsOf<One extends Attempt>(latest: Latest<One> | undefined): One[] {
  if (latest === undefined) return []
  const { earlier = [], ...one } = latest
  return [one as One, ...earlier] // without what Latest adds
}

/** The attempt that says where a decision stands: the latest; an earlier one where only of that it is not known what came of it. */
export function decisiveAttempt<One extends Attempt>(latest: Latest<One>): One {
  return isDone(latest) ? latest : (attemptsOf(latest).find(isOpen) ?? latest)
}

/** The attempt whose outcome is unknown, where the decision that is `open` stands so. */
export function unknownAttempt<One extends Attempt>(
  latest: Latest<One> | undefined,
  open: OpenDecision | undefined,
): One | undefined {
  return open === 'unknown' ? latest && decisiveAttempt(latest) : undefined
}

function openDecision(latest: Latest<Attempt> | undefined, now: number): OpenDecision | undefined {
  return latest && attemptState(decisiveAttempt(latest), now)
}

/** What is known of its rejection besides the application's status; undefined when there was none or it was done. */
export function openRejection({ rejection: latest }: Application, now: number): OpenDecision | undefined {
  return openDecision(latest, now)
}

/** The same of its approval; a transaction of whatever origin is its good end. */
export function openApproval(one: Application, now: number): OpenDecision | undefined {
  return transactionOf(one) === undefined ? openDecision(one.approval, now) : undefined
}

/** The same of the order to start or resume its backup. */
export function openExecution({ execution: latest }: Application, now: number): OpenDecision | undefined {
  return openDecision(latest, now)
}

/** An application with what depends on the time of looking. */
export type ApplicationWithStatus = Application & {
  requested: RequestedTarget
  status: ApplicationStatus
  openRejection?: OpenDecision | undefined
  openApproval?: OpenDecision | undefined
  openExecution?: OpenDecision | undefined
}

/** Its key, and those that it had before it was joined with another one. */
export function keysOf({ key, also = [] }: Pick<Application, 'key' | 'also'>): AttemptId[] {
  return [key, ...also]
}

/** The application with what follows from its events at `now` (ms since 1970): its status, its target and what is open about it. */
export function withStatus(one: Application, now: number): ApplicationWithStatus {
  return {
    ...one,
    requested: requestedTarget(one),
    status: applicationStatus(one, now),
    openRejection: openRejection(one, now),
    openApproval: openApproval(one, now),
    openExecution: openExecution(one, now),
  }
}

/** Those of the stored summaries that this desk can read. */
export function readable(summaries: readonly unknown[], now: number): ApplicationWithStatus[] {
  return summaries.flatMap((summary) => {
    const parsed = application.safeParse(summary)
    return parsed.success ? [withStatus(parsed.data, now)] : []
  })
}

/** The key in addresses: the OMS id, or `attempt-<uuid>` while there is none. */
export function addressKey({ id, key }: Pick<Application, 'id' | 'key'>): string {
  return id ?? `attempt-${key}`
}

/** Whether it changes by time alone. */
export function isUnderWay(
  one: Pick<ApplicationWithStatus, 'status' | 'openRejection' | 'openApproval' | 'openExecution'>,
): boolean {
  return [one.status, one.openRejection, one.openApproval, one.openExecution].includes('sending')
}
