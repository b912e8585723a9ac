import type { Application } from '~/record/application'
import { useAskIfRefused } from '~/actions/poll'
import { begin, finish } from '~/actions/send-once'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { judgeReject, rejectBody } from '~/oms/backup'
import type { RejectOutcome } from '~/oms/outcome'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import type { ApplyId, AttemptId } from '~/oms/ids'

export type RejectResult = NotAttempted | Attempted<RejectOutcome>

/** Rejects application `id`, once, with the same guarantees as an apply. */
export async function rejectApplication(
  journal: Journal,
  key: AttemptId,
  id: ApplyId,
  memo: string,
): Promise<RejectResult> {
  const body = rejectBody(id, memo)
  const intent = { kind: 'reject intent', application: key, body, memo } as const
  const begun = await begin(journal, `decide ${id}`, intent)
  if (begun.kind === 'not attempted') return begun
  const evidence = await send(endpoints.reject, begun.request)
  return finish(begun, { kind: 'reject outcome', outcome: judgeReject(evidence) }, evidence)
}

/** The mutation behind "Reject". */
export function useRejectApplication({ key, id = '' }: Application) {
  const journal = useJournal()
  const askIfRefused = useAskIfRefused()
  return usePress(['reject', key], async (memo: string) =>
    askIfRefused(id, await rejectApplication(journal, key, id, memo)),
  )
}
