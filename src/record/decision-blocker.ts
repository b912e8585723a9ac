import type { ApplicationWithStatus } from '~/record/application'

/** Why an application can be neither rejected nor approved: now, while a decision is on its way, or at all. Undefined when it can. */
export function decisionBlocker(
  one: Pick<ApplicationWithStatus, 'id' | 'status' | 'openRejection' | 'openApproval'>,
): 'not decidable' | 'in flight' | undefined {
  const { id, status, openRejection, openApproval } = one
  if (id === undefined || status !== 'pending') return 'not decidable'
  return openRejection === 'sending' || openApproval === 'sending' ? 'in flight' : undefined
}
