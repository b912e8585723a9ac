import type { JournalEvent } from '~/journal/events'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { ApplyOutcome, RejectOutcome } from '~/oms/backup'

/** An application as this desk knows it: its events, added up. */
export type Application = {
  key: string
  /** Place in the journal; orders applications without trusting a clock. */
  seq: number
  draft: ApplicationDraft
  body: string
  sentAt: string
  by?: string | undefined
  expires: string
  outcome?: ApplyOutcome
  /** The latest attempt to reject it. */
  rejection?: { memo: string; sentAt: string; expires: string; outcome?: RejectOutcome }
}

export type ApplicationStatus = 'sending' | 'pending' | 'approved' | 'rejected' | 'refused' | 'not sent' | 'unknown'

export type OpenRejection = 'sending' | 'refused' | 'not sent' | 'unknown'

/** Adds one event. Throws when an application does not begin with its apply intent. */
export function withEvent(application: Application | undefined, event: JournalEvent, seq: number): Application {
  if (event.kind === 'apply intent') {
    const { application: key, draft, body, at, by, expires } = event
    return { key, seq, draft, body, sentAt: at, by, expires }
  }
  if (application === undefined) throw new Error(`journal: ${event.kind} without an apply intent`)
  switch (event.kind) {
    case 'apply outcome':
      return { ...application, outcome: event.outcome }
    case 'reject intent': {
      const { memo, at, expires } = event
      return { ...application, rejection: { memo, sentAt: at, expires } }
    }
    case 'reject outcome':
      return application.rejection === undefined
        ? application
        : { ...application, rejection: { ...application.rejection, outcome: event.outcome } }
  }
}

/** The OMS id, once OMS has given one. */
export function omsId(application: Application): string | undefined {
  return application.outcome?.kind === 'accepted' ? application.outcome.id : undefined
}

/** The one place where a status comes from. An intent whose time has run out without an answer is unknown. */
export function applicationStatus(application: Application, now: number): ApplicationStatus {
  const { outcome, rejection, expires } = application
  if (outcome === undefined) return now < Date.parse(expires) ? 'sending' : 'unknown'
  if (outcome.kind !== 'accepted') return outcome.kind
  if (rejection?.outcome?.kind === 'rejected') return 'rejected'
  return outcome.approval.kind === 'approved' ? 'approved' : 'pending'
}

/** What is known of the latest rejection besides the application's status; undefined when there was none or it was done. */
export function openRejection(application: Application, now: number): OpenRejection | undefined {
  const { rejection } = application
  if (rejection === undefined || rejection.outcome?.kind === 'rejected') return undefined
  if (rejection.outcome !== undefined) return rejection.outcome.kind
  return now < Date.parse(rejection.expires) ? 'sending' : 'unknown'
}
