import type { Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { isBeginning, isDefinite, type JournalEvent } from '~/record/events'
import type { ApplyId } from '~/oms/ids'

/** Adds up the events of one application; undefined when they do not begin with its apply intent, or by being taken over. */
export function addedUp(events: JournalEvent[]): Application | undefined {
  const [first] = events
  if (first === undefined || !isBeginning(first)) return undefined
  let application: Application | undefined
  for (const event of events) application = withEvent(application, event, 0)
  return application
}

type Holder = { key: string; id: ApplyId | undefined; isApplied: boolean }

/** Adds one to those of its OMS id; without an id it stands alone. */
export function addById<One extends Holder>(byId: Map<unknown, One[]>, one: One): void {
  const name = one.id ?? one
  const same = byId.get(name)
  if (same === undefined) byId.set(name, [one])
  else same.push(one)
}

/**
 * Of those of one OMS id, puts together what is one application: what somebody has applied for, and what others have taken over from
 * OMS under keys of their own. Two that were applied for never are one, whatever ids they claim.
 */
export function groupsOf<One extends Holder>(same: readonly One[]): One[][] {
  const sorted = same.toSorted(
    (one, other) => Number(other.isApplied) - Number(one.isApplied) || (one.key < other.key ? -1 : 1),
  )
  const isOther = ({ isApplied }: One, place: number) => isApplied && place > 0
  return [sorted.filter((one, place) => !isOther(one, place)), ...sorted.filter(isOther).map((other) => [other])]
}

/** All of these, put together like this. */
export function groupById<One extends Holder>(ones: Iterable<One>): One[][] {
  const byId = new Map<unknown, One[]>()
  for (const one of ones) addById(byId, one)
  return [...byId.values()].flatMap(groupsOf)
}

const steps = ['intent', 'outcome', 'resolved']

/** `apply`, `reject`, `approve`, and which step of it; undefined for what OMS says. */
function stepOf({ kind }: JournalEvent): { family: string; step: number } | undefined {
  const [family = '', word = ''] = kind.split(' ')
  const step = steps.indexOf(word)
  return step === -1 ? undefined : { family, step }
}

/** Whether each step comes after its intent, as in every journal. */
export function isInOrder(events: JournalEvent[]): boolean {
  const begun = new Set<string>()
  return events.every((event, index) => {
    const step = stepOf(event)
    if (index === 0) return isBeginning(event) && begun.add(`apply ${event.attempt}`)
    if (step === undefined) return true
    const attempt = `${step.family} ${event.attempt}`
    if (step.step === 0) return step.family !== 'apply' && begun.add(attempt)
    return begun.has(attempt)
  })
}

/**
 * The one order of the events of one application, however they came: its apply first, then each decision as a whole at
 * the time of its intent, and what OMS said at its own. Of decisions of a kind, one that was carried out stays the last.
 */
export function inOrder(events: JournalEvent[]): JournalEvent[] {
  const intents = new Map<string, string>()
  /** Whether a decision was carried out: 2 where OMS says so, 1 where only a person has found it out, 0 where OMS says that it was not. */
  const certainties = new Map<string, number>()
  const latest = new Map<string, string>()
  for (const event of events) {
    const step = stepOf(event)
    if (step === undefined) continue
    const attempt = `${step.family} ${event.attempt}`
    if (isDefinite(event)) certainties.set(attempt, isDone(event) ? 2 : 0)
    else if (isDone(event) && !certainties.has(attempt)) certainties.set(attempt, 1)
    if (step.step !== 0) continue
    intents.set(attempt, event.at)
    if (event.at > (latest.get(step.family) ?? '')) latest.set(step.family, event.at)
  }
  const placed = events.map((event) => {
    const step = stepOf(event)
    if (step === undefined) return { event, place: [1, event.at, 0, event.attempt, 0, event.kind] as const }
    const attempt = `${step.family} ${event.attempt}`
    const certainty = certainties.get(attempt) ?? 0
    const begun = intents.get(attempt) ?? event.at
    const at = certainty > 0 ? (latest.get(step.family) ?? begun) : begun
    const block = step.family === 'apply' ? 0 : 1
    // What a person found out makes room for what really happened to it.
    // What the gate says later comes after what was unknown, and before what a person found out.
    const rank = isDefinite(event) ? steps.length : step.step + ('settled' in event ? 0.5 : 0)
    return { event, place: [block, at, certainty, event.attempt, rank, event.at] as const }
  })
  const sorted = placed.toSorted((one, other) => compare(one.place, other.place)).map(({ event }) => event)
  if (sorted.some(({ kind }) => kind === 'apply intent')) return sorted
  const tracked = sorted.findIndex(({ kind }) => kind === 'tracked')
  return tracked === -1 ? sorted : [...sorted.splice(tracked, 1), ...sorted]
}

function isDone(event: JournalEvent): boolean {
  if ('outcome' in event) return event.outcome.kind === 'rejected' || event.outcome.kind === 'approved'
  return 'done' in event && event.done
}

type SortKey = readonly (string | number)[]

function compare(one: SortKey, other: SortKey): number {
  for (const [index, part] of one.entries()) {
    const theirs = other[index] ?? ''
    if (part < theirs) return -1
    if (part > theirs) return 1
  }
  return 0
}
