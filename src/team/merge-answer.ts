import { idIn } from '~/record/events'
import type { StoredEvent } from '~/record/transfer/import-plan'
import { planMerge } from '~/record/transfer/merge-plan'
import { readConcerned, summaryOf } from '~/record/store/concerned'
import { positionKey, type Position, type Write } from '~/record/store/schema'
import { writeChanges } from '~/record/store/write-change'

/** What the team's record has answered: which memory it is, its last place, and events in its order, the last of them at place `upTo`, missing where there are none. */
export type RecordAnswer = { memory: string; last: number; upTo?: number | undefined; events: StoredEvent[] }

/**
 * Takes over an answer of the team's record to a question for what comes `after` a place, or for the newest applications. Resolves to
 * the keys of the applications that have changed, too.
 *
 * With its first answer this browser begins to read the record: what is in it by then gets its places before everything that is
 * here, and what it gets later comes behind. An answer is put together with what is here, without what was cleared here since the
 * reading began, and the position moves on where nothing lies between it and the answer. From another memory, or from one that
 * has lost something, an answer says only that: the record is read from its beginning again, and told everything.
 */
export async function mergeAnswer(
  transaction: Write,
  { memory, last, upTo, events }: RecordAnswer,
  after: number | 'newest',
): Promise<{ position: Position; changed: string[] }> {
  const positions = transaction.objectStore('position')
  const before = await positions.get(positionKey)
  // Another tab may have read further since this was asked for.
  const hasLost = after !== 'newest' && after > last
  if (before !== undefined && (before.memory !== memory || hasLost)) {
    const anew = await begin(transaction, memory, last)
    await shareAll(transaction)
    await positions.put(anew, positionKey)
    return { position: anew, changed: [] }
  }
  const position = before ?? (await begin(transaction, memory, last))
  const wanted = await withoutCleared(transaction, events, position)
  const known = await readConcerned(transaction, {
    keys: [...new Set(wanted.map(({ event }) => event.application))],
    ids: [...new Set(wanted.flatMap(({ event }) => idIn(event) ?? []))],
  })
  const { room, offset } = position
  const recorded = wanted.map(({ seq, event }) => ({ event, seq: seq <= room ? offset + seq : undefined }))
  const changed = await writeChanges(transaction, planMerge(known, recorded))
  // Where nothing comes, all up to the last place is forgotten. After the storage was cleared, what came before the answer is missing.
  if (after !== 'newest' && after <= position.seq) position.seq = Math.max(position.seq, upTo ?? last)
  if (position.seq >= room) delete position.cleared
  await positions.put(position, positionKey)
  return { position, changed }
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

/** All that is here is to be told to the record, in the order of the journal. */
async function shareAll(transaction: Write): Promise<void> {
  const keys = await transaction.objectStore('applications').index('seq').getAllKeys()
  const joined = await transaction.objectStore('applications').index('also').getAll()
  const all = [...keys, ...joined.flatMap(({ also = [] }) => also)]
  const outbox = transaction.objectStore('outbox')
  await Promise.all(all.map((key, place) => outbox.put(place, key)))
}
