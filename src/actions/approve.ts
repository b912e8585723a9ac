import type { Application } from '~/record/application'
import { useAskIfRefused } from '~/actions/poll'
import { begin, finish } from '~/actions/send-once'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { approveBody, judgeApprove } from '~/oms/backup'
import type { ApproveOutcome } from '~/oms/outcome'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import type { ApplyId, AttemptId } from '~/oms/ids'

export type ApproveResult = NotAttempted | Attempted<ApproveOutcome>

/** Approves application `id`, once, with the same guarantees as an apply; it can't be rejected meanwhile. */
export async function approveApplication(journal: Journal, key: AttemptId, id: ApplyId): Promise<ApproveResult> {
  const body = approveBody(id)
  const intent = { kind: 'approve intent', application: key, body } as const
  const begun = await begin(journal, `decide ${id}`, intent)
  if (begun.kind === 'not attempted') return begun
  const evidence = await send(endpoints.check, begun.request)
  return finish(begun, { kind: 'approve outcome', outcome: judgeApprove(evidence) }, evidence)
}

/** The mutation behind "Approve". */
export function useApproveApplication({ key, id = '' }: Application) {
  const journal = useJournal()
  const askIfRefused = useAskIfRefused()
  return usePress(['approve', key], async () => askIfRefused(id, await approveApplication(journal, key, id)))
}
