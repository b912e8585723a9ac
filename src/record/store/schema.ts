import type { DBSchema, IDBPDatabase, IDBPObjectStore, IDBPTransaction, StoreNames } from 'idb'
import type { ApplicationStatus } from '~/record/application'
import type { Batch } from '~/record/batch-plan'
import type { Intent, JournalEvent } from '~/record/events'
import type { StoredApplication } from '~/record/stored-application'
import type { TargetKey } from '~/record/duplicates'
import type { AttemptId } from '~/oms/ids'

/** What is on its way: an attempt of an application, until `expires` (UTC, ISO 8601) at most. `of`: what its intent was. */
export type Claim = { application: AttemptId; attempt: AttemptId; expires: string; of: Intent['kind'] }

/** The stores of a record and their indexes. */
export interface Schema extends DBSchema {
  events: { key: number; value: JournalEvent; indexes: { application: string } }
  /** One summary per application, written with its event; can be rebuilt from the events. */
  applications: {
    key: string
    value: StoredApplication
    indexes: {
      seq: number
      id: string
      follows: string
      batch: [string, number]
      pending: [number, string]
      open: TargetKey
      attention: number | [ApplicationStatus, number]
      byId: [number, string]
      approvedAt: string
      rejectedAt: string
      also: string
    }
  }
  /** What is on its way to OMS, so that the same thing can't be sent twice at a time, from whichever tab. */
  claims: { key: string; value: Claim }
  /** Tables of applications, as they were submitted; which rows were sent, the applications tell. */
  batches: { key: string; value: Batch }
  /**
   * The applications of which the team's record may lack something, each with the place of its latest event of this browser, or
   * `refused` once the record has refused an event of it as it is.
   */
  outbox: { key: string; value: number | 'refused'; indexes: { place: number | 'refused' } }
  position: { key: string; value: Position }
}

/**
 * Up to which `seq` the team's record is read, and which memory it was. What was in it up to `room` when the reading began
 * goes before everything that was here, at `offset` + `seq`. `cleared`: until then, the keys and OMS ids of what is cleared here meanwhile.
 */
export type Position = { memory: string; seq: number; room: number; offset: number; cleared?: string[] }

/** The one key of the store `position`. */
export const positionKey = 'team'

/** A record's database, open. */
export type Database = IDBPDatabase<Schema>

/** The summaries, within a transaction that may only read them or write them too. */
export type Summaries = Pick<
  IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'applications', IDBTransactionMode>,
  'index'
>

/** Every store: a write may need them all. */
export const stores = [
  'events',
  'applications',
  'claims',
  'batches',
  'outbox',
  'position',
] satisfies StoreNames<Schema>[]
/** The summaries and everything else, while the database gets a new version; and a transaction that writes. */
export type UpgradedApplications = IDBPObjectStore<Schema, StoreNames<Schema>[], 'applications', 'versionchange'>
export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>
export type Write = IDBPTransaction<Schema, typeof stores, 'readwrite'>

/** A transaction over all stores that may only read them, or write them too. */
export type Read = Pick<IDBPTransaction<Schema, typeof stores, IDBTransactionMode>, 'objectStore'>
