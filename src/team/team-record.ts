import { journalEvent, type JournalEvent } from '~/record/events'
import { positionKey, type Position } from '~/record/store/schema'
import { mergeAnswer, type RecordAnswer } from '~/team/merge-answer'
import type { Journal } from '~/record/store/store'

/** An application of which the record may lack something; `place` is another one after each change. */
export type Unshared = { key: string; place: number | 'refused'; events: JournalEvent[] }

/** A text comes after every number. */
const waiting = () => IDBKeyRange.upperBound(Infinity)

/** What the team's record has to be told by this browser's, and what it tells. */
export function sharing({ connection: { database, write, announce } }: Journal) {
  return {
    /** How far the team's record is read; undefined before its first answer. */
    async position(): Promise<Position | undefined> {
      return (await database()).get('position', positionKey)
    },

    async hasUnshared(): Promise<boolean> {
      return (await (await database()).getKeyFromIndex('outbox', 'place', waiting())) !== undefined
    },

    async countRefused(): Promise<number> {
      return (await database()).countFromIndex('outbox', 'place', 'refused')
    },

    /** The first so many applications that the record may not know as they are, with all of their events, in the order of their latest changes. */
    async unshared(limit: number): Promise<Unshared[]> {
      const transaction = (await database()).transaction(['outbox', 'events'])
      const byPlace = transaction.objectStore('outbox').index('place')
      const [keys, places] = await Promise.all([byPlace.getAllKeys(waiting(), limit), byPlace.getAll(waiting(), limit)])
      const own = transaction.objectStore('events').index('application')
      return Promise.all(
        keys.map(async (key, index) => {
          const events = (await own.getAll(key)).flatMap((event) => journalEvent.safeParse(event).data ?? [])
          return { key, place: places[index] ?? 0, events }
        }),
      )
    },

    /** The record has these by now, but for what it has refused of those of these keys. What has changed meanwhile stays to be told. */
    async markShared(applications: Unshared[], refused: ReadonlySet<string>): Promise<void> {
      await write(async (transaction) => {
        const outbox = transaction.objectStore('outbox')
        for (const { key, place } of applications) {
          if ((await outbox.get(key)) !== place) continue
          await (refused.has(key) ? outbox.put('refused', key) : outbox.delete(key))
        }
      })
    },

    /**
     * Takes over an answer of the record, to a question for what comes `after` a place or for the newest applications, all of it or
     * nothing. Resolves to how far the record is read by then. Tells every tab unless more is to be read: telling of each of many
     * steps would take longer than the reading.
     */
    async mergeRecorded(answer: RecordAnswer, after: number | 'newest'): Promise<Position> {
      // What a power failure takes away is read again.
      const { position, changed } = await write((transaction) => mergeAnswer(transaction, answer, after), 'relaxed')
      const isMore = after !== 'newest' && position.seq < answer.last
      if (!isMore && changed.length > 0) announce(changed)
      return position
    },
  }
}
