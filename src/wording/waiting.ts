import type { Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long a pending application has been waiting at `now`; undefined for others, and where that is not known. */
export function waiting(t: Texts, one: ApplicationWithStatus, now: number): string | undefined {
  if (one.status !== 'pending') return undefined
  if (one.draft !== undefined) {
    const age = now - Date.parse(one.sentAt)
    // `now` is a full minute; what was sent later than that was sent by a wrong clock.
    return age < -minuteMs ? undefined : t('list.waiting', { age: inWords(t, Math.max(0, age)) })
  }
  const created = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(one.seen?.detail.createTime ?? '')
  if (created === null) return undefined
  // OMS's times carry no zone; the westernmost is 12 hours behind UTC, so it has been waiting this long at least.
  const least = now - Date.parse(`${created[1]}T${created[2]}Z`) - 12 * hourMs
  return least < dayMs ? undefined : t('list.waitingOver', { age: inWords(t, least) })
}

/** A length of time in its greatest unit. */
export function inWords(t: Texts, ms: number): string {
  if (ms < hourMs) return t('list.minutes', { count: Math.floor(ms / minuteMs) })
  if (ms < 2 * dayMs) return t('list.hours', { count: Math.floor(ms / hourMs) })
  return t('list.days', { count: Math.floor(ms / dayMs) })
}
