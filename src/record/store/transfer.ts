import type { JournalEvent } from '~/record/events'
import type { ImportPlan } from '~/record/import-plan'
import type { Connection } from '~/record/store/connection'
import { stores } from '~/record/store/schema'

/** Told what part of the work is done. */
type OnProgress = (part: number) => void
const ignore = () => {}

/** So many events are read at a time. */
const readAtOnce = 2_000

// Not needed for the first screen.
const importing = () => import('~/record/store/import-write')

/** Takes records out of this browser, brings them in, and forgets them. */
export function transfer({ database, write, announce }: Connection) {
  return {
    /** Everything that is recorded of these applications, to the letter, in the order of the journal. */
    async exportEvents(keys: string[], onProgress: OnProgress = ignore): Promise<JournalEvent[]> {
      // One for all: between two, the record of a team may move events to places that are read already.
      const transaction = (await database()).transaction(['applications', 'events'])
      const [store, page] = [transaction.objectStore('applications'), transaction.objectStore('events')]
      const summaries = await Promise.all(keys.map((key) => store.get(key)))
      const wanted = new Set([...keys, ...summaries.flatMap((one) => one?.also ?? [])])
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
    },

    /** What importing these events would do; writes nothing. */
    async planImport(carried: JournalEvent[], onProgress: OnProgress = ignore): Promise<ImportPlan> {
      const { lookAtImport, sortCarried } = await importing()
      const applications = await sortCarried(carried, (part) => onProgress(part / 2))
      return lookAtImport((await database()).transaction(stores), applications, (part) => onProgress(0.5 + part / 2))
    },

    /** Adds the events of a file that are missing here, all or none of them, and claims nothing. Resolves to what it did. */
    async importEvents(carried: JournalEvent[], onProgress: OnProgress = ignore): Promise<ImportPlan> {
      const { lookAtImport, sortCarried, writeImport } = await importing()
      const applications = await sortCarried(carried, ignore)
      const done = await write((transaction) =>
        lookAtImport(transaction, applications, onProgress, (changes) => writeImport(transaction, changes)),
      )
      announce('all')
      return done
    },

    /** Forgets these applications, except what may not be forgotten by now (`clearability`). Resolves to how many it were. */
    async forget(keys: string[], onProgress: OnProgress = ignore): Promise<number> {
      const { forgetIn } = await import('~/record/store/forget')
      const forgotten = await write((transaction) => forgetIn(transaction, keys, onProgress))
      announce('all')
      return forgotten
    },

    /** Forgets everything. */
    async clear(): Promise<void> {
      await write((transaction) => Promise.all(stores.map((store) => transaction.objectStore(store).clear())))
      announce('all')
    },
  }
}
