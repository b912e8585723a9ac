import * as z from 'zod/mini'
import { batchRow, follows, type JournalEvent } from '~/journal/events'
import { applicationDraft } from '~/oms/application-draft'
import { applyOutcome, rejectOutcome } from '~/oms/backup'

const rejection = z.object({
  attempt: z.string(),
  memo: z.string(),
  sentAt: z.string(),
  expires: z.string(),
  outcome: z.optional(rejectOutcome),
  /** What a person found out about an unknown outcome: whether OMS carried it out. */
  resolved: z.optional(z.boolean()),
})

/** An application as this desk knows it: its events, added up. */
export const application = z.object({
  key: z.string(),
  /** Place in the journal; orders applications without trusting a clock. */
  seq: z.number(),
  draft: applicationDraft,
  /** The body, as sent. */
  body: z.string(),
  /** UTC, ISO 8601. */
  sentAt: z.string(),
  by: z.optional(z.string()),
  /** Until when an answer may still arrive; UTC, ISO 8601. */
  expires: z.string(),
  follows: z.optional(follows),
  batch: z.optional(batchRow),
  /** The OMS id, once OMS has given one or a person has found it. */
  id: z.optional(z.string()),
  outcome: z.optional(applyOutcome),
  /** A person has found that OMS never created it. */
  absent: z.optional(z.literal(true)),
  /** The latest attempt to reject it. */
  rejection: z.optional(rejection),
})

export type Application = z.infer<typeof application>

export type ApplicationStatus = 'sending' | 'pending' | 'approved' | 'rejected' | 'refused' | 'not sent' | 'unknown'

export type OpenRejection = 'sending' | 'refused' | 'not sent' | 'unknown'

/** Adds one event. Throws when an application does not begin with its apply intent. */
export function withEvent(known: Application | undefined, event: JournalEvent, seq: number): Application {
  if (event.kind === 'apply intent') {
    const { application: key, draft, body, at, by, expires, batch, resendOf } = event
    const { follows: before = resendOf === undefined ? undefined : { application: resendOf, why: 'resent' } } = event
    return { key, seq, draft, body, sentAt: at, by, expires, follows: before, batch }
  }
  if (known === undefined) throw new Error(`journal: ${event.kind} without an apply intent`)
  switch (event.kind) {
    case 'apply outcome': {
      const { outcome } = event
      return { ...known, outcome, ...(outcome.kind === 'accepted' && { id: outcome.id }) }
    }
    case 'apply resolved':
      return event.id === undefined ? { ...known, absent: true } : { ...known, id: event.id }
    case 'reject intent': {
      const { attempt, memo, at, expires } = event
      return { ...known, rejection: { attempt, memo, sentAt: at, expires } }
    }
    case 'reject outcome':
      return withRejection(known, { outcome: event.outcome })
    case 'reject resolved':
      return withRejection(known, { resolved: event.done })
  }
}

function withRejection(before: Application, change: Partial<z.infer<typeof rejection>>): Application {
  return before.rejection === undefined ? before : { ...before, rejection: { ...before.rejection, ...change } }
}

/** The one place where a status comes from. An intent whose time has run out without an answer is unknown. */
export function applicationStatus(one: Application, now: number): ApplicationStatus {
  const { id, outcome, absent, expires } = one
  if (id !== undefined) {
    if (isRejected(one)) return 'rejected'
    return outcome?.kind === 'accepted' && outcome.approval.kind === 'approved' ? 'approved' : 'pending'
  }
  if (absent === true) return 'not sent'
  if (outcome === undefined) return now < Date.parse(expires) ? 'sending' : 'unknown'
  return outcome.kind === 'accepted' ? 'unknown' : outcome.kind
}

/**
 * Whether OMS has this application or may have it, or a person has already sent it again: one that is known to be absent
 * has a successor.
 */
export function mayExist(one: Application, now: number): boolean {
  const status = applicationStatus(one, now)
  return one.absent === true || (status !== 'refused' && status !== 'not sent')
}

function isRejected({ rejection: latest }: Application): boolean {
  return latest?.outcome?.kind === 'rejected' || latest?.resolved === true
}

/** What is known of the latest rejection besides the application's status; undefined when there was none or it was done. */
export function openRejection(one: Application, now: number): OpenRejection | undefined {
  const { rejection: latest } = one
  if (latest === undefined || isRejected(one)) return undefined
  if (latest.resolved === false) return 'not sent'
  if (latest.outcome !== undefined && latest.outcome.kind !== 'rejected') return latest.outcome.kind
  return now < Date.parse(latest.expires) ? 'sending' : 'unknown'
}

/** An application with what depends on the time of looking. */
export type ListedApplication = Application & { status: ApplicationStatus; openRejection?: OpenRejection | undefined }

export function listed(one: Application, now: number): ListedApplication {
  return { ...one, status: applicationStatus(one, now), openRejection: openRejection(one, now) }
}

/** The key in addresses: the OMS id, or `attempt-<uuid>` while there is none. */
export function addressKey({ id, key }: Application): string {
  return id ?? `attempt-${key}`
}
