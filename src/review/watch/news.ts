import type { Application, ApplicationStatus, ApplicationWithStatus } from '~/record/application'
import { applicantOf } from '~/record/list-entry'

/** What somebody is told of: since when, and whether they review. */
export type Wish = { since: string; reviews: boolean }

/** `decided`: one of theirs was approved or rejected by somebody else. `waiting`: somebody else's is pending. */
export type News = { kind: 'decided' | 'waiting'; application: ApplicationWithStatus }

/** Older news are none, whenever they come: who was away for a weekend is told of it. */
const newsMs = 3 * 24 * 60 * 60_000

/** What an application has come to since then, under a name of its own, and whether it is news to this person; undefined where it is old. */
export function latestOf(
  application: ApplicationWithStatus,
  username: string | undefined,
  { since, reviews }: Wish,
  now: number,
): { name: string; news: News | undefined } | undefined {
  const { key, status } = application
  const step = stepOf(application, status)
  if (step === undefined || Date.parse(step.at) < Math.max(Date.parse(since), now - newsMs)) return undefined
  const isTheirs = step.by === undefined ? step.isOurs : step.by === username
  const isMine =
    username === undefined
      ? application.draft !== undefined && application.by === undefined
      : applicantOf(application) === username
  const isWanted = status === 'pending' ? reviews && !isMine && !isTheirs : isMine && !isTheirs
  return {
    name: `${key} ${status}`,
    news: isWanted ? { kind: status === 'pending' ? 'waiting' : 'decided', application } : undefined,
  }
}

/** When it came to this status, and by whom. `isOurs`: somebody without a name did it here, where nobody else writes without one. */
function stepOf(
  { draft, sentAt, by, outcome, rejection, approval, seen }: Application,
  status: ApplicationStatus,
): { at: string; by: string | undefined; isOurs: boolean } | undefined {
  switch (status) {
    case 'pending':
      // What the desk takes over by itself has no name.
      return { at: sentAt, by, isOurs: draft !== undefined }
    case 'rejected':
      return rejection && { at: rejection.sentAt, by: rejection.by, isOurs: true }
    case 'approved':
      if (outcome?.kind === 'accepted' && outcome.approval.kind === 'approved') return { at: sentAt, by, isOurs: true }
      if (approval !== undefined && approval.outcome?.kind !== 'refused') {
        return { at: approval.sentAt, by: approval.by, isOurs: true }
      }
      return seen && { at: seen.at, by: seen.detail.decidedBy || undefined, isOurs: false }
    case 'sending':
    case 'refused':
    case 'not sent':
    case 'unknown':
      return undefined
  }
}
