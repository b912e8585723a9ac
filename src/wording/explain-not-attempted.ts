import type { Texts } from '~/i18n/i18n'
import type { NotAttempted } from '~/record/attempt-result'
import type { Tried } from '~/wording/explain'

/** Why a press did nothing, and what to do. `action`: what is to be tried again. */
export function explainNotAttempted(t: Texts, { why }: NotAttempted, action: Tried): string {
  const again = t(`outcome.again.${action}`)
  switch (why) {
    case 'signed out':
      return t('outcome.signedOut', { again })
    case 'offline':
      return t('outcome.offline', { again })
    case 'in flight':
      return t('outcome.inFlight')
    case 'duplicate':
      return t('outcome.duplicate')
    case 'table stopped':
      return t('outcome.tableStopped')
    case 'not decidable':
      return t('outcome.notDecidable')
    case 'not recorded':
      return t('outcome.notRecorded', { again })
  }
}
