import type { Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { formatTime } from '~/ui/format'
import { personName } from '~/wording/person-name'

/**
 * When it was applied for and by whom; for what was taken over, in the words of OMS, whose times carry no zone, or else when and by whom
 * that was.
 */
export function originText(t: Texts, application: ApplicationWithStatus, format = formatTime): string {
  const { draft, seen, sentAt } = application
  const { createTime = '', username = '' } = seen?.detail ?? {}
  if (draft !== undefined) return byWhom(t, format(t, sentAt), personName(t, application))
  if (createTime !== '') {
    // A row cuts the end of a time as OMS writes it, never who applied.
    return username === ''
      ? t('list.inOms', { time: createTime })
      : t('list.inOmsBy', { time: createTime, who: username })
  }
  return byWhom(t, t('live.tracked', { time: format(t, sentAt) }), personName(t, application))
}

function byWhom(t: Texts, time: string, who: string): string {
  return who === '' ? time : t('review.by', { time, who })
}
