import { isDecided, isOpen, type ApplicationWithStatus } from '~/record/application'
import { decisionBlocker } from '~/record/decision-blocker'
import type { ListEntry } from '~/record/list-entry'

/**
 * Where a row stands. `left`: to be sent, since it was not tried, did not reach OMS, or OMS refused us and not the row. `gone`: its
 * record was cleared away, and what can't be recorded is not sent.
 */
export type RejectRowState = 'left' | 'sending' | 'rejected' | 'approved' | 'refused' | 'unknown' | 'gone'

/** What happened to an application since it was chosen; `now` is missing when its record is gone. */
export function rejectRowState(
  chosen: Pick<ApplicationWithStatus, 'rejection'>,
  now: Pick<ApplicationWithStatus, 'status' | 'rejection' | 'openRejection' | 'openApproval'> | undefined,
): RejectRowState {
  if (now === undefined) return 'gone'
  const { status, rejection, openRejection, openApproval } = now
  if (isDecided(status)) return status
  if (openApproval === 'sending') return 'sending'
  if (rejection === undefined || rejection.attempt === chosen.rejection?.attempt) return 'left'
  const { outcome } = rejection
  if (outcome?.kind === 'refused') return outcome.reason === 'request' ? 'refused' : 'left'
  if (!isOpen(rejection)) return 'left'
  return openRejection === 'sending' ? 'sending' : 'unknown'
}

/** Which of the chosen ones can be rejected. */
export function rejectable(chosen: readonly ListEntry[]): ListEntry[] {
  return chosen.filter((one) => decisionBlocker(one) === undefined)
}
