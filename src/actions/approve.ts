import type { Application } from '~/record/application'
import { attempt } from '~/actions/attempt'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { approveBody, judgeApprove } from '~/oms/backup'
import type { ApproveOutcome } from '~/oms/outcome'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

export type ApproveResult = NotAttempted | Attempted<ApproveOutcome>

/** Approves application `id`, once, with the same guarantees as an apply; it can't be rejected meanwhile. */
export function approveApplication(journal: Journal, key: string, id: string): Promise<ApproveResult> {
  const body = approveBody(id)
  return attempt(journal, {
    claim: `decide ${id}`,
    intent: (common) => ({ kind: 'approve intent', application: key, ...common, body }),
    send: (token, requestId) => send(endpoints.check, { body, token, requestId }),
    judge: judgeApprove,
    ending: (about, outcome) => ({ kind: 'approve outcome', ...about, outcome }),
  })
}

/** The mutation behind "Approve". */
export function useApproveApplication({ key, id = '' }: Application) {
  const journal = useJournal()
  return usePress(['approve', key], () => approveApplication(journal, key, id))
}
