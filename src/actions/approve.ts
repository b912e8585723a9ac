import type { Application } from '~/record/application'
import { useAskIfRefused } from '~/actions/poll'
import { begin, finish, sendOnce } from '~/actions/send-once'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { approveBody, judgeApprove } from '~/oms/decision'
import type { ApproveOutcome } from '~/oms/outcome'
import { endpoints } from '~/oms/endpoints'
import type { ApplyId, AttemptId } from '~/oms/ids'

/** Approves application `id`, once, with the same guarantees as an apply; it can't be rejected meanwhile. `sendAnyway`: although somebody else has just sent the same. */
export async function approveApplication(
  journal: Journal,
  key: AttemptId,
  id: ApplyId,
  sendAnyway = false,
): Promise<NotAttempted | Attempted<ApproveOutcome>> {
  const body = approveBody(id)
  const intent = { kind: 'approve intent', application: key, body } as const
  const begun = await begin(journal, `decide ${id}`, intent, sendAnyway)
  if (begun.kind === 'not attempted') return begun
  const evidence = await sendOnce(endpoints.check, begun)
  return finish(begun, { kind: 'approve outcome', outcome: judgeApprove(evidence) }, evidence)
}

/** The mutation behind "Approve". */
export function useApproveApplication({ key, id = '' }: Application) {
  const journal = useJournal()
  const askIfRefused = useAskIfRefused()
  return usePress(['approve', key], async (sendAnyway: boolean) =>
    askIfRefused(id, await approveApplication(journal, key, id, sendAnyway)),
  )
}
