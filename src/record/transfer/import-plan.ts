import { keysOf, type Application } from '~/record/application'
import { addById, addedUp, groupsOf, inOrder, isInOrder } from '~/record/event-order'
import { idIn, eventName, type JournalEvent } from '~/record/events'
import type { ApplyId } from '~/oms/ids'
import type { Steps } from '~/record/transfer/in-slices'

/** An event with its place in the journal. */
export type StoredEvent = { seq: number; event: JournalEvent }

/** Why an application of a file is left out. `id`: the one that is known here. */
export type LeftOut =
  | { why: 'no beginning'; name: string }
  | { why: 'known here' | 'twice'; name: string; id: ApplyId }
  | { why: 'another id'; name: string; id: ApplyId; theirs: ApplyId }

/**
 * An application that is written anew. `events`: all of them, in their order; the first ones go to the places `seqs`, the
 * others after the journal's last.
 */
export type Change = { isNew: boolean; application: Application; events: JournalEvent[]; seqs: number[] }

/** What an import does. `same`: how many applications bring nothing new. */
export type ImportPlan = { changes: Change[]; same: number; leftOut: LeftOut[] }

/** What is here of the applications concerned: their summaries, and the events of each key. */
export type Known = {
  summaries: Application[]
  events: Map<string, StoredEvent[]>
}

/** One application of a file, under whichever keys. */
export type Carried = { keys: string[]; ids: ApplyId[]; events: JournalEvent[] }

/** The events of a file by applications, in steps. */
export function* carriedApplications(events: JournalEvent[]): Steps<Carried[]> {
  type One = {
    key: string
    id: ApplyId | undefined
    isApplied: boolean
    events: { at: number; event: JournalEvent }[]
  }
  const byKey = new Map<string, One>()
  for (const [at, event] of events.entries()) {
    const { application: key } = event
    const one = byKey.get(key) ?? { key, id: undefined, isApplied: false, events: [] }
    byKey.set(key, one)
    one.events.push({ at, event })
    one.isApplied ||= isApply(event)
    yield at / events.length / 2
  }
  const byId = new Map<unknown, One[]>()
  for (const one of byKey.values()) {
    // What the file has only the rest of has none: it may be an application of its own.
    one.id = addedUp(inOrder(one.events.map(({ event }) => event)))?.id
    addById(byId, one)
    yield 0.5
  }
  const groups: { group: One[]; begin: number }[] = []
  for (const same of byId.values()) {
    for (const group of groupsOf(same)) {
      groups.push({ group, begin: group.reduce((least, one) => Math.min(least, one.events[0]?.at ?? 0), Infinity) })
    }
    yield 0.5
  }
  groups.sort((one, other) => one.begin - other.begin)
  const applications: Carried[] = []
  for (const { group } of groups) {
    const all = group.flatMap((one) => one.events).toSorted((one, other) => one.at - other.at)
    const distinct = new Map(all.map(({ event }) => [JSON.stringify(event), event]))
    const ids = new Set(all.flatMap(({ event }) => idIn(event) ?? []))
    applications.push({ keys: group.map(({ key }) => key), ids: [...ids], events: [...distinct.values()] })
    yield 0.5 + applications.length / groups.length / 2
  }
  return applications
}

/**
 * What happens to one application of a file. Only what is missing is added, and nothing that is known better here is
 * changed. `taken`: the OMS ids that the file has brought already.
 */
export function planImport(
  { keys, ids, events: carried }: Carried,
  known: Known,
  taken: ReadonlySet<string>,
): Change | LeftOut | 'same' {
  const own = known.summaries.filter((summary) => keysOf(summary).some((one) => keys.includes(one)))
  const ownId = own.find(({ id }) => id !== undefined)?.id
  const mine = placedEvents(own, known)
  const merged = merge(mine, carried)
  const application = addedUp(merged.events)
  if (application === undefined) return { why: 'no beginning', name: keys[0] ?? '' }
  const theirs = ids.find((one) => one !== ownId)
  if (ownId !== undefined && theirs !== undefined) return { why: 'another id', name: `#${ownId}`, id: ownId, theirs }
  if (merged.added === 0) return 'same'
  const { id } = application
  const holders = known.summaries.filter((one) => one.id === id && id !== undefined && !own.includes(one))
  const held = placedEvents(holders, known)
  if (id !== undefined) {
    const name = `#${id}`
    const isTracked = !merged.events.some(isApply)
    if (held.some(({ event }) => isApply(event)) || (isTracked && held.length > 0))
      return { why: 'known here', name, id }
    if (id !== ownId && taken.has(id)) return { why: 'twice', name, id }
  }
  const all = [...mine, ...held]
  const whole = held.length === 0 ? merged : merge(all, carried)
  const key = whole.events[0]?.application ?? application.key
  const also = [...keys, ...[...own, ...holders].flatMap(keysOf)]
  return {
    isNew: all.length === 0,
    application: joined(
      addedUp(whole.events) ?? application,
      also.filter((one) => one !== key),
    ),
    events: whole.events,
    seqs: all.map(({ seq }) => seq).toSorted((one, other) => one - other),
  }
}

/** With the other keys that it has. */
export function joined(application: Application, also: string[]): Application {
  return also.length === 0 ? application : { ...application, also: [...new Set(also)].toSorted() }
}

function isApply({ kind }: JournalEvent): boolean {
  return kind === 'apply intent'
}

function placedEvents(summaries: Known['summaries'], { events }: Known): StoredEvent[] {
  return summaries.flatMap(keysOf).flatMap((key) => events.get(key) ?? [])
}

/** The events of both, and how many the second one has added. */
function merge(here: StoredEvent[], carried: JournalEvent[]): { events: JournalEvent[]; added: number } {
  const events = here.map(({ event }) => event)
  const names = new Set(events.map(eventName))
  const missing = carried.filter((event) => !isKnown(event, names))
  // What comes from one journal keeps its order; of two journals only the clocks give an order.
  const all = [...events, ...missing]
  return { events: here.length === 0 && isInOrder(all) ? all : inOrder(all), added: missing.length }
}

/** What a person found out does not outweigh what really happened to it; nor does an unknown outcome. */
function isKnown(event: JournalEvent, names: ReadonlySet<string>): boolean {
  const name = eventName(event)
  return names.has(name) || names.has(`${name.replace('resolved', 'outcome')} definite`)
}
