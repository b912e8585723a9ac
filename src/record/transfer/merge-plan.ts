import { application as applicationSchema, type Application } from '~/record/application'
import { addedUp, groupById, inOrder } from '~/record/event-order'
import { eventName, type JournalEvent } from '~/record/events'
import { joined, type Change, type Known } from '~/record/transfer/import-plan'

/** An event of the team's record; `seq`: its place in this journal where it is another one than after the last. */
export type Recorded = { event: JournalEvent; seq: number | undefined }

type Placed = Recorded & { isStored: boolean }

/**
 * What happens to the applications concerned when these events of the team's record come. An event of the record replaces the copy of
 * this browser that has its name, and takes its place; what only this browser has stays beside it. What begins under a key is an
 * application, those that are one at OMS are put together, and the events of each get their one order over the places that they
 * have. The same whatever comes first, and however often; what has no beginning is left out.
 */
export function planMerge(known: Known, recorded: Recorded[]): Change[] {
  const applications = [...eventsByKey(known, recorded)].flatMap(([key, placed]) => {
    const one = addedUp(inOrder(placed.map(({ event }) => event)))
    return one === undefined ? [] : [{ key, id: one.id, isApplied: one.draft !== undefined, placed }]
  })
  const summaries = new Map(known.summaries.map((one) => [one.key, one]))
  return groupById(applications).flatMap((group) => {
    const placed = group
      .flatMap((one) => one.placed)
      .toSorted((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity))
    const events = inOrder(placed.map(({ event }) => event))
    const added = addedUp(events)
    if (added === undefined) return []
    const also = group.map(({ key }) => key).filter((key) => key !== added.key)
    const application = joined(added, also)
    const before = summaries.get(added.key)
    const isStored = placed.every((one, index) => one.isStored && one.event === events[index])
    if (isStored && before !== undefined && isSameSummary(before, application)) return []
    return [{ isNew: before === undefined, application, events, seqs: placed.flatMap(({ seq }) => seq ?? []) }]
  })
}

/** The events of each key that are here, with those of the record over them. */
function eventsByKey(known: Known, recorded: Recorded[]): Map<string, Placed[]> {
  const byKey = new Map<string, Map<string, Placed>>()
  for (const [key, events] of known.events) {
    byKey.set(key, new Map(events.map((one) => [eventName(one.event), { ...one, isStored: true }])))
  }
  for (const { event, seq } of recorded) {
    const byName = byKey.get(event.application) ?? new Map<string, Placed>()
    byKey.set(event.application, byName)
    const copy = byName.get(eventName(event))
    if (JSON.stringify(copy?.event) === JSON.stringify(event)) continue
    byName.set(eventName(event), { event, seq: copy === undefined ? seq : copy.seq, isStored: false })
  }
  return new Map([...byKey].map(([key, byName]) => [key, [...byName.values()]]))
}

/** Whether the summary on record says what its events add up to; one that this desk can't read is left alone. */
function isSameSummary(before: Application, made: Application): boolean {
  const read = applicationSchema.safeParse(before).data
  // Parsed, both have their fields in one order.
  const parsed = applicationSchema.safeParse({ ...made, seq: before.seq }).data
  return read === undefined || JSON.stringify(read) === JSON.stringify(parsed)
}
