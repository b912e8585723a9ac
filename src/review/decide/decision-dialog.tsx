import type { ApplicationWithStatus } from '~/record/application'
import { lazyPart } from '~/ui/lazy-part'

const dialogs = {
  reject: lazyPart(async () => (await import('~/review/decide/reject-dialog')).RejectDialog),
  approve: lazyPart(async () => (await import('~/review/decide/approve-dialog')).ApproveDialog),
}

export type Decision = { action: 'reject' | 'approve'; application: ApplicationWithStatus }

/** Asks for what a decision needs, and carries it out. */
export function DecisionDialog({
  decision: { action, application },
  ...props
}: {
  decision: Decision
  onClose: () => void
  onDone: () => void
}) {
  const ActionDialog = dialogs[action]
  return <ActionDialog application={application} {...props} />
}
