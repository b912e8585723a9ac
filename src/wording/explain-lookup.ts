import type { Texts } from '~/i18n/i18n'
import type { Failure } from '~/oms/outcome'
import { session } from '~/session/session'
import { explainNotSent, explainRefusal, explainUnknown } from '~/wording/explain'

/** Why OMS did not say what a person has asked. */
export function explainLookup(t: Texts, failure: Failure): string {
  switch (failure.kind) {
    case 'refused':
      return explainRefusal(t, failure, 'ask').join(' ')
    case 'not sent':
      return explainNotSent(t, failure, 'ask')
    case 'unknown':
      return explainUnknown(t, failure)
  }
}

/** Why OMS did not say what the desk has asked by itself, which leaves the person signed in. */
export function explainPoll(t: Texts, failure: Failure): string {
  const isToken = failure.kind === 'refused' && failure.reason === 'token' && !session.isShared()
  return isToken ? [...new Set(failure.messages), t('watch.token')].join(' ') : explainLookup(t, failure)
}
