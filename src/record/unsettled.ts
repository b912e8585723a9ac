import { attemptsOf, attemptState, type ApplicationWithStatus } from '~/record/application'
import { isWithin } from '~/record/lease'
import type { AttemptId } from '~/oms/ids'
import { maySettle } from '~/oms/settle'

/** A gate is asked about attempts of the last three days. */
const askedMs = 3 * 24 * 60 * 60_000

/** The attempts of an application whose outcome is unknown, and of which the gate may know more. */
export function unsettledAttempts(one: ApplicationWithStatus, now: number): AttemptId[] {
  const { key, sentAt, expires, outcome, status, rejection, openRejection, approval, openApproval } = one
  const { execution, openExecution } = one
  const attempts = [
    ...(status === 'unknown' ? [{ attempt: key, sentAt, expires, outcome }] : []),
    ...(openRejection === 'unknown' ? attemptsOf(rejection) : []),
    ...(openApproval === 'unknown' ? attemptsOf(approval) : []),
    ...(openExecution === 'unknown' ? attemptsOf(execution) : []),
  ]
  return attempts
    .filter((each) => attemptState(each, now) === 'unknown' && isWithin(askedMs, each.sentAt, now))
    .filter(({ outcome: unknown }) => unknown?.kind !== 'unknown' || maySettle(unknown))
    .map(({ attempt }) => attempt)
}
