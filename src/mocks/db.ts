import type { Life } from '~/mocks/lives'

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
  /** Missing for a backup (9); 11 is a recovery. */
  apply_type?: 11
  /** What happens to its transaction, unless its table says it or all goes well. */
  life?: Life
  /** When its transaction was started or resumed, in ms since 1970. */
  orders?: number[]
  /** What a reviewer at another desk decides, so many seconds after the state was seeded: approval with a transaction, or rejection. */
  elsewhere?: { after: number; trans_id?: number }
}

export type Counters = {
  nextId: number
  nextTransaction: number
  /** In ms since 1970. */
  seededAt: number
  /** The demo is being filled, or that was interrupted: what there is is not all. */
  filling?: true
}

/** Everything that the mock knows. */
export type OmsState = Counters & { applications: StoredApplication[] }

/** The mock's state within one request. What is found is a copy; what has changed is to be put back. */
export type Oms = {
  counters: Counters
  find: (id: number) => Promise<StoredApplication | undefined>
  findByTransaction: (id: number) => Promise<StoredApplication | undefined>
  /** Those about which another desk decides within so many seconds after the seed, decided or not. */
  decidedElsewhere: (within: number) => Promise<StoredApplication[]>
  put: (application: StoredApplication) => Promise<void>
  clear: () => Promise<void>
}

/** Where the mock's state lives. Each request is one transaction: one after the other, all of its changes or none. */
export type OmsDb = { transact: <T>(work: (oms: Oms) => T | Promise<T>) => Promise<T> }

/** The number in an id of a request; one that nothing has, when it is written in another way. */
export function idOf(text: string | number | undefined): number {
  return /^[1-9]\d{0,14}$/.test(String(text)) ? Number(text) : -1
}
