import type { ApplicationWithStatus } from '~/record/application'
import { isWithin } from '~/record/lease'
import type { UnknownOutcome } from '~/oms/outcome'
import type { AttemptId } from '~/oms/ids'
import { maySettle } from '~/oms/settle'

/** A gate is asked about attempts of the last three days. */
const askedMs = 3 * 24 * 60 * 60_000

/** The attempts of an application whose outcome is unknown, and of which the gate may know more. */
export function unsettledAttempts(one: ApplicationWithStatus, now: number): AttemptId[] {
  const { key, sentAt, outcome, status, rejection, openRejection, approval, openApproval } = one
  const { execution, openExecution } = one
  const attempts = [
    { attempt: key, sentAt, outcome, isUnknown: status === 'unknown' },
    { attempt: '', sentAt: '', ...rejection, isUnknown: openRejection === 'unknown' },
    { attempt: '', sentAt: '', ...approval, isUnknown: openApproval === 'unknown' },
    { attempt: '', sentAt: '', ...execution, isUnknown: openExecution === 'unknown' },
  ]
  return attempts
    .filter(({ sentAt: at, outcome: known, isUnknown }) => isUnknown && isWithin(askedMs, at, now) && isOpen(known))
    .map(({ attempt }) => attempt)
}

function isOpen(outcome: { kind: string } | UnknownOutcome | undefined): boolean {
  return outcome === undefined || ('why' in outcome && outcome.kind === 'unknown' && maySettle(outcome))
}
