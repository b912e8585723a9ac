import { openDB } from 'idb'
import { stores, type Database, type Schema, type Write } from '~/record/store/schema'
import { upgrade } from '~/record/store/upgrade'

/** Why the journal can't be opened: the browser has no storage, or a newer desk has written it. */
export class JournalError extends Error {
  readonly reason: 'no storage' | 'newer'

  constructor(reason: JournalError['reason'], cause: unknown) {
    super(`journal: ${reason}`, { cause })
    this.reason = reason
  }
}

/** The version of the database; `upgrade.ts` says what each changed. */
export const recordVersion = 7

/** What opening waits for: an old tab that holds the storage, or that a long record is brought up to date. */
export type Waiting = 'older desk' | 'upgrade'

/**
 * Opens the database. Says what it waits for; `onGone` tells that this handle is of no use any more, and whether a newer desk has
 * asked for it. Throws {@link JournalError}.
 */
export async function openDatabase(
  name: string,
  onWaiting: (why: Waiting) => void,
  onGone: (isOutdated: boolean) => void,
): Promise<Database> {
  try {
    return await openDB<Schema>(name, recordVersion, {
      blocked: () => onWaiting('older desk'),
      // Another tab wants to change the storage, or to delete it: let go of it.
      blocking: (_current, wanted, event) => {
        ;(event.target as IDBDatabase).close() // the versionchange event's target
        onGone(wanted !== null)
      },
      terminated: () => onGone(false),
      upgrade: (db, before, _now, transaction) => upgrade(db, transaction, before, () => onWaiting('upgrade')),
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
