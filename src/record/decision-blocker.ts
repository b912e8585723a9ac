import type { ApplicationWithStatus } from '~/record/application'

/** Why an application can be neither rejected nor approved now; undefined when it can. */
export function decisionBlocker(
  one: Pick<ApplicationWithStatus, 'status' | 'otherKind' | 'openRejection' | 'openApproval'>,
): 'not pending' | 'other kind' | 'in flight' | undefined {
  const { status, otherKind, openRejection, openApproval } = one
  if (status !== 'pending') return 'not pending'
  if (otherKind !== undefined) return 'other kind'
  return openRejection === 'sending' || openApproval === 'sending' ? 'in flight' : undefined
}
