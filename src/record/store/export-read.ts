import type { JournalEvent } from '~/record/events'
import type { Read } from '~/record/store/schema'

/** So many events are read at a time. */
const readAtOnce = 2_000

/**
 * Reads all events of these applications, in the order of the journal, in one transaction: between two, the record of a team may
 * move events to places that are read already.
 */
export async function readEvents(
  transaction: Read,
  keys: string[],
  onProgress: (part: number) => void,
): Promise<JournalEvent[]> {
  const [store, page] = [transaction.objectStore('applications'), transaction.objectStore('events')]
  const wanted = new Set(keys)
  const known = (await store.index('also').getAll()).filter(({ key }) => wanted.has(key))
  for (const key of known.flatMap(({ also = [] }) => also)) wanted.add(key)
  const count = await page.count()
  const events: JournalEvent[] = []
  let read = 0
  for (let after = -Infinity; ;) {
    const range = IDBKeyRange.lowerBound(after, true)
    const [found, places] = await Promise.all([page.getAll(range, readAtOnce), page.getAllKeys(range, readAtOnce)])
    events.push(...found.filter(({ application }) => wanted.has(application)))
    after = places.at(-1) ?? Infinity
    if (found.length < readAtOnce) return events
    read += found.length
    onProgress(Math.min(1, read / count))
  }
}
