import type { Texts } from '~/i18n/i18n'
import type { Application } from '~/record/application'

/** What an application is called on the screen: its OMS id, or that it has none. */
export function applicationName(t: Texts, { id }: Pick<Application, 'id'>): string {
  return id === undefined ? t('review.noId') : `#${id}`
}
