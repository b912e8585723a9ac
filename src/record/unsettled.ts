import type { ApplicationWithStatus } from '~/record/application'
import type { OutcomeEvent } from '~/record/events'
import { isWithin } from '~/record/lease'
import type { AttemptId } from '~/oms/ids'
import { maySettle } from '~/oms/settle'

/** A gate is asked about attempts of the last three days. */
const askedMs = 3 * 24 * 60 * 60_000

/** The attempts of an application whose outcome is unknown, and of which the gate may know more. */
export function unsettledAttempts(one: ApplicationWithStatus, now: number): AttemptId[] {
  const { key, sentAt, outcome, status, rejection, openRejection, approval, openApproval } = one
  const { execution, openExecution } = one
  const attempts = [
    status === 'unknown' && { attempt: key, sentAt, outcome },
    openRejection === 'unknown' && rejection,
    openApproval === 'unknown' && approval,
    openExecution === 'unknown' && execution,
  ]
  return attempts.flatMap((unknown) =>
    unknown && isWithin(askedMs, unknown.sentAt, now) && isOpen(unknown.outcome) ? [unknown.attempt] : [],
  )
}

function isOpen(outcome: OutcomeEvent['outcome'] | undefined): boolean {
  return outcome === undefined || (outcome.kind === 'unknown' && maySettle(outcome))
}
