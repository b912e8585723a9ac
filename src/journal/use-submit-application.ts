import { useJournal } from '~/journal/journal-context'
import type { SubmitOptions, SubmitResult } from '~/journal/submit'
import { usePress } from '~/journal/use-press'
import type { ApplicationDraft } from '~/oms/application-draft'
import { needed } from '~/ui/likely'

/** `onCreated` is called wherever the person has gone meanwhile. */
type Press = SubmitOptions & { draft: ApplicationDraft; onCreated: () => void }

// Not needed for the first screen: all that turns a draft into a request, and its answer into an outcome.
const loadSubmit = needed(() => import('~/journal/submit'))

/** The mutation behind "Submit application". */
export function useSubmitApplication() {
  const journal = useJournal()
  return usePress(['apply'], async ({ draft, onCreated, ...options }: Press): Promise<SubmitResult> => {
    const loaded = await loadSubmit().catch(() => undefined)
    if (loaded === undefined) return { kind: 'stopped', why: 'not loaded' }
    const result = await loaded.submitApplication(journal, draft, options)
    if (result.kind === 'attempted' && result.outcome.kind === 'accepted') onCreated()
    return result
  })
}
