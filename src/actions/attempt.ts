import { newAttemptId } from '~/record/attempt-id'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import type { Intent, OutcomeEvent } from '~/record/events'
import { holdingLock } from '~/record/store/orphans'
import type { Journal } from '~/record/store/store'
import { deadlineMs, type Evidence } from '~/oms/client'
import { session, type Session } from '~/session/session'

/** After this no answer can come any more: the page's own deadline and a margin for a slow clock. */
const leaseMs = deadlineMs + 15_000

/** Who acts now; or why nobody can, with the sign-in opened where that is the way on. */
export function actorOrStop(): Session | NotAttempted {
  const actor = session.current()
  if (actor === undefined) {
    session.openDialog()
    return { kind: 'stopped', why: 'signed out' }
  }
  return navigator.onLine ? actor : { kind: 'stopped', why: 'offline' }
}

type Common = Pick<Intent, 'attempt' | 'at' | 'by' | 'expires'>

/**
 * One press of a button, straight down: intent on disk, request, outcome on disk. Without a committed
 * intent no request leaves. Never throws for anything that happens on the way.
 */
export async function attempt<Outcome extends OutcomeEvent['outcome']>(
  journal: Journal,
  step: {
    claim: string
    /** The person has seen what it may repeat. */
    sendAnyway?: boolean
    intent: (common: Common) => Intent
    send: (token: string | undefined, attempt: string) => Promise<Evidence>
    judge: (evidence: Evidence) => Outcome
    ending: (about: Pick<OutcomeEvent, 'application' | 'attempt' | 'at'>, outcome: Outcome) => OutcomeEvent
  },
): Promise<NotAttempted | Attempted<Outcome>> {
  const actor = actorOrStop()
  if ('kind' in actor) return actor

  const id = newAttemptId()
  return holdingLock(journal, id, async () => {
    const now = Date.now()
    const intent = step.intent({
      attempt: id,
      at: new Date(now).toISOString(),
      expires: new Date(now + leaseMs).toISOString(),
      ...(actor.username !== undefined && { by: actor.username }),
    })
    try {
      const recorded = await journal.recordIntent(intent, step.claim, step.sendAnyway)
      if (recorded.kind === 'held') return { kind: 'stopped', why: 'in flight', held: recorded.held }
      if (recorded.kind === 'stopped') return { kind: 'stopped', why: 'table stopped' }
      if (recorded.kind === 'duplicates') return { kind: 'stopped', why: 'duplicate', others: recorded.others }
    } catch {
      return { kind: 'stopped', why: 'not recorded' }
    }

    const outcome = step.judge(await step.send(actor.token, intent.attempt))
    if (outcome.kind === 'refused' && outcome.reason === 'token') session.expire(actor.token)
    const { application } = intent
    const ending = step.ending({ application, attempt: intent.attempt, at: new Date().toISOString() }, outcome)
    const saved = await journal.recordOutcome(intent, ending, step.claim).then(
      () => true,
      () => false,
    )
    return { kind: 'attempted', attempt: intent.attempt, outcome, saved }
  })
}
