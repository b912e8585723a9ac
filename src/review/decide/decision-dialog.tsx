import type { ApplicationWithStatus } from '~/record/application'
import { lazyPart } from '~/ui/lazy-part'

const RejectDialog = lazyPart(async () => (await import('~/review/decide/reject-dialog')).RejectDialog)
const ApproveDialog = lazyPart(async () => (await import('~/review/decide/approve-dialog')).ApproveDialog)

export type Decision = { of: 'reject' | 'approve'; application: ApplicationWithStatus }

/** Asks for what a decision needs, and carries it out. */
export function DecisionDialog({
  decision: { of, application },
  onClose,
  onDone,
}: {
  decision: Decision
  onClose: () => void
  onDone: () => void
}) {
  return of === 'reject' ? (
    <RejectDialog application={application} onClose={onClose} onRejected={onDone} />
  ) : (
    <ApproveDialog application={application} onClose={onClose} onApproved={onDone} />
  )
}
