import type { Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import type { Limits } from '~/record/limits'
import { awaitedSince, isOverdue } from '~/record/overdue'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long a pending application has been waiting at `now`; undefined for others, and where that is not known. */
export function waiting(t: Texts, one: ApplicationWithStatus, now: number): string | undefined {
  const since = awaitedSince(one)
  if (one.status !== 'pending' || since === undefined) return undefined
  // `now` is a full minute; what was sent later than that was sent by a wrong clock.
  if (one.draft !== undefined) return now - since < -minuteMs ? undefined : waitingWords(t, one, now - since)
  return now - since < dayMs ? undefined : waitingWords(t, one, now - since)
}

/** That its time is over, and since when; undefined where it is not. */
export function overdue(t: Texts, one: ApplicationWithStatus, limits: Limits, now: number): string | undefined {
  const since = awaitedSince(one)
  if (since === undefined || !isOverdue({ status: one.status, awaitedSince: since }, limits, now)) return undefined
  return one.status === 'pending'
    ? t('list.overdue.pending', { waiting: waitingWords(t, one, now - since) })
    : t('list.overdue.approved', { age: ageInWords(t, now - since) })
}

/** What was taken over has waited longer than is known. */
function waitingWords(t: Texts, { draft }: ApplicationWithStatus, ms: number): string {
  return t(draft === undefined ? 'list.waitingOver' : 'list.waiting', { age: ageInWords(t, Math.max(0, ms)) })
}

/** A length of time in its largest whole unit, of which it is at least so many. */
export function ageInWords(t: Texts, ms: number): string {
  return inWords(t, ms, Math.floor)
}

/** The same of which it is at most so many. */
export function greatestAge(t: Texts, ms: number): string {
  return inWords(t, ms, Math.ceil)
}

function inWords(t: Texts, ms: number, round: (count: number) => number): string {
  if (ms < hourMs) return t('list.minutes', { count: round(ms / minuteMs) })
  if (ms < 2 * dayMs) return t('list.hours', { count: round(ms / hourMs) })
  return t('list.days', { count: round(ms / dayMs) })
}
