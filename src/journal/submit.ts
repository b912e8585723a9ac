import { attempt, type Attempted, type Stopped } from '~/journal/attempt'
import type { BatchRow, Follows } from '~/journal/events'
import { useJournal } from '~/journal/journal-context'
import type { Journal } from '~/journal/store'
import { usePress } from '~/journal/use-press'
import type { ApplicationDraft } from '~/oms/application-draft'
import { applyBody, judgeApply, type ApplyOutcome } from '~/oms/backup'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

export type SubmitResult = Stopped | Attempted<ApplyOutcome>

type Options = {
  /** The person has seen what it may duplicate. */
  sendAnyway?: boolean
  /** The application that this one was made from. */
  follows?: Follows | undefined
  /** The row of a batch that this is. */
  batch?: BatchRow
}

/** Applies for a backup, once: the intent is recorded before the request leaves, the outcome after. */
export function submitApplication(
  journal: Journal,
  draft: ApplicationDraft,
  { sendAnyway = false, follows, batch }: Options = {},
): Promise<SubmitResult> {
  const body = applyBody(draft)
  return attempt(journal, {
    claim: `apply ${body}`,
    sendAnyway,
    intent: (common) => ({
      kind: 'apply intent',
      application: common.attempt,
      ...common,
      body,
      draft,
      ...(follows !== undefined && { follows }),
      ...(batch !== undefined && { batch }),
    }),
    send: (token, requestId) => send(endpoints.apply, { body, token, requestId }),
    judge: judgeApply,
    ending: (about, outcome) => ({ kind: 'apply outcome', ...about, outcome }),
  })
}

/** `onCreated` is called wherever the person has gone meanwhile. */
type Press = Options & { draft: ApplicationDraft; onCreated: () => void }

/** The mutation behind "Submit application". */
export function useSubmitApplication() {
  const journal = useJournal()
  return usePress(['apply'], async ({ draft, onCreated, ...options }: Press) => {
    const result = await submitApplication(journal, draft, options)
    if (result.kind === 'attempted' && result.outcome.kind === 'accepted') onCreated()
    return result
  })
}
