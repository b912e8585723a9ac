import type { CarriedBatch } from '~/record/transfer/export-file'
import type { JournalEvent } from '~/record/events'
import type { ImportPlan } from '~/record/transfer/import-plan'
import type { Connection } from '~/record/store/connection'
import { stores } from '~/record/store/schema'

/** With how many tables of applications are new. */
export type ImportResult = ImportPlan & { newTables: number }

/** Told what part of the work is done. */
type OnProgress = (part: number) => void
const ignore = () => {}

// Not needed for the first screen.
const importing = () => import('~/record/store/import-write')

/** Takes records out of this browser, brings them in, and forgets them. */
export function transfer({ database, write, announce }: Connection) {
  return {
    /** Everything that is recorded of these applications, to the letter, in the order of the journal. */
    async exportEvents(keys: string[], onProgress: OnProgress = ignore): Promise<JournalEvent[]> {
      const { readEvents } = await import('~/record/store/export-read')
      return readEvents((await database()).transaction(stores), keys, onProgress)
    },

    /** What importing these events and tables would do; writes nothing. */
    async planImport(
      carried: JournalEvent[],
      onProgress: OnProgress = ignore,
      tables: readonly CarriedBatch[] = [],
    ): Promise<ImportResult> {
      const { lookAtImport, newBatches, sortCarried } = await importing()
      const applications = await sortCarried(carried, (part) => onProgress(part / 2))
      const transaction = (await database()).transaction(stores)
      const newTables = await newBatches(transaction, tables)
      const plan = await lookAtImport(transaction, applications, (part) => onProgress(0.5 + part / 2))
      return { ...plan, newTables: newTables.length }
    },

    /** Adds the events and tables of a file that are missing here, all or none of them, and claims nothing. Resolves to what it did. */
    async importEvents(
      carried: JournalEvent[],
      onProgress: OnProgress = ignore,
      tables: readonly CarriedBatch[] = [],
    ): Promise<ImportResult> {
      const { lookAtImport, newBatches, sortCarried, writeBatches, writeImport } = await importing()
      const applications = await sortCarried(carried, ignore)
      const done = await write(async (transaction) => {
        const plan = await lookAtImport(transaction, applications, onProgress, (changes) =>
          writeImport(transaction, changes),
        )
        const newTables = await newBatches(transaction, tables)
        await writeBatches(transaction, newTables)
        return { ...plan, newTables: newTables.length }
      })
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
