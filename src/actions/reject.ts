import type { Application } from '~/record/application'
import { attempt } from '~/actions/attempt'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { judgeReject, rejectBody } from '~/oms/backup'
import type { RejectOutcome } from '~/oms/outcome'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

export type RejectResult = NotAttempted | Attempted<RejectOutcome>

/** Rejects application `id`, once, with the same guarantees as an apply. */
export function rejectApplication(journal: Journal, key: string, id: string, memo: string): Promise<RejectResult> {
  const body = rejectBody(id, memo)
  return attempt(journal, {
    claim: `decide ${id}`,
    intent: (common) => ({ kind: 'reject intent', application: key, ...common, body, memo }),
    send: (token, requestId) => send(endpoints.reject, { body, token, requestId }),
    judge: judgeReject,
    ending: (about, outcome) => ({ kind: 'reject outcome', ...about, outcome }),
  })
}

/** The mutation behind "Reject". */
export function useRejectApplication({ key, id = '' }: Application) {
  const journal = useJournal()
  return usePress(['reject', key], (memo: string) => rejectApplication(journal, key, id, memo))
}
