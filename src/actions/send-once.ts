import { settled } from '~/actions/settle'
import { newAttemptId } from '~/record/attempt-id'
import type { AnyOutcome, Attempted, NotAttempted } from '~/record/attempt-result'
import type { Intent, OutcomeEvent } from '~/record/events'
import { leaseMs } from '~/record/lease'
import { askToKeep } from '~/record/store/keeping'
import { holdLock } from '~/record/store/orphans'
import type { Journal } from '~/record/store/store'
import { send } from '~/oms/client'
import type { Evidence } from '~/oms/evidence'
import type { Endpoint } from '~/oms/endpoints'
import { rawAnswer } from '~/oms/refusal'
import { session, type Session } from '~/session/session'
import type { AttemptId } from '~/oms/ids'

/** Who acts now; or why nobody can, with the sign-in opened where that is the way on. */
export function actorOrStop(): Session | NotAttempted {
  const actor = session.current()
  if (actor === undefined) {
    session.openDialog()
    return { kind: 'not attempted', why: 'signed out' }
  }
  return navigator.onLine ? actor : { kind: 'not attempted', why: 'offline' }
}

/** Ends the session whose token OMS refuses. */
export function expireIfRefused({ token }: Session, outcome: AnyOutcome): void {
  if (outcome.kind === 'refused' && outcome.reason === 'token') session.expire(token)
}

type Plan<Of> = Of extends Intent ? Omit<Of, 'application' | 'attempt' | 'at' | 'by' | 'expires' | 'memory'> : never
type Ending<Of> = Of extends OutcomeEvent ? Pick<Of, 'kind' | 'outcome'> : never

/** An attempt whose intent is on disk: what to send now, and what {@link finish} needs. */
type Begun = {
  kind: 'begun'
  request: { body: string; token: string | undefined; requestId: string; sendAnyway: boolean }
  journal: Journal
  actor: Session
  intent: Intent
  release: () => void
}

/**
 * Begins one press of a button: `claim` is taken and the intent is on disk when this resolves, or nothing may be sent.
 * An intent without `application` makes one of its own. `sendAnyway`: although somebody else has just sent the same; `seen`: what an
 * application may repeat, as the person was shown.
 */
export async function begin(
  journal: Journal,
  claim: string,
  plan: Plan<Intent> & { application?: AttemptId },
  sendAnyway = false,
  seen: readonly AttemptId[] = [],
): Promise<Begun | NotAttempted> {
  const actor = actorOrStop()
  if ('kind' in actor) return actor

  const attempt = newAttemptId()
  const release = await holdLock(journal, attempt)
  const now = Date.now()
  const intent: Intent = {
    application: attempt,
    ...plan,
    attempt,
    at: new Date(now).toISOString(),
    expires: new Date(now + leaseMs).toISOString(),
    ...(actor.username !== undefined && { by: actor.username }),
    ...(journal.memory !== undefined && { memory: journal.memory }),
  }
  const obstacle = await journal
    .recordIntent(intent, claim, seen)
    .catch((): NotAttempted => ({ kind: 'not attempted', why: 'not recorded' }))
  if (obstacle !== undefined) {
    release()
    return obstacle
  }
  askToKeep()
  const request = { body: plan.body, token: actor.token, requestId: attempt, sendAnyway }
  return { kind: 'begun', request, journal, actor, intent, release }
}

/** Sends what has begun, once. Where the answer is lost the gate is asked for it. */
export async function sendOnce(endpoint: Endpoint, { request, intent }: Begun): Promise<Evidence> {
  return settled(intent, request.token, await send(endpoint, request))
}

/** Writes the outcome, with OMS's answer to the letter, and gives claim and lock back. Never throws: what can't be written is told by `saved`. */
export async function finish<End extends Ending<OutcomeEvent>>(
  { journal, actor, intent, release }: Begun,
  end: End,
  evidence: Evidence,
): Promise<Attempted<End['outcome']>> {
  expireIfRefused(actor, end.outcome)
  const { application, attempt } = intent
  const answer = rawAnswer(evidence)
  const event = { ...end, application, attempt, at: new Date().toISOString(), ...(answer && { answer }) }
  const saved = await journal.recordOutcome(intent, event).then(
    () => true,
    () => false,
  )
  release()
  return { kind: 'attempted', outcome: end.outcome, saved }
}
