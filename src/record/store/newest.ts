import type { Database } from '~/record/store/schema'
import type { StoredApplication } from '~/record/stored-application'

/** An application takes a place in the journal for each of its events. */
const placesEach = 3

/**
 * Every record, newest first, about `size` at a time: how many places of the journal that takes, the page before tells. A
 * cursor would come back to the page for each single record. The last range is open below: a record that makes
 * no sense may have any place.
 */
export async function* newestFirst(db: Database, size: number): AsyncGenerator<StoredApplication[]> {
  const index = db.transaction('applications').store.index('seq')
  const [newest, oldest] = await Promise.all([index.openKeyCursor(null, 'prev'), index.openKeyCursor()])
  let places = placesEach * size
  for (let to = newest?.key ?? -Infinity; to !== -Infinity;) {
    const from = to - places > (oldest?.key ?? 0) ? to - places : -Infinity
    const page = await db.getAllFromIndex('applications', 'seq', IDBKeyRange.bound(from, to, true))
    yield page.toReversed()
    places = Math.ceil(places * Math.min(4, size / (page.length + 1)))
    to = from
  }
}
