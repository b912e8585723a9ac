import { openDB } from 'idb'

/** A backup application as the mock keeps it, in the words of `apply-detail` (oms-api.md section 4). */
export type StoredApplication = {
  id: number
  set_id: number
  app_id: number
  zone_id: string
  table_name: string
  svr_info: string
  username: string
  execute_status: -1 | 0 | 1
  execute_user: string
  trans_id: number
  create_time: string
  update_time: string
  memo: string
}

export type OmsState = { applications: StoredApplication[]; nextId: number; nextTransaction: number }

/** Where the mock's state lives. Each request is one transaction: all of its changes or none. */
export type OmsDb = { transact: <T>(work: (state: OmsState) => T) => Promise<T> }

/** What OMS holds before anyone has used it. The next application gets the documented id 558. */
export function seed(): OmsState {
  const common = { set_id: 126, app_id: 2, svr_info: '', execute_user: '', trans_id: 0, memo: '' }
  return {
    nextId: 558,
    nextTransaction: 260,
    applications: [
      {
        ...common,
        id: 556,
        zone_id: '0',
        table_name: 'guild',
        username: 'tcaplus',
        execute_status: 1,
        execute_user: 'reviewer',
        trans_id: 259,
        create_time: '2026-11-20 09:12:44',
        update_time: '2026-11-20 09:31:02',
      },
      {
        ...common,
        id: 557,
        zone_id: '1',
        table_name: 'event_score',
        username: 'tcaplus',
        execute_status: 0,
        create_time: '2026-11-22 18:05:10',
        update_time: '2026-11-22 18:05:10',
      },
    ],
  }
}

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
      const state = stored === undefined ? seed() : (stored as OmsState) // only this function writes it
      const result = work(state)
      await transaction.store.put(state, 'oms')
      await transaction.done
      return result
    },
  }
}
