import { useEffect, useRef } from 'react'
import { withStatus, type ApplicationWithStatus } from '~/record/application'
import type { NotAttempted } from '~/record/attempt-result'
import type { ListEntry } from '~/record/list-entry'
import { useJournal } from '~/record/react/journal-context'
import { decisionBlocker } from '~/record/decision-blocker'
import { rejectApplication, type RejectResult } from '~/actions/reject'
import type { Journal } from '~/record/store/store'
import { usePress } from '~/actions/use-press'
import type { Refusal, RejectOutcome } from '~/oms/outcome'

/** So many applications in a row without an answer of OMS, and a run stops instead of trying the rest. */
const patience = 3

const memosOffered = 5

/** The latest different ones of these memos, which are newest first. */
export function recentMemos(memos: readonly string[]): string[] {
  return [...new Set(memos.map((memo) => memo.trim()))].slice(0, memosOffered)
}

/** Where a row stands. `left`: to be sent, since it was not tried, did not reach OMS, or OMS refused us and not the row. */
export type RejectRowState = 'left' | 'sending' | 'rejected' | 'approved' | 'refused' | 'unknown'

/** What became of an application since it was chosen; `now` is missing when its record is gone. */
export function rowState(chosen: ApplicationWithStatus, now: ApplicationWithStatus = chosen): RejectRowState {
  const { status, rejection, openRejection, openApproval } = now
  if (status === 'rejected' || status === 'approved') return status
  if (openApproval === 'sending') return 'sending'
  if (rejection === undefined || rejection.attempt === chosen.rejection?.attempt) return 'left'
  const { outcome } = rejection
  if (outcome?.kind === 'refused') return outcome.reason === 'request' ? 'refused' : 'left'
  if (openRejection === 'sending' || openRejection === 'unknown') return openRejection
  return 'left'
}

/** Which of the chosen ones can be rejected. */
export function rejectable<One extends ApplicationWithStatus | ListEntry>(chosen: readonly One[]): One[] {
  return chosen.filter((one) => one.id !== undefined && decisionBlocker(one) === undefined)
}

export type RejectManyOrder = {
  chosen: ApplicationWithStatus[]
  which: 'left' | 'refused'
  memoOf: (one: ApplicationWithStatus) => string
}

/**
 * Why a run ended; `id` is where. `refused`: OMS refuses whoever or wherever we are, so it would refuse the rest too.
 * `not attempted`: a press could not be made. `not saved`: the outcome is true, but this browser could not keep it.
 */
export type RejectManyEnd =
  | { why: 'done' | 'stopped' }
  | { why: 'no answers'; id: string }
  | { why: 'refused'; id: string; refusal: Refusal }
  | { why: 'not attempted'; id: string; stopped: NotAttempted }
  | { why: 'not saved'; id: string; outcome: RejectOutcome }

/**
 * Rejects the chosen ones that are due, one after another, each with all the guarantees of a single rejection. What was
 * decided meanwhile is passed over, and what may have been carried out is never sent again.
 */
export async function rejectMany(
  journal: Journal,
  { chosen, which, memoOf }: RejectManyOrder,
  signal: AbortSignal,
): Promise<RejectManyEnd> {
  let unanswered = 0
  for (const one of chosen) {
    if (signal.aborted) return { why: 'stopped' }
    const { key, id } = one
    if (id === undefined || rowState(one, await readNow(journal, key)) !== which) continue
    const result = await rejectApplication(journal, key, id, memoOf(one))
    const end = endAfter(id, result)
    if (end !== undefined) return end
    unanswered = isUnanswered(result) ? unanswered + 1 : 0
    if (unanswered === patience) return { why: 'no answers', id }
  }
  return { why: 'done' }
}

async function readNow(journal: Journal, key: string): Promise<ApplicationWithStatus | undefined> {
  const found = await journal.find(`attempt-${key}`)
  return found && withStatus(found.application, Date.now())
}

/** What ends a run: a press that could not be made, and a refusal that is not about the row. */
function endAfter(id: string, result: RejectResult): RejectManyEnd | undefined {
  if (result.kind === 'stopped') {
    return result.why === 'in flight' ? undefined : { why: 'not attempted', id, stopped: result }
  }
  const { outcome, saved } = result
  if (!saved) return { why: 'not saved', id, outcome }
  if (outcome.kind !== 'refused' || outcome.reason === 'request') return undefined
  return { why: 'refused', id, refusal: outcome }
}

function isUnanswered(result: RejectResult): boolean {
  return result.kind === 'attempted' && (result.outcome.kind === 'unknown' || result.outcome.kind === 'not sent')
}

/** The mutation behind the button "Reject" of many. Ends after the row under way when its dialog goes. */
export function useRejectMany() {
  const journal = useJournal()
  const control = useRef<AbortController>(undefined)
  useEffect(() => () => control.current?.abort(), [])
  const { mutate, data, isPending, isError } = usePress(['reject many'], (order: RejectManyOrder) => {
    const { signal } = (control.current = new AbortController())
    return rejectMany(journal, order, signal)
  })
  return { run: mutate, stop: () => control.current?.abort(), end: data, isPending, isError }
}
