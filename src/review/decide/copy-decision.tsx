import { useT } from '~/i18n/i18n'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import { decisionText } from '~/review/decide/decision-text'
import { CopyButton } from '~/ui/copy-button'

/** Copies a decision as a text for the applicant; nothing where there is none yet. */
export function CopyDecision({ application }: { application: ApplicationWithStatus }) {
  const t = useT()
  const path = `${import.meta.env.BASE_URL}applications/${addressKey(application)}`
  const text = decisionText(t, application, new URL(path, window.location.origin).href)
  return text === undefined ? null : <CopyButton label={t('carry.decision.copy')} text={() => text} />
}
