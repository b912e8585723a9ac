import { Suspense } from 'react'
import type { ListedApplication } from '~/journal/application'
import { lazyPart, likelyPart } from '~/ui/lazy-part'

// Not needed for the first screen.
const RejectDialog = likelyPart(async () => (await import('~/review/reject-dialog')).RejectDialog)
const ApproveDialog = lazyPart(async () => (await import('~/review/approve-dialog')).ApproveDialog)

export type Decision = { of: 'reject' | 'approve'; application: ListedApplication }

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
  return (
    <Suspense>
      {of === 'reject' ? (
        <RejectDialog application={application} onClose={onClose} onRejected={onDone} />
      ) : (
        <ApproveDialog application={application} onClose={onClose} onApproved={onDone} />
      )}
    </Suspense>
  )
}
