import type { Execution } from '~/oms/execution'
import type { Texts } from '~/i18n/i18n'
import type { NotSent, Refusal, SameOfAnother, UnknownOutcome } from '~/oms/outcome'
import { session } from '~/session/session'
import { formatTime } from '~/ui/format'

export type Pressed = 'apply' | 'reject' | 'approve' | Execution
export type Tried = Pressed | 'many' | 'ask' | 'sign in'

/** Longest server text shown whole. */
const textLimit = 500

/** A server's text in a length that a screen can hold. */
export function clip(text: string): string {
  return clipTo(textLimit, text)
}

/** The same of another length. */
export function clipTo(limit: number, text: string): string {
  return text.length > limit ? `${text.slice(0, limit).toWellFormed()}…` : text
}

/** OMS's own words for a refusal, whole, and the remedy where there is one. `action`: what is to be tried again. */
export function explainRefusal(t: Texts, { reason, messages }: Refusal, action: Tried = 'apply'): string[] {
  // Once each: OMS may repeat itself.
  const words = [...new Set(messages.filter((message) => message !== ''))]
  switch (reason) {
    case 'token':
      return [
        ...words,
        session.isShared() ? t('outcome.sharedToken') : t('outcome.token', { again: t(`outcome.again.${action}`) }),
      ]
    case 'whitelist':
      return [...words, t('outcome.whitelist')]
    case 'request':
      return words.length === 0 ? [t('outcome.noMessage')] : words
  }
}

/** What kept a request from OMS. `action`: what is to be tried again. */
export function explainNotSent(t: Texts, { why: words, other }: NotSent, action: Tried = 'apply'): string {
  const again = t(`outcome.again.${action}`)
  if (other !== undefined) return explainSameOfAnother(t, other)
  // What failed, and Node's code for it.
  const [why = '', code = ''] = words.split(': ')
  switch (why) {
    case 'name':
    case 'refused':
    case 'unreachable':
      return t(`outcome.proxy.${why}`)
    case 'certificate':
      return t('outcome.proxy.certificate', { why: clip(code) })
    case 'connect time-out':
      return t('outcome.proxy.timeOut')
    case 'token':
      return t('outcome.proxy.token', { again })
    case 'origin':
    case 'host':
      return t('outcome.proxy.origin')
    case 'limited':
    case 'full':
      return t(`outcome.proxy.${why}`, { again })
    case 'closed':
      return t('outcome.proxy.closed')
    case 'worker':
      return t(import.meta.env.MODE === 'demo' ? 'outcome.noWorker' : 'outcome.otherWorker', { again })
    case 'too large':
      return t(action === 'reject' ? 'outcome.proxy.longMemo' : 'outcome.proxy.tooLarge')
    default:
      return t('outcome.proxy.other', { why: clip(words) })
  }
}

/** Who has sent the same, and when. */
export function explainSameOfAnother(t: Texts, { by, at }: SameOfAnother): string {
  return t('outcome.sentByAnother', {
    who: by === undefined ? t('outcome.somebody') : clip(by),
    time: formatTime(t, at),
  })
}

/** What there is instead of an answer. Without an outcome the page was gone before one could be written. */
export function explainUnknown(t: Texts, outcome: UnknownOutcome | undefined): string {
  if (outcome === undefined) return t('outcome.unknown.orphan')
  const { why, status = '-', text = '' } = outcome
  const what = t(`outcome.unknown.${why}`, { status })
  // What the proxy adds is for programs.
  return text === '' || why === 'proxy' ? what : t.paragraph([what, t('outcome.said', { text: clip(text) })])
}
