import type { Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { formatTime } from '~/ui/format'
import { personName } from '~/wording/person-name'

/** When it was applied for and by whom; for what was taken over, in the words of OMS, whose times carry no zone. */
export function originText(t: Texts, application: ApplicationWithStatus, format = formatTime): string {
  const { draft, seen, sentAt } = application
  const { createTime = '', username = '' } = seen?.detail ?? {}
  const isOfOms = draft === undefined && createTime !== ''
  const time = isOfOms ? t('list.inOms', { time: createTime }) : format(t, sentAt)
  const who = isOfOms ? username : personName(t, application)
  return who === '' ? time : t('review.by', { time, who })
}
