import type { Resolver } from 'react-hook-form'
import type { ApplyValues } from '~/apply/apply-values'
import { withTexts } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'
import { needed } from '~/ui/likely'

// Not needed for the first screen. What explains a press that failed comes with them: nothing is sent without it.
const loadRules = needed(() =>
  withTexts(async () => {
    const { checkApply } = await import('~/apply/apply-rules')
    await import('~/journal/attempt-failure')
    return checkApply
  }),
)

/** The rules of the form, for the values as they stand when it is asked. Throws when the rules can't be loaded. */
export const applyResolver: Resolver<ApplyValues, unknown, ApplicationDraft> = async (values, context, options) => {
  const asked = { ...values }
  const checkApply = await loadRules()
  return checkApply(asked, context, options)
}
