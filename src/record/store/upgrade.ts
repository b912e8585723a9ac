import { application as applicationSchema } from '~/record/application'
import type { Database, Upgrade, UpgradedApplications } from '~/record/store/schema'
import { orderOf } from '~/record/stored-application'

/** A record of so many applications is brought up to date in a moment. */
const quickSize = 5_000

/** So many are read and written at a time. */
const stepSize = 1_000

/** Makes the stores of today, out of those of the desk `before` where there are any. Calls `onLong` where that takes a while. */
export async function upgrade(db: Database, transaction: Upgrade, before: number, onLong: () => void): Promise<void> {
  if (before < 4) {
    createStores(db)
    return
  }
  const applications = transaction.objectStore('applications')
  if ((await applications.count()) > quickSize) onLong()
  if (before === 4) {
    applications.createIndex('also', 'also', { multiEntry: true })
    createTeamStores(db)
    // What it has is not in the team's record yet.
    const keys = await applications.index('seq').getAllKeys()
    const outbox = transaction.objectStore('outbox')
    await Promise.all(keys.map((key, place) => outbox.put(place, key)))
  }
  applications.deleteIndex('sentAt')
  applications.createIndex('approvedAt', 'approvedAt')
  if (before === 6) return
  applications.createIndex('attention', 'order.attention')
  await indexAttention(applications)
}

function createStores(db: Database): void {
  db.createObjectStore('events', { autoIncrement: true }).createIndex('application', 'application')
  db.createObjectStore('claims')
  db.createObjectStore('batches', { keyPath: 'id' })
  const applications = db.createObjectStore('applications', { keyPath: 'key' })
  applications.createIndex('seq', 'seq')
  applications.createIndex('id', 'id')
  applications.createIndex('follows', 'follows.application')
  applications.createIndex('batch', ['batch.id', 'batch.row'])
  applications.createIndex('pending', 'order.pending')
  applications.createIndex('open', 'order.open')
  applications.createIndex('byId', 'order.id')
  applications.createIndex('attention', 'order.attention')
  applications.createIndex('approvedAt', 'approvedAt')
  applications.createIndex('rejectedAt', 'rejection.sentAt')
  applications.createIndex('also', 'also', { multiEntry: true })
  createTeamStores(db)
}

function createTeamStores(db: Database): void {
  db.createObjectStore('outbox').createIndex('place', '')
  db.createObjectStore('position')
}

/** Puts those that need attention, or will, into the index of them; what makes no sense stays as it is. */
async function indexAttention(applications: UpgradedApplications): Promise<void> {
  for (let after: IDBKeyRange | undefined; ;) {
    const records = await applications.getAll(after, stepSize)
    const last = records.at(-1)
    if (last === undefined) return
    const concerned = records.flatMap((record) => {
      const { data } = applicationSchema.safeParse(record)
      const order = data && orderOf(data)
      return order?.attention === undefined ? [] : { ...record, order }
    })
    await Promise.all(concerned.map((record) => applications.put(record)))
    after = IDBKeyRange.lowerBound(last.key, true)
  }
}
