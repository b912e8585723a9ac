import type { Texts } from '~/i18n/i18n'
import type { NotAttempted } from '~/record/attempt-result'

/** Why a press did nothing, and what to do. */
export function explainNotAttempted(t: Texts, { why }: NotAttempted): string {
  switch (why) {
    case 'signed out':
      return t('outcome.signedOut')
    case 'offline':
      return t('outcome.offline')
    case 'in flight':
      return t('outcome.inFlight')
    case 'duplicate':
      return t('outcome.duplicate')
    case 'table stopped':
      return t('outcome.tableStopped')
    case 'not recorded':
      return t('outcome.notRecorded')
  }
}
