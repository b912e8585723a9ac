import { openDB } from 'idb'
import { migrated, seed } from '~/mocks/seed'

/** A backup application as the mock keeps it, in the words of `apply-detail` (oms-api.md section 4). */
export type StoredApplication = {
  id: number
  set_id: number
  app_id: number
  zone_id: string
  table_name: string
  svr_info: string
  username: string
  /** Pending, approved, rejected; 4 is what a newer API calls withdrawn (*inferred*). */
  execute_status: -1 | 0 | 1 | 4
  execute_user: string
  trans_id: number
  create_time: string
  update_time: string
  memo: string
  /** When it was approved, in ms since 1970, which is when its transaction began; states of earlier versions lack it. */
  approved_at?: number
  /** How its transaction ends, unless well: suspended, or in failure. */
  transaction_end?: 5 | 10
  /** What a reviewer at another desk decides, so many seconds after the state was seeded: approval with a transaction, or rejection. */
  elsewhere?: { after: number; trans_id?: number }
}

export type OmsState = {
  applications: StoredApplication[]
  nextId: number
  nextTransaction: number
  /** In ms since 1970. */
  seededAt: number
}

/** Where the mock's state lives. Each request is one transaction: all of its changes or none. */
export type OmsDb = { transact: <T>(work: (state: OmsState) => T) => Promise<T> }

/** State of a process: gone when it ends. */
export function memoryDb(): OmsDb {
  const state = seed()
  return { transact: async (work) => work(state) }
}

const demoDbName = 'backup-desk:demo:oms'

/** State of a browser: survives a reload, and is shared by its tabs. */
export function browserDb(): OmsDb {
  const opened = openDB(demoDbName, 1, {
    upgrade: (db) => {
      db.createObjectStore('state')
    },
  })
  return {
    async transact(work) {
      const transaction = (await opened).transaction('state', 'readwrite')
      const stored: unknown = await transaction.store.get('oms')
      const state = stored === undefined ? seed() : migrated(stored as OmsState) // only this function writes it
      const result = work(state)
      await transaction.store.put(state, 'oms')
      await transaction.done
      return result
    },
  }
}
