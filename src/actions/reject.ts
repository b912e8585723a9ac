import type { Application } from '~/record/application'
import { useAskIfRefused } from '~/actions/poll'
import { begin, finish, sendOnce } from '~/actions/send-once'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { judgeReject, rejectBody } from '~/oms/decision'
import type { RejectOutcome } from '~/oms/outcome'
import { endpoints } from '~/oms/endpoints'
import type { ApplyId, AttemptId } from '~/oms/ids'

/** Why no rejection was attempted, or its outcome. */
export type RejectResult = NotAttempted | Attempted<RejectOutcome>

/** Rejects application `id`, once, with the same guarantees as an apply. `sendAnyway`: although somebody else has just sent the same. */
export async function rejectApplication(
  journal: Journal,
  key: AttemptId,
  id: ApplyId,
  memo: string,
  sendAnyway = false,
): Promise<RejectResult> {
  const body = rejectBody(id, memo)
  const intent = { kind: 'reject intent', application: key, body, memo } as const
  const begun = await begin(journal, `decide ${id}`, intent, sendAnyway)
  if (begun.kind === 'not attempted') return begun
  const evidence = await sendOnce(endpoints.reject, begun)
  return finish(begun, { kind: 'reject outcome', outcome: judgeReject(evidence) }, evidence)
}

/** The mutation behind "Reject". */
export function useRejectApplication({ key, id = '' }: Application) {
  const journal = useJournal()
  const askIfRefused = useAskIfRefused()
  return usePress(['reject', key], async ({ memo, sendAnyway }: { memo: string; sendAnyway: boolean }) =>
    askIfRefused(id, await rejectApplication(journal, key, id, memo, sendAnyway)),
  )
}
