import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  type StoreNames,
} from 'idb'
import { withEvent, type Application } from '~/record/application'
import type { Batch } from '~/record/batch-plan'
import { journalEvent, type Intent, type JournalEvent } from '~/record/events'
import { toStored, type StoredApplication } from '~/record/stored-application'
import type { TargetKey } from '~/record/duplicates'

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
      pending: number
      open: TargetKey
      byId: [number, string]
      sentAt: string
      rejectedAt: string
    }
  }
  /** What is on its way to OMS, so that the same thing can't be sent twice at a time, from whichever tab. */
  claims: { key: string; value: { application: string; attempt: string; expires: string; of?: Intent['kind'] } }
  /** Tables of applications, as they were submitted; which rows were sent, the applications tell. */
  batches: { key: string; value: Batch }
}

export type Database = IDBPDatabase<Schema>

/** The summaries, within a transaction that may only read them or write them too. */
export type Summaries = Pick<
  IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'applications', IDBTransactionMode>,
  'index'
>

export const stores = ['events', 'applications', 'claims', 'batches'] satisfies StoreNames<Schema>[]
export type Write = IDBPTransaction<Schema, typeof stores, 'readwrite'>

/** Why the journal can't be opened: the browser has no storage, or a newer desk has written it. */
export class JournalError extends Error {
  readonly reason: 'no storage' | 'newer'

  constructor(reason: JournalError['reason'], cause: unknown) {
    super(`journal: ${reason}`, { cause })
    this.reason = reason
  }
}

const version = 4

/**
 * Opens the database, bringing an older one up to date: 1 had no index of OMS ids, 2 none of what follows what,
 * and no batches, 3 none of what is pending, open, sent or rejected when. Waits, and calls `onBlocked`, while an old tab holds it; `onGone` tells that this handle is of no use any more. Throws
 * {@link JournalError}.
 */
export async function openDatabase(name: string, onBlocked: () => void, onGone: () => void): Promise<Database> {
  try {
    return await openDB<Schema>(name, version, {
      blocked: onBlocked,
      // A newer desk in another tab wants to change the storage: let go of it.
      blocking: (_current, _blocked, event) => {
        onGone()
        ;(event.target as IDBDatabase).close() // the versionchange event's target
      },
      terminated: onGone,
      upgrade: async (db, oldVersion, _newVersion, transaction) => {
        if (oldVersion < 1) {
          db.createObjectStore('events', { autoIncrement: true }).createIndex('application', 'application')
          db.createObjectStore('applications', { keyPath: 'key' }).createIndex('seq', 'seq')
          db.createObjectStore('claims')
        }
        if (oldVersion < 2) {
          transaction.objectStore('applications').createIndex('id', 'id')
        }
        if (oldVersion < 3) {
          db.createObjectStore('batches', { keyPath: 'id' })
          transaction.objectStore('applications').createIndex('follows', 'follows.application')
          transaction.objectStore('applications').createIndex('batch', ['batch.id', 'batch.row'])
        }
        if (oldVersion < 4) {
          const applications = transaction.objectStore('applications')
          applications.createIndex('pending', 'order.pending')
          applications.createIndex('open', 'order.open')
          applications.createIndex('byId', 'order.id')
          applications.createIndex('sentAt', 'sentAt')
          applications.createIndex('rejectedAt', 'rejection.sentAt')
          await rebuild(transaction)
        }
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
export async function writeTo<Result>(db: Database, work: (transaction: Write) => Promise<Result>): Promise<Result> {
  const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' })
  try {
    const result = await work(transaction)
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

/** Writes every summary anew from the events. An event that does not parse stays where it is. */
async function rebuild(transaction: IDBPTransaction<Schema, typeof stores, 'versionchange'>) {
  const applications = new Map<string, Application>()
  for (
    let cursor = await transaction.objectStore('events').openCursor();
    cursor !== null;
    cursor = await cursor.continue()
  ) {
    const event = journalEvent.safeParse(cursor.value)
    if (!event.success) continue
    const before = applications.get(event.data.application)
    if (before === undefined && event.data.kind !== 'apply intent' && event.data.kind !== 'tracked') continue
    applications.set(event.data.application, withEvent(before, event.data, before?.seq ?? cursor.key))
  }
  for (const one of applications.values()) await transaction.objectStore('applications').put(toStored(one))
}
