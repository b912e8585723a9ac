import { useIsMutating } from '@tanstack/react-query'
import { successOf } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import { submitApplication, type SubmitOptions, type SubmitResult } from '~/actions/submit'
import { usePress } from '~/actions/use-press'
import type { ApplicationDraft } from '~/oms/application-draft'

/** `onCreated` is called wherever the person has gone meanwhile. */
type Press = SubmitOptions & { draft: ApplicationDraft; onCreated: () => void }

const mutationKey = ['apply']

/** The mutation behind "Submit application". */
export function useSubmitApplication() {
  const journal = useJournal()
  return usePress(mutationKey, async ({ draft, onCreated, ...options }: Press): Promise<SubmitResult> => {
    const result = await submitApplication(journal, draft, options)
    if (successOf(result)) onCreated()
    return result
  })
}

/** Whether this page is submitting an application. */
export function useIsSubmitting(): boolean {
  return useIsMutating({ mutationKey }) > 0
}
