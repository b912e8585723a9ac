import { useT } from '~/i18n/i18n'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import { decisionText } from '~/review/decide/decision-text'
import { CopyButton } from '~/ui/copy-button'
import { deskAddress } from '~/ui/desk-address'

/** Copies a decision as a text for the applicant; nothing where there is none yet. */
export function CopyDecision({ application }: { application: ApplicationWithStatus }) {
  const t = useT()
  const text = decisionText(t, application, deskAddress(`applications/${addressKey(application)}`))
  return text === undefined ? null : <CopyButton label={t('carry.decision.copy')} text={() => text} />
}
