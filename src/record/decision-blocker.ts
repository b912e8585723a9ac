import type { ApplicationWithStatus } from '~/record/application'

/** Why an application can be neither rejected nor approved now; undefined when it can. */
export function decisionBlocker(
  one: Pick<ApplicationWithStatus, 'status' | 'openRejection' | 'openApproval'>,
): 'not pending' | 'in flight' | undefined {
  const { status, openRejection, openApproval } = one
  if (status !== 'pending') return 'not pending'
  return openRejection === 'sending' || openApproval === 'sending' ? 'in flight' : undefined
}
