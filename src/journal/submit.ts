import { useMutation, useQueryClient } from '@tanstack/react-query'
import { attempt, type Attempted, type Stopped } from '~/journal/attempt'
import { useJournal } from '~/journal/journal-context'
import type { Journal } from '~/journal/store'
import type { ApplicationDraft } from '~/oms/application-draft'
import { applyBody, judgeApply, type ApplyOutcome } from '~/oms/backup'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

export type SubmitResult = Stopped | Attempted<ApplyOutcome>

/** Applies for a backup, once: the intent is recorded before the request leaves, the outcome after. */
export function submitApplication(journal: Journal, draft: ApplicationDraft): Promise<SubmitResult> {
  const body = applyBody(draft)
  return attempt(journal, {
    claim: `apply ${body}`,
    intent: (common) => ({ kind: 'apply intent', application: common.attempt, ...common, body, draft }),
    send: (token, requestId) => send(endpoints.apply, { body, token, requestId }),
    judge: judgeApply,
    ending: (about, outcome) => ({ kind: 'apply outcome', ...about, outcome }),
  })
}

/** The mutation behind "Submit application". A press while one is under way does nothing. */
export function useSubmitApplication() {
  const journal = useJournal()
  const queryClient = useQueryClient()
  const mutationKey = ['apply']
  const mutation = useMutation({
    mutationKey,
    mutationFn: (draft: ApplicationDraft) => submitApplication(journal, draft),
  })
  const mutate: typeof mutation.mutate = (...press) => {
    if (queryClient.isMutating({ mutationKey }) === 0) mutation.mutate(...press)
  }
  return { ...mutation, mutate }
}
