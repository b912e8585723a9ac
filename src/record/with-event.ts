import {
  applicationStatus,
  attemptsOf,
  isDone,
  isOpen,
  isUndecided,
  type Application,
  type Attempt,
  type Latest,
} from '~/record/application'
import type { JournalEvent } from '~/record/events'
import { isOfAnother } from '~/record/requested-target'
import { transactionState } from '~/oms/transaction-detail'

/** Adds one event. Throws when an application does not begin with its apply intent, or by being taken over. */
export function withEvent(known: Application | undefined, event: JournalEvent, seq: number): Application {
  const next = added(known, event, seq)
  const isApprovedFirst = next.approvedAt === undefined && applicationStatus(next, Infinity) === 'approved'
  return isApprovedFirst ? { ...next, approvedAt: event.at } : next
}

function added(known: Application | undefined, event: JournalEvent, seq: number): Application {
  if (event.kind === 'apply intent') {
    const { application: key, draft, body, at, by, unproven, expires, batch, follows: before, why: note } = event
    return { key, seq, draft, body, sentAt: at, by, unproven, expires, why: note, follows: before, batch }
  }
  if (event.kind === 'tracked' && known === undefined) {
    const { application: key, at, by, unproven, detail } = event
    const { id, otherKind } = detail
    return { key, seq, sentAt: at, by, unproven, expires: at, id, otherKind, seen: { at, detail } }
  }
  if (known === undefined) throw new Error(`journal: ${event.kind} without an apply intent`)
  switch (event.kind) {
    case 'apply outcome': {
      const { outcome } = event
      if (outcome.kind === 'accepted') return { ...known, outcome, id: outcome.id, absent: undefined }
      // The id that a person has found is that of another one.
      return { ...known, outcome, ...(outcome.kind !== 'unknown' && { id: undefined }) }
    }
    case 'apply resolved':
      return event.id === undefined ? { ...known, absent: true } : { ...known, id: event.id }
    case 'reject intent':
      return { ...known, rejection: withAttempt(known.rejection, { ...sent(event), memo: event.memo }) }
    case 'reject outcome':
      return { ...known, rejection: withFinding(known.rejection, event, { outcome: event.outcome }) }
    case 'reject resolved':
      return { ...known, rejection: withFinding(known.rejection, event, { resolved: event.done }) }
    case 'approve intent':
      return { ...known, approval: withAttempt(known.approval, sent(event)) }
    case 'approve outcome':
      return { ...known, approval: withFinding(known.approval, event, { outcome: event.outcome }) }
    case 'approve resolved':
      return { ...known, approval: withFinding(known.approval, event, { resolved: event.done }) }
    case 'start intent':
    case 'resume intent': {
      const action = event.kind === 'start intent' ? 'start' : 'resume'
      return { ...known, execution: withAttempt(known.execution, { ...sent(event), of: action }) }
    }
    case 'start outcome':
    case 'resume outcome':
      return { ...known, execution: withFinding(known.execution, event, { outcome: event.outcome }) }
    case 'transaction seen': {
      const { transaction: detail, at } = event
      const { backup: before } = known
      const since = before?.detail.status === detail.status ? before.since : at
      const isTold = detail.status !== '' && transactionState(detail) !== 'completed'
      const openAt = isTold ? at : before?.openAt
      return { ...known, backup: { detail, at, since, openAt } }
    }
    case 'tracked':
    case 'seen': {
      const { at, detail } = event
      const { otherKind } = detail
      // Of a form of another kind that is all there is to know.
      if (otherKind !== undefined) return known.id === detail.id ? { ...known, otherKind } : known
      if (!isOfAnother(known.draft, detail)) return { ...known, otherKind, another: undefined, seen: { at, detail } }
      // What was decided before was decided while the id was its own.
      return isUndecided(applicationStatus(known, Infinity)) ? { ...known, otherKind, another: true } : known
    }
  }
}

type DecisionIntent = Extract<
  JournalEvent,
  { kind: 'reject intent' | 'approve intent' | 'start intent' | 'resume intent' }
>

function sent({ attempt, at, by, unproven, expires }: DecisionIntent) {
  return { attempt, sentAt: at, by, unproven, expires }
}

type WithName = Attempt & { attempt: string }

/** Adds the latest attempt. What was unknown before one that was carried out does not matter any more. */
function withAttempt<One extends WithName>(before: Latest<One> | undefined, attempt: One): Latest<One> {
  return latestOf(attempt, isDone(before) ? [] : attemptsOf(before))
}

/** Adds what came of an attempt, the latest or one before it. */
function withFinding<One extends WithName>(
  before: Latest<One> | undefined,
  { attempt }: JournalEvent,
  finding: Partial<One>,
): Latest<One> | undefined {
  const [latest, ...earlier] = attemptsOf(before).map((one) => (one.attempt === attempt ? { ...one, ...finding } : one))
  return latest && latestOf(latest, earlier)
}

function latestOf<One extends WithName>(latest: One, before: One[]): Latest<One> {
  const earlier = before.filter(isOpen)
  return { ...latest, ...(earlier.length > 0 && { earlier }) }
}
