import { application as applicationSchema, type Application } from '~/record/application'
import { addedUp, groupById, inOrder } from '~/record/event-order'
import { eventName, type JournalEvent } from '~/record/events'
import { joined, type Change, type Known, type StoredEvent } from '~/record/import-plan'

type Placed = { event: JournalEvent; seq: number | undefined; isStored: boolean }

/**
 * What becomes of the applications concerned when these events of the team's record come: the record's events by their names, also
 * over copies of this browser, and beside them what only this browser has. The same whatever comes first, and however often.
 * `placeOf`: where a new one belongs in the journal; undefined for after its last. What has no beginning is left out.
 */
export function planMerge(
  known: Known,
  recorded: StoredEvent[],
  placeOf: (seq: number) => number | undefined,
): Change[] {
  const byKey = new Map<string, Map<string, Placed>>()
  for (const [key, events] of known.events) {
    byKey.set(key, new Map(events.map((one) => [eventName(one.event), { ...one, isStored: true }])))
  }
  for (const { seq, event } of recorded) {
    const names = byKey.get(event.application) ?? new Map<string, Placed>()
    byKey.set(event.application, names)
    const name = eventName(event)
    const own = names.get(name)
    if (own === undefined) names.set(name, { event, seq: placeOf(seq), isStored: false })
    else if (JSON.stringify(own.event) !== JSON.stringify(event)) names.set(name, { ...own, event, isStored: false })
  }
  const ones = [...byKey].flatMap(([key, names]) => {
    const placed = [...names.values()]
    const application = addedUp(inOrder(placed.map(({ event }) => event)))
    return application === undefined
      ? []
      : [{ key, id: application.id, isApplied: application.draft !== undefined, placed }]
  })
  const summaries = new Map(known.summaries.map((one) => [one.key, one]))
  return [...groupById(ones)].flatMap((group) => {
    const placed = group
      .flatMap((one) => one.placed)
      .toSorted((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity))
    const events = inOrder(placed.map(({ event }) => event))
    const added = addedUp(events)
    if (added === undefined) return []
    const before = summaries.get(added.key)
    const application = joined(
      added,
      group.map(({ key }) => key).filter((key) => key !== added.key),
    )
    const isSame =
      before !== undefined &&
      isSameSummary(before, application) &&
      placed.every(({ event, isStored }, index) => isStored && event === events[index])
    return isSame
      ? []
      : [{ isNew: before === undefined, application, events, seqs: placed.flatMap(({ seq }) => seq ?? []) }]
  })
}

/** Whether the summary on record says what its events add up to; one that this desk can't read is left alone. */
function isSameSummary(before: Application, made: Application): boolean {
  const read = applicationSchema.safeParse(before).data
  // Parsed, both have their fields in one order.
  const parsed = applicationSchema.safeParse({ ...made, seq: before.seq }).data
  return read === undefined || JSON.stringify(read) === JSON.stringify(parsed)
}
