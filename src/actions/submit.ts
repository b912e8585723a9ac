import { useIsMutating } from '@tanstack/react-query'
import { begin, finish, sendOnce } from '~/actions/send-once'
import { successOf, type Attempted, type NotAttempted } from '~/record/attempt-result'
import type { BatchRow, Follows } from '~/record/events'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { judgeApply } from '~/oms/apply'
import type { ApplyOutcome } from '~/oms/outcome'
import { endpoints } from '~/oms/endpoints'
import type { AttemptId } from '~/oms/ids'

/** `key`: of the application that was recorded. */
export type SubmitResult = NotAttempted | (Attempted<ApplyOutcome> & { key: string })

/** What is recorded beside the draft, and what the person was asked before. */
type SubmitOptions = {
  /** Although somebody else has just sent the same. */
  sendAnyway?: boolean
  /** What it may duplicate, as the person was shown. */
  seen?: readonly AttemptId[] | undefined
  /** In the person's own words, for the record alone; empty where they say nothing. */
  why?: string | undefined
  /** The application that this one was made from. */
  follows?: Follows | undefined
  /** The row of a batch that this is. */
  batch?: BatchRow
}

/** Applies for a backup, once: the intent is recorded before the request leaves, the outcome after. */
export async function submitApplication(
  journal: Journal,
  draft: ApplicationDraft,
  { sendAnyway = false, seen, why = '', follows, batch }: SubmitOptions = {},
): Promise<SubmitResult> {
  const body = applyBody(draft)
  const about = {
    ...(why !== '' && { why }),
    ...(follows !== undefined && { follows }),
    ...(batch !== undefined && { batch }),
  }
  const begun = await begin(journal, `apply ${body}`, { kind: 'apply intent', body, draft, ...about }, sendAnyway, seen)
  if (begun.kind === 'not attempted') return begun
  const evidence = await sendOnce(endpoints.apply, begun)
  const result = await finish(
    begun,
    { kind: 'apply outcome', outcome: judgeApply(evidence, draft.autoApprove) },
    evidence,
  )
  return { ...result, key: begun.intent.application }
}

/** `onCreated` is called wherever the person has gone meanwhile. */
type Press = SubmitOptions & { draft: ApplicationDraft; onCreated: () => void }

const mutationKey = ['apply']

/** The mutation behind "Submit application". */
export function useSubmitApplication() {
  const journal = useJournal()
  return usePress(mutationKey, async ({ draft, onCreated, ...options }: Press) => {
    const result = await submitApplication(journal, draft, options)
    if (successOf(result)) onCreated()
    return result
  })
}

/** Whether this page is submitting an application. */
export function useIsSubmitting(): boolean {
  return useIsMutating({ mutationKey }) > 0
}
