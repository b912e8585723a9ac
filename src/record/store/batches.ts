import { batch as batchSchema, type Batch, type BatchFound } from '~/record/batch-plan'
import type { Connection } from '~/record/store/connection'
import { rowsOf } from '~/record/store/database'
import { oldestFirst } from '~/record/store/oldest-first'

/** Writes and reads tables of applications. */
export function batches({ database, write, announce }: Connection) {
  /** A batch with its applications, oldest first; undefined when this browser has none of that id. */
  const batch = async (id: string): Promise<BatchFound | undefined> => {
    const transaction = (await database()).transaction(['batches', 'applications'])
    const found = await transaction.objectStore('batches').get(id)
    if (found === undefined) return undefined
    const applications = await transaction.objectStore('applications').index('batch').getAll(rowsOf(id))
    return { batch: batchSchema.parse(found), applications: oldestFirst(applications) }
  }

  /** Those that this desk can read, oldest first. */
  const allBatches = async (isWanted: (plan: Batch) => boolean = () => true): Promise<BatchFound[]> => {
    const plans = (await (await database()).getAll('batches')).filter(isWanted)
    const readable = plans.filter((plan) => batchSchema.safeParse(plan).success)
    const found = await Promise.all(readable.map(({ id }) => batch(id)))
    return found.flatMap((one) => one ?? []).toSorted((one, other) => one.batch.at.localeCompare(other.batch.at))
  }

  return {
    batch,
    allBatches,

    /** Writes a table of applications before its first row is sent. */
    async recordBatch(plan: Batch): Promise<void> {
      await write((transaction) => transaction.objectStore('batches').add(batchSchema.parse(plan)))
      announce([])
    },

    /** Has no more of a batch sent, from whichever tab. */
    async stopBatch(id: string): Promise<void> {
      await write(async (transaction) => {
        const plan = await transaction.objectStore('batches').get(id)
        if (plan !== undefined) await transaction.objectStore('batches').put({ ...plan, stopped: true })
      })
      announce([])
    },

    /** The batches that nobody has stopped, oldest first, with their applications. */
    async unstoppedBatches(): Promise<BatchFound[]> {
      return allBatches(({ stopped }) => stopped === undefined)
    },
  }
}
