import type { Texts } from '~/i18n/i18n'
import type { Application } from '~/record/application'
import { formatTime } from '~/ui/format'

/** What an application is called on the screen: its OMS id, or that it has none. */
export function applicationName(t: Texts, { id }: Pick<Application, 'id'>): string {
  return id === undefined ? t('review.noId') : `#${id}`
}

/** The same within a sentence, where one without an id is told by when it was sent. */
export function applicationInWords(t: Texts, { id, sentAt }: Pick<Application, 'id' | 'sentAt'>): string {
  return id === undefined ? t('review.ofTime', { time: formatTime(t, sentAt) }) : `#${id}`
}
