import {
  decisiveAttempt,
  isDone,
  isOpen,
  type Application,
  type ApplicationStatus,
  type ApplicationWithStatus,
} from '~/record/application'
import { backupState } from '~/record/backup'
import type { Limits } from '~/record/limits'
import { applicantOf } from '~/record/applicant'
import { awaitedSince, dueAt } from '~/record/overdue'

/** What somebody is told of: since when, and whether they review. */
export type Wish = { since: string; reviews: boolean }

/** What keeps a backup, or the decision about it, from its end. */
type Trouble = 'suspended' | 'failed' | 'overdue'

/**
 * `decided`: one of theirs was approved or rejected by somebody else. `waiting`: somebody else's is pending. `trouble`: with one of
 * theirs, or with anybody's where they review.
 */
export type News = { application: ApplicationWithStatus } & (
  | { kind: 'decided' | 'waiting' }
  | { kind: 'trouble'; trouble: Trouble }
)

/** Something that an application has come to, under a name of its own, and whether it is news to this person. */
type Step = { name: string; news: News | undefined }

/** What is older is not told. After a weekend away a person still hears of what happened. */
export const newsMs = 3 * 24 * 60 * 60_000

/** What an application has come to since then; nothing that is old. */
export function latestOf(
  application: ApplicationWithStatus,
  username: string | undefined,
  { since, reviews }: Wish,
  { now, limits }: { now: number; limits: Limits },
): Step[] {
  const { key, status } = application
  const asked = Date.parse(since)
  // A clock that was ahead has asked in the future.
  const isRecent = (at: number) => at >= Math.max(asked > now ? 0 : asked, now - newsMs)
  const isMine =
    username === undefined
      ? application.draft !== undefined && application.by === undefined
      : applicantOf(application) === username
  const steps: Step[] = []
  const step = stepOf(application, status)
  if (step !== undefined && isRecent(Date.parse(step.at))) {
    const isTheirs = step.by === undefined ? step.isOurs : step.by === username
    const isWanted = status === 'pending' ? reviews && !isMine && !isTheirs : isMine && !isTheirs
    const kind = status === 'pending' ? 'waiting' : 'decided'
    steps.push({ name: `${key} ${status}`, news: isWanted ? { kind, application } : undefined })
  }
  const found = troubleOf(application, limits, now)
  if (found !== undefined && isRecent(found.at)) {
    const { trouble } = found
    const name = trouble === 'overdue' ? `${key} overdue ${status}` : `${key} ${trouble} ${found.at}`
    steps.push({ name, news: isMine || reviews ? { kind: 'trouble', trouble, application } : undefined })
  }
  return steps
}

/** What is wrong with an application, and since when, in ms since 1970. */
function troubleOf(
  application: ApplicationWithStatus,
  limits: Limits,
  now: number,
): { trouble: Trouble; at: number } | undefined {
  const { status, backup } = application
  const state = backupState(application)
  if (backup !== undefined && (state === 'suspended' || state === 'failed')) {
    return { trouble: state, at: Date.parse(backup.since) }
  }
  const due = dueAt({ status, awaitedSince: awaitedSince(application) }, limits)
  return due === undefined || due > now ? undefined : { trouble: 'overdue', at: due }
}

/** When it came to this status, and by whom. `isOurs`: somebody without a name did it here, where nobody else writes without one. */
function stepOf(
  { draft, sentAt, by, outcome, rejection, approval, seen }: Application,
  status: ApplicationStatus,
): { at: string; by: string | undefined; isOurs: boolean } | undefined {
  const approved = approval && decisiveAttempt(approval)
  switch (status) {
    case 'pending':
      // What the desk takes over by itself has no name.
      return { at: sentAt, by, isOurs: draft !== undefined }
    case 'rejected':
      return rejection && { at: rejection.sentAt, by: rejection.by, isOurs: true }
    case 'approved':
      if (outcome?.kind === 'accepted' && outcome.approval.kind === 'approved') return { at: sentAt, by, isOurs: true }
      if (approved !== undefined && (isDone(approved) || isOpen(approved)))
        return { at: approved.sentAt, by: approved.by, isOurs: true }
      return seen && { at: seen.at, by: seen.detail.decidedBy || undefined, isOurs: false }
    case 'sending':
    case 'refused':
    case 'not sent':
    case 'unknown':
    case 'other kind':
      return undefined
  }
}
