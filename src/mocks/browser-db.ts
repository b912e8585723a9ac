import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Counters, Oms, OmsDb, StoredApplication } from '~/mocks/db'
import { seed } from '~/mocks/seed'
import { allOrNothing } from '~/record/store/database'

interface Schema extends DBSchema {
  applications: { key: number; value: StoredApplication; indexes: { trans_id: number; elsewhere: number } }
  /** Under `oms`. */
  state: { key: string; value: Counters }
}

const demoDbName = 'backup-desk:demo:oms'

/** State of a browser: survives a reload, and is shared by its tabs. Calls `onBlocked` while an old tab holds it. */
export function browserDb(onBlocked: () => void = () => {}): OmsDb {
  let handle: Promise<IDBPDatabase<Schema>> | undefined
  const database = () => {
    const forget = () => {
      handle = undefined
    }
    handle ??= openDatabase(onBlocked, forget)
    handle.catch(forget)
    return handle
  }
  return {
    async transact(work) {
      const transaction = (await database()).transaction(['applications', 'state'], 'readwrite')
      const [applications, state] = [transaction.objectStore('applications'), transaction.objectStore('state')]
      return allOrNothing(transaction, async () => {
        const counters = await state.get('oms')
        if (counters === undefined) throw new Error('mock OMS: no counters')
        const oms: Oms = {
          counters,
          find: (id) => applications.get(id),
          findByTransaction: (id) => applications.index('trans_id').get(id),
          decidedElsewhere: (within) => applications.index('elsewhere').getAll(IDBKeyRange.upperBound(within)),
          put: async (one) => void (await applications.put(one)),
          clear: () => applications.clear(),
        }
        const result = await work(oms)
        await state.put(oms.counters, 'oms')
        return result
      })
    },
  }
}

function openDatabase(onBlocked: () => void, onGone: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(demoDbName, 2, {
    blocked: onBlocked,
    // A newer demo in another tab wants to change the storage: let go of it.
    blocking: (_current, _blocked, event) => {
      onGone()
      ;(event.target as IDBDatabase).close() // the versionchange event's target
    },
    terminated: onGone,
    upgrade: async (db) => {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name)
      const store = db.createObjectStore('applications', { keyPath: 'id' })
      store.createIndex('trans_id', 'trans_id')
      store.createIndex('elsewhere', 'elsewhere.after')
      const { applications, ...counters } = seed()
      await Promise.all(applications.map((one) => store.put(one)))
      await db.createObjectStore('state').put(counters, 'oms')
    },
  })
}
