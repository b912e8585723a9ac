import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Application, ListedApplication } from '~/journal/application'
import { attempt, type Attempted, type Stopped } from '~/journal/attempt'
import { useJournal } from '~/journal/journal-context'
import type { Journal } from '~/journal/store'
import { judgeReject, rejectBody, type RejectOutcome } from '~/oms/backup'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

export type RejectResult = Stopped | Attempted<RejectOutcome>

/** Why an application can't be rejected now; undefined when it can. */
export function rejectBlocker({ status, openRejection }: ListedApplication): 'not pending' | 'in flight' | undefined {
  if (status !== 'pending') return 'not pending'
  return openRejection === 'sending' ? 'in flight' : undefined
}

/** Rejects application `id`, once, with the same guarantees as an apply. */
export function rejectApplication(journal: Journal, key: string, id: string, memo: string): Promise<RejectResult> {
  const body = rejectBody(id, memo)
  return attempt(journal, {
    claim: `reject ${id}`,
    intent: (common) => ({ kind: 'reject intent', application: key, ...common, body, memo }),
    send: (token, requestId) => send(endpoints.reject, { body, token, requestId }),
    judge: judgeReject,
    ending: (about, outcome) => ({ kind: 'reject outcome', ...about, outcome }),
  })
}

/** The mutation behind "Reject". A press while one is under way does nothing. */
export function useRejectApplication(application: Application) {
  const journal = useJournal()
  const queryClient = useQueryClient()
  const mutationKey = ['reject', application.key]
  const mutation = useMutation({
    mutationKey,
    meta: { reachesOms: true },
    mutationFn: (memo: string) => rejectApplication(journal, application.key, application.id ?? '', memo),
  })
  const mutate: typeof mutation.mutate = (...press) => {
    if (queryClient.isMutating({ mutationKey }) === 0) mutation.mutate(...press)
  }
  return { ...mutation, mutate }
}
