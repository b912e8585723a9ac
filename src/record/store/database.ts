import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  type StoreNames,
} from 'idb'
import type { Batch } from '~/record/batch-plan'
import type { Intent, JournalEvent } from '~/record/events'
import type { StoredApplication } from '~/record/stored-application'
import type { TargetKey } from '~/record/duplicates'
import type { AttemptId } from '~/oms/ids'

export type Claim = { application: AttemptId; attempt: AttemptId; expires: string; of: Intent['kind'] }

interface Schema extends DBSchema {
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
      byId: [number, string]
      sentAt: string
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
 * goes before everything that was here, at `offset` + `seq`.
 */
export type Position = { memory: string; seq: number; room: number; offset: number }

export type Database = IDBPDatabase<Schema>

/** The summaries, within a transaction that may only read them or write them too. */
export type Summaries = Pick<
  IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'applications', IDBTransactionMode>,
  'index'
>

export const stores = [
  'events',
  'applications',
  'claims',
  'batches',
  'outbox',
  'position',
] satisfies StoreNames<Schema>[]
export type Write = IDBPTransaction<Schema, typeof stores, 'readwrite'>

/** A transaction over all stores that may only read them, or write them too. */
export type Read = Pick<IDBPTransaction<Schema, typeof stores, IDBTransactionMode>, 'objectStore'>

/** Why the journal can't be opened: the browser has no storage, or a newer desk has written it. */
export class JournalError extends Error {
  readonly reason: 'no storage' | 'newer'

  constructor(reason: JournalError['reason'], cause: unknown) {
    super(`journal: ${reason}`, { cause })
    this.reason = reason
  }
}

export const recordVersion = 5

/**
 * Opens the database. Waits, and calls `onBlocked`, while an old tab holds it; `onGone` tells that this handle is of no use
 * any more. Throws {@link JournalError}.
 */
export async function openDatabase(name: string, onBlocked: () => void, onGone: () => void): Promise<Database> {
  try {
    return await openDB<Schema>(name, recordVersion, {
      blocked: onBlocked,
      // A newer desk in another tab wants to change the storage: let go of it.
      blocking: (_current, _blocked, event) => {
        onGone()
        ;(event.target as IDBDatabase).close() // the versionchange event's target
      },
      terminated: onGone,
      upgrade: async (db, before, _now, transaction) => {
        const outbox = db.createObjectStore('outbox')
        outbox.createIndex('place', '')
        db.createObjectStore('position')
        if (before === 4) {
          const kept = transaction.objectStore('applications')
          kept.createIndex('also', 'also', { multiEntry: true })
          const keys = await kept.index('seq').getAllKeys()
          await Promise.all(keys.map((key, place) => outbox.put(place, key)))
          return
        }
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
        applications.createIndex('sentAt', 'sentAt')
        applications.createIndex('rejectedAt', 'rejection.sentAt')
        applications.createIndex('also', 'also', { multiEntry: true })
      },
    })
  } catch (error) {
    const newer = error instanceof DOMException && error.name === 'VersionError'
    throw new JournalError(newer ? 'newer' : 'no storage', error)
  }
}

/** Every row of a batch, in the index of that name: an array comes after every number. */
export const rowsOf = (batch: string) => IDBKeyRange.bound([batch], [batch, []])

/** Writes in one transaction: all of it is on disk when this resolves, or none of it when it throws. */
export async function writeTo<Result>(
  db: Database,
  work: (transaction: Write) => Promise<Result>,
  durability: IDBTransactionDurability = 'strict',
): Promise<Result> {
  const transaction = db.transaction(stores, 'readwrite', { durability })
  return allOrNothing(transaction, () => work(transaction))
}

/** Commits what the work has written when it ends, and takes all of it back when it throws. */
export async function allOrNothing<Result>(
  transaction: { done: Promise<void>; abort: () => void },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work()
    await transaction.done
    return result
  } catch (error) {
    transaction.done.catch(() => {})
    try {
      transaction.abort()
    } catch {
      // It has ended already.
    }
    throw error
  }
}

/** Whether the handle can still be used. One that the browser has closed does not say so before it is asked. */
export function isOpen(db: Database): boolean {
  try {
    db.transaction('claims')
    return true
  } catch {
    return false
  }
}
