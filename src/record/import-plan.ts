import { withEvent, type Application } from '~/record/application'
import { eventName, isDefinite, type JournalEvent } from '~/record/events'
import type { ApplyId } from '~/oms/ids'
import type { Steps } from '~/record/in-slices'

/** An event with its place in the journal. */
export type StoredEvent = { seq: number; event: JournalEvent }

/** Why an application of a file is left out. `id`: the one that is known here. */
export type LeftOut =
  | { why: 'no beginning'; name: string }
  | { why: 'known here' | 'twice' | 'busy'; name: string; id: ApplyId }
  | { why: 'another id'; name: string; id: ApplyId; theirs: ApplyId }

/** An application that an import writes. `events`: all of them, in their order; the first ones go to the places `seqs`, the others after the journal's last. */
export type Change = {
  isNew: boolean
  application: Application
  events: JournalEvent[]
  seqs: number[]
  /** The key under which it was only tracked here; its events are among these. */
  absorbs?: string | undefined
}

/** What an import does. `same`: how many applications bring nothing new. */
export type ImportPlan = { changes: Change[]; same: number; leftOut: LeftOut[] }

/**
 * What becomes of the events of a file, in steps. Only what is missing is added, and nothing that is known better here is
 * changed. `busy`: the keys of the applications that have something on its way to OMS.
 */
export function* planImport(
  here: StoredEvent[],
  busy: ReadonlySet<string>,
  carried: JournalEvent[],
): Steps<ImportPlan> {
  const known = yield* groupBy(here, ({ event }) => event.application)
  const holders = new Map<string, string>()
  for (const [key, recorded] of known) {
    const id = addedUp(recorded.map(({ event }) => event))?.id
    if (id !== undefined) holders.set(id, key)
    yield 0
  }
  const taken = new Set<string>()
  const plan: ImportPlan = { changes: [], same: 0, leftOut: [] }
  const groups = yield* groupBy(carried, ({ application }) => application)
  let done = 0
  for (const [key, events] of groups) {
    const own = known.get(key) ?? []
    const result = planOne(key, own, withoutCopies(events), { known, holders, taken, busy })
    if (result === 'same') plan.same += 1
    else if ('why' in result) plan.leftOut.push(result)
    else {
      plan.changes.push(result)
      if (result.application.id !== undefined) taken.add(result.application.id)
    }
    done += 1
    yield done / groups.size
  }
  return plan
}

type Surroundings = {
  known: Map<string, StoredEvent[]>
  /** OMS id to the key that has it here. */
  holders: Map<string, string>
  /** The OMS ids that this file has brought already. */
  taken: Set<string>
  busy: ReadonlySet<string>
}

function planOne(
  key: string,
  own: StoredEvent[],
  carried: JournalEvent[],
  { known, holders, taken, busy }: Surroundings,
): Change | LeftOut | 'same' {
  const merged = merge(own, carried)
  const application = addedUp(merged.events)
  if (application === undefined) return { why: 'no beginning', name: key }
  const { id } = application
  const name = id === undefined ? key : `#${id}`
  const ownId = addedUp(own.map(({ event }) => event))?.id
  const theirs = carried.map(idIn).find((one) => one !== undefined && one !== ownId)
  if (ownId !== undefined && theirs !== undefined) return { why: 'another id', name: `#${ownId}`, id: ownId, theirs }
  if (merged.added === 0) return 'same'
  const holder = id === undefined ? undefined : holders.get(id)
  if (id === undefined || holder === undefined || holder === key) {
    if (id !== undefined && taken.has(id)) return { why: 'twice', name, id }
    return { isNew: own.length === 0, application, events: merged.events, seqs: placesOf(own) }
  }

  const tracked = known.get(holder) ?? []
  if (tracked.some(({ event }) => event.kind === 'apply intent')) return { why: 'known here', name, id }
  if (taken.has(id)) return { why: 'twice', name, id }
  if (busy.has(holder)) return { why: 'busy', name, id }
  const both = [...own, ...tracked.map(({ seq, event }) => ({ seq, event: { ...event, application: key } }))]
  const whole = merge(both, carried)
  if (whole.added === 0) return 'same'
  return {
    isNew: false,
    application: addedUp(whole.events) ?? application,
    events: whole.events,
    seqs: placesOf(both),
    absorbs: holder,
  }
}

