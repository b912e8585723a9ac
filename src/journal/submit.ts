import { useMutation, useQueryClient } from '@tanstack/react-query'
import { listed, type ListedApplication } from '~/journal/application'
import { attempt, type Attempted, type Stopped } from '~/journal/attempt'
import { useJournal } from '~/journal/journal-context'
import { countsAsDuplicate, overlaps } from '~/journal/overlap'
import type { Journal } from '~/journal/store'
import type { ApplicationDraft } from '~/oms/application-draft'
import { applyBody, judgeApply, type ApplyOutcome } from '~/oms/backup'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

export type SubmitResult = Stopped | Attempted<ApplyOutcome>

type Options = {
  /** The person has seen what it may duplicate. */
  sendAnyway?: boolean
  /** The key of the application that did not arrive, for which this is sent instead. */
  resendOf?: string
}

/** Applies for a backup, once: the intent is recorded before the request leaves, the outcome after. */
export function submitApplication(
  journal: Journal,
  draft: ApplicationDraft,
  { sendAnyway = false, resendOf }: Options = {},
): Promise<SubmitResult> {
  const body = applyBody(draft)
  return attempt(journal, {
    claim: `apply ${body}`,
    blocker: async () => {
      const others = sendAnyway ? [] : await findDuplicates(journal, draft)
      return others.length === 0 ? undefined : { kind: 'stopped', why: 'duplicate', others }
    },
    intent: (common) => ({
      kind: 'apply intent',
      application: common.attempt,
      ...common,
      body,
      draft,
      ...(resendOf !== undefined && { resendOf }),
    }),
    send: (token, requestId) => send(endpoints.apply, { body, token, requestId }),
    judge: judgeApply,
    ending: (about, outcome) => ({ kind: 'apply outcome', ...about, outcome }),
  })
}

async function findDuplicates(journal: Journal, draft: ApplicationDraft): Promise<ListedApplication[]> {
  const now = Date.now()
  const { applications } = await journal.list(Infinity)
  return applications
    .map((other) => listed(other, now))
    .filter((other) => countsAsDuplicate(other, now) && overlaps(draft, other.draft))
}

/** The mutation behind "Submit application". A press while one is under way does nothing. */
export function useSubmitApplication() {
  const journal = useJournal()
  const queryClient = useQueryClient()
  const mutationKey = ['apply']
  const mutation = useMutation({
    mutationKey,
    meta: { reachesOms: true },
    mutationFn: ({ draft, ...options }: Options & { draft: ApplicationDraft }) =>
      submitApplication(journal, draft, options),
  })
  const mutate: typeof mutation.mutate = (...press) => {
    if (queryClient.isMutating({ mutationKey }) === 0) mutation.mutate(...press)
  }
  return { ...mutation, mutate }
}
