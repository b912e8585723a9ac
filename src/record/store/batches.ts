import type { Application } from '~/record/application'
import { batch as batchSchema, type Batch, type CarriedBatch } from '~/record/batch-plan'
import type { Connection } from '~/record/store/connection'
import { rowsOf } from '~/record/store/database'
import { oldestFirst } from '~/record/store/oldest-first'

type BatchFound = { batch: Batch; applications: Application[] }

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
  const allBatches = async (): Promise<BatchFound[]> => {
    const plans = (await (await database()).getAll('batches')).filter((plan) => batchSchema.safeParse(plan).success)
    const found = await Promise.all(plans.map(({ id }) => batch(id)))
    return found.flatMap((one) => one ?? []).toSorted((one, other) => one.batch.at.localeCompare(other.batch.at))
  }

  return {
    batch,

    /** Writes a table of applications before its first row is sent. */
    async recordBatch(plan: Batch): Promise<void> {
      await write((transaction) => transaction.objectStore('batches').add(batchSchema.parse(plan)))
      announce([])
    },

    /** Writes what a person has decided about a batch under way. */
    async changeBatch(id: string, change: (plan: Batch) => Batch): Promise<void> {
      await write(async (transaction) => {
        const plan = await transaction.objectStore('batches').get(id)
        if (plan !== undefined) await transaction.objectStore('batches').put(change(plan))
      })
      announce([])
    },

    /** The batches that nobody has stopped, oldest first, with their applications. */
    async unstoppedBatches(): Promise<BatchFound[]> {
      return (await allBatches()).filter((one) => one.batch.stopped === undefined)
    },

    /** For a file: the tables of these applications, and those of which no row was sent yet. */
    async exportBatches(keys: readonly string[]): Promise<CarriedBatch[]> {
      const wanted = new Set(keys)
      const found = await allBatches()
      return found
        .filter(({ applications }) => applications.length === 0 || applications.some(({ key }) => wanted.has(key)))
        .map(({ batch: table, applications }) => {
          const latest = new Map(applications.map((one) => [one.batch?.row, one.key]))
          const rows = table.rows.map((row, index) => ({ ...row, application: latest.get(index) }))
          return { ...table, rows }
        })
    },
  }
}
