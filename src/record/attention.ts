import type { ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import type { Limits } from '~/record/limits'
import { isOverdue, type MayWait } from '~/record/overdue'

/** Whether something went wrong with it or is unknown. A refused token is a matter of the session, where the person has been told. */
export function isAmiss(one: ApplicationWithStatus): boolean {
  const { status, outcome, another, openRejection, openApproval, openExecution } = one
  if (another === true) return true
  switch (status) {
    case 'refused':
      return outcome?.kind !== 'refused' || outcome.reason !== 'token'
    case 'not sent':
    case 'unknown':
    case 'other kind':
      return true
    case 'pending':
      return openRejection === 'unknown' || openApproval === 'unknown'
    case 'approved': {
      const backup = backupState(one)
      return backup === 'suspended' || backup === 'failed' || (backup !== 'completed' && openExecution === 'unknown')
    }
    case 'sending':
    case 'rejected':
      return false
  }
}

/** Whether somebody has to look after it, for whatever reason. */
export function needsAttention(one: MayWait & { isAmiss: boolean }, limits: Limits, now: number): boolean {
  return one.isAmiss || isOverdue(one, limits, now)
}
