import { latestMoment } from '~/oms/oms-time'
import type { ApplicationStatus, ApplicationWithStatus } from '~/record/application'
import { backupState, hasEnded } from '~/record/backup'
import type { Limits } from '~/record/limits'

const hourMs = 60 * 60_000

/**
 * Since when, in ms since 1970, an application waits for its decision, or approved for the end of its backup; undefined where it waits
 * for neither. OMS's times carry no zone: what was taken over has waited since then, or since the latest moment that OMS's time can mean.
 */
export function awaitedSince(one: ApplicationWithStatus): number | undefined {
  const { status, approvedAt, draft, sentAt, seen } = one
  if (status === 'approved') {
    return approvedAt === undefined || hasEnded(backupState(one)) ? undefined : Date.parse(approvedAt)
  }
  if (status !== 'pending') return undefined
  const created = draft === undefined ? latestMoment(seen?.detail.createTime ?? '') : undefined
  return Math.min(Date.parse(sentAt), created ?? Infinity)
}

/** `awaitedSince`: since when it waits for a decision or its backup, in ms since 1970; undefined where it waits for neither. */
export type MayWait = { status: ApplicationStatus; awaitedSince: number | undefined }

/** When its time is over, in ms since 1970; undefined where there is nothing to wait for. */
export function dueAt({ status, awaitedSince: since }: MayWait, limits: Limits): number | undefined {
  return since === undefined ? undefined : since + longestWait(status, limits)
}

/** How long it may wait, in ms. */
export function longestWait(status: ApplicationStatus, limits: Limits): number {
  return (status === 'pending' ? limits.waitingHours : limits.overdueHours) * hourMs
}

/** Whether its time is over at `now`, in ms since 1970. */
export function isOverdue(one: MayWait, limits: Limits, now: number): boolean {
  return now > (dueAt(one, limits) ?? Infinity)
}
