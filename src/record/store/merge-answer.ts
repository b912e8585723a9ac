import { idIn } from '~/record/event-order'
import { planMerge } from '~/record/merge-plan'
import { readConcerned, writeChange } from '~/record/store/concerned'
import type { Position, Write } from '~/record/store/database'
import { positionKey, type RecordAnswer } from '~/record/store/team-record'

/** Takes over an answer of the team's record; resolves to the keys of the applications that have changed, too. */
export async function mergeAnswer(
  transaction: Write,
  { memory, last, upTo, events }: RecordAnswer,
  after: number | 'newest',
): Promise<{ position: Position; changed: string[] }> {
  const positions = transaction.objectStore('position')
  const before = await positions.get(positionKey)
  const isSame = before?.memory === memory && before.seq <= last
  const position = isSame ? before : await begin(transaction, memory, last)
  if (before !== undefined && !isSame) {
    await shareAll(transaction)
    await positions.put(position, positionKey)
    // They were asked for by a place in the other one.
    return { position, changed: [] }
  }
  const { room, offset } = position
  const keys = new Set(events.map(({ event }) => event.application))
  const ids = new Set(events.flatMap(({ event }) => idIn(event) ?? []))
  const known = await readConcerned(transaction, [...keys], [...ids])
  const changes = planMerge(known, events, (seq) => (seq <= room ? offset + seq : undefined))
  await Promise.all(changes.map((change) => writeChange(transaction, change)))
  const read = after === 'newest' || upTo === undefined ? position : { ...position, seq: upTo }
  await positions.put(read, positionKey)
  const changed = changes.flatMap(({ application: { key, also = [] } }) => [key, ...also])
  return { position: read, changed }
}

/** What is in the record by now goes before everything that is here. */
async function begin(transaction: Write, memory: string, last: number): Promise<Position> {
  const first = await transaction.objectStore('events').openKeyCursor()
  return { memory, seq: 0, room: last, offset: Math.min(1, first?.key ?? 1) - last - 1 }
}

async function shareAll(transaction: Write): Promise<void> {
  const keys = await transaction.objectStore('applications').index('seq').getAllKeys()
  const joined = await transaction.objectStore('applications').index('also').getAll()
  const all = [...keys, ...joined.flatMap(({ also = [] }) => also)]
  const outbox = transaction.objectStore('outbox')
  await Promise.all(all.map((key, place) => outbox.put(place, key)))
}