// Map.groupBy is not in Node 20.
function* groupBy<Item>(items: Item[], keyOf: (item: Item) => string): Steps<Map<string, Item[]>> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
    yield 0
  }
  return groups
}

function placesOf(recorded: StoredEvent[]): number[] {
  return recorded.map(({ seq }) => seq).toSorted((one, other) => one - other)
}

function idIn(event: JournalEvent): string | undefined {
  if (event.kind === 'apply resolved') return event.id
  if ('detail' in event) return event.detail.id
  return event.kind === 'apply outcome' && event.outcome.kind === 'accepted' ? event.outcome.id : undefined
}

/** Adds up the events of one application; undefined when they do not begin with its apply intent, or by being taken over. */
function addedUp(events: JournalEvent[]): Application | undefined {
  const [first] = events
  if (first === undefined || (first.kind !== 'apply intent' && first.kind !== 'tracked')) return undefined
  let application: Application | undefined
  for (const event of events) application = withEvent(application, event, 0)
  return application
}

/** The events of both, and how many the second one has added. */
function merge(here: StoredEvent[], carried: JournalEvent[]): { events: JournalEvent[]; added: number } {
  const events = here.map(({ event }) => event)
  const names = new Set(events.map(eventName))
  const missing = carried.filter((event) => !isKnown(event, names))
  // What comes from one journal keeps its order; for two there is none but that of the clocks.
  const all = [...events, ...missing]
  return { events: here.length === 0 && isInOrder(all) ? all : inOrder(all), added: missing.length }
}

function withoutCopies(events: JournalEvent[]): JournalEvent[] {
  return [...new Map(events.map((event) => [JSON.stringify(event), event])).values()]
}

/** What a person found out does not outweigh what really became of it; nor does an unknown outcome. */
function isKnown(event: JournalEvent, names: ReadonlySet<string>): boolean {
  const name = eventName(event)
  return names.has(name) || names.has(`${name.replace('resolved', 'outcome')} definite`)
}

const steps = ['intent', 'outcome', 'resolved']

/** `apply`, `reject`, `approve`, and which step of it; undefined for what OMS says. */
function stepOf({ kind }: JournalEvent): { family: string; step: number } | undefined {
  const [family = '', word = ''] = kind.split(' ')
  const step = steps.indexOf(word)
  return step === -1 ? undefined : { family, step }
}

/** Whether each step comes after its intent, as in every journal. */
function isInOrder(events: JournalEvent[]): boolean {
  const begun = new Set<string>()
  return events.every((event, index) => {
    const step = stepOf(event)
    if (index === 0) return addedUp([event]) !== undefined && begun.add(`apply ${event.attempt}`)
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
function inOrder(events: JournalEvent[]): JournalEvent[] {
  const intents = new Map<string, string>()
  const done = new Set<string>()
  const latest = new Map<string, string>()
  for (const event of events) {
    const step = stepOf(event)
    if (step === undefined) continue
    const attempt = `${step.family} ${event.attempt}`
    if (isDone(event)) done.add(attempt)
    if (step.step !== 0) continue
    intents.set(attempt, event.at)
    if (event.at > (latest.get(step.family) ?? '')) latest.set(step.family, event.at)
  }
  const placed = events.map((event) => {
    const step = stepOf(event)
    if (step === undefined) return { event, place: [1, event.at, 0, event.attempt, 0, 0, event.kind] as const }
    const attempt = `${step.family} ${event.attempt}`
    const isLast = done.has(attempt)
    const begun = intents.get(attempt) ?? event.at
    const at = isLast ? (latest.get(step.family) ?? begun) : begun
    const block = step.family === 'apply' ? 0 : 1
    const certainty = isDefinite(event) ? 2 : 'settled' in event ? 1 : 0
    const place = [block, at, isLast ? 1 : 0, event.attempt, step.step, certainty, event.at] as const
    return { event, place }
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

type Place = readonly (string | number)[]

function compare(one: Place, other: Place): number {
  for (const [index, part] of one.entries()) {
    const theirs = other[index] ?? ''
    if (part < theirs) return -1
    if (part > theirs) return 1
  }
  return 0
}
