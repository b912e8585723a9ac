import type { ApplyId } from '~/oms/ids'
import { keysOf } from '~/record/application'
import { idIn, isBeginning } from '~/record/events'
import type { StoredEvent } from '~/record/import-plan'
import { planMerge } from '~/record/merge-plan'
import { readConcerned, summaryOf } from '~/record/store/concerned'
import { positionKey, type Position, type Write } from '~/record/store/schema'
import { writeChanges } from '~/record/store/write-change'

/** What the team's record has answered: which memory it is, its last place, and events in its order, the last of them at place `upTo`, missing where there are none. */
export type RecordAnswer = { memory: string; last: number; upTo?: number | undefined; events: StoredEvent[] }

/** Takes over an answer of the team's record; resolves to the keys of the applications that have changed, too. */
export async function mergeAnswer(
  transaction: Write,
  { memory, last, upTo, events }: RecordAnswer,
  after: number | 'newest',
): Promise<{ position: Position; changed: string[] }> {
  const positions = transaction.objectStore('position')
  const before = await positions.get(positionKey)
  // Another tab may have read further since this was asked for.
  const isSame = before?.memory === memory && (after === 'newest' ? before.seq : after) <= last
  const position = isSame ? before : await begin(transaction, memory, last)
  if (before !== undefined && !isSame) {
    await shareAll(transaction)
    await positions.put(position, positionKey)
    // They were asked for by a place in the other one.
    return { position, changed: [] }
  }
  const { room, offset } = position
  const wanted = await withoutCleared(transaction, events, position)
  const known = await readConcerned(transaction, await mayBeHere(transaction, position, wanted, upTo))
  const changes = planMerge(known, wanted, (seq) => (seq <= room ? offset + seq : undefined))
  const changed = await writeChanges(transaction, changes)
  // After the storage was cleared, what came before this answer is missing.
  const isNext = after !== 'newest' && after <= position.seq
  // Where nothing comes, all up to the last place is forgotten.
  const read = isNext ? { ...position, seq: Math.max(position.seq, upTo ?? last) } : position
  if (read.seq >= room) delete read.cleared
  await positions.put(read, positionKey)
  return { position: read, changed }
}

/** What was brought back since it was cleared is wanted. */
async function withoutCleared(
  transaction: Write,
  events: StoredEvent[],
  { room, cleared }: Position,
): Promise<StoredEvent[]> {
  const gone = new Set(cleared)
  const isGone = ({ seq, event }: StoredEvent) =>
    seq <= room && (gone.has(event.application) || (event.kind === 'tracked' && gone.has(event.detail.id)))
  const here = new Set<string>()
  for (const key of new Set(events.filter(isGone).map(({ event }) => event.application))) {
    if ((await summaryOf(transaction, key)) !== undefined) here.add(key)
  }
  return events.filter((one) => !isGone(one) || here.has(one.event.application))
}

/** What is in the record by now goes before everything that is here. */
async function begin(transaction: Write, memory: string, last: number): Promise<Position> {
  const first = await transaction.objectStore('events').openKeyCursor()
  return { memory, seq: 0, room: last, offset: Math.min(1, first?.key ?? 1) - last - 1 }
}

/** In a browser that has more than so many newer ones it is quicker to look for each. */
const fewNewer = 300
const fewIds = 1_000

/**
 * Which applications of an answer may be here. While an old record is read from its beginning nearly all are new: what begins in
 * this answer can only be here if its place is in it or later: the newest ones were read before, or another tab has read the same answer.
 */
async function mayBeHere(
  transaction: Write,
  { room, offset }: Position,
  events: StoredEvent[],
  upTo = Infinity,
): Promise<{ keys: string[]; ids: ApplyId[] }> {
  const all = {
    keys: [...new Set(events.map(({ event }) => event.application))],
    ids: [...new Set(events.flatMap(({ event }) => idIn(event) ?? []))].toSorted(byNumber),
  }
  const [least, greatest] = [all.ids[0], all.ids.at(-1)]
  if (upTo > room || least === undefined || greatest === undefined) return all
  const applications = transaction.objectStore('applications')
  const later = IDBKeyRange.lowerBound(offset + (events[0]?.seq ?? 0))
  const [older, newer, joined, near] = await Promise.all([
    applications.index('seq').count(IDBKeyRange.upperBound(offset)),
    applications.index('seq').getAll(later, fewNewer),
    // Their place is that of what was taken over before.
    applications.index('also').getAll(null, fewNewer),
    applications.index('byId').getAll(IDBKeyRange.bound([least.length, least], [greatest.length, greatest]), fewIds),
  ])
  const isMany = newer.length === fewNewer || joined.length === fewNewer || near.length === fewIds
  if (older > 0 || isMany) return all
  const begun = new Set(events.flatMap(({ event }) => (isBeginning(event) ? event.application : [])))
  const here = new Set([...newer, ...joined].flatMap(keysOf))
  const held = new Set(near.map(({ id }) => id))
  return {
    keys: all.keys.filter((key) => !begun.has(key) || here.has(key)),
    ids: all.ids.filter((id) => held.has(id)),
  }
}

function byNumber(one: ApplyId, other: ApplyId): number {
  return one.length - other.length || (one < other ? -1 : 1)
}

async function shareAll(transaction: Write): Promise<void> {
  const keys = await transaction.objectStore('applications').index('seq').getAllKeys()
  const joined = await transaction.objectStore('applications').index('also').getAll()
  const all = [...keys, ...joined.flatMap(({ also = [] }) => also)]
  const outbox = transaction.objectStore('outbox')
  await Promise.all(all.map((key, place) => outbox.put(place, key)))
}
