import { openDB, type DBSchema } from 'idb'
import { withEvent, type Application } from '~/journal/application'
import { journalEvent, type Intent, type JournalEvent, type OutcomeEvent } from '~/journal/events'

interface Schema extends DBSchema {
  events: { key: number; value: JournalEvent; indexes: { application: string } }
  /** One summary per application, written with its event; can be rebuilt from the events. */
  applications: { key: string; value: Application; indexes: { seq: number } }
  /** What is on its way to OMS, so that the same thing can't be sent twice at a time, from whichever tab. */
  claims: { key: string; value: { application: string; expires: string } }
}

/** This browser's record of one environment. */
export type Journal = Awaited<ReturnType<typeof openJournal>>

/** Opens the journal of an environment (`demo`, or OMS's `host:port`). Rejects where the browser has no storage. */
export async function openJournal(environment: string) {
  const name = `backup-desk:${environment}`
  const db = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('events', { autoIncrement: true }).createIndex('application', 'application')
      fresh.createObjectStore('applications', { keyPath: 'key' }).createIndex('seq', 'seq')
      fresh.createObjectStore('claims')
    },
    // A newer desk in another tab wants to change the storage: let go of it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(), // the versionchange event's target
  })
  const channel = new BroadcastChannel(name)
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  channel.addEventListener('message', tell)

  const write = () => db.transaction(['events', 'applications', 'claims'], 'readwrite', { durability: 'strict' })
  type Write = ReturnType<typeof write>

  const append = async (transaction: Write, event: JournalEvent): Promise<Application> => {
    const applications = transaction.objectStore('applications')
    const before = await applications.get(event.application)
    const seq = await transaction.objectStore('events').add(journalEvent.parse(event))
    const after = withEvent(before, event, seq)
    await applications.put(after)
    return after
  }

  const announce = () => {
    tell()
    channel.postMessage('changed')
  }

  return {
    name,

    /**
     * Writes an intent and claims `claim` until it expires. Resolves when the intent is on disk; resolves
     * to the key of the application that holds a living claim, and writes nothing, when there is one.
     */
    async recordIntent(intent: Intent, claim: string): Promise<{ held: string } | { held?: never }> {
      const transaction = write()
      const claims = transaction.objectStore('claims')
      const living = await claims.get(claim)
      if (living !== undefined && Date.parse(living.expires) > Date.parse(intent.at)) {
        await transaction.done
        return { held: living.application }
      }
      await claims.put({ application: intent.application, expires: intent.expires }, claim)
      await append(transaction, intent)
      await transaction.done
      announce()
      return {}
    },

    /** Writes what became of an attempt and gives its claim back. */
    async recordOutcome(event: OutcomeEvent, claim: string): Promise<void> {
      const transaction = write()
      await transaction.objectStore('claims').delete(claim)
      await append(transaction, event)
      await transaction.done
      announce()
    },

    /** The latest applications, newest first. */
    async list(limit: number): Promise<Application[]> {
      const found: Application[] = []
      const { store } = db.transaction('applications')
      for (
        let cursor = await store.index('seq').openCursor(null, 'prev');
        cursor !== null && found.length < limit;
        cursor = await cursor.continue()
      ) {
        found.push(cursor.value)
      }
      return found
    },

    /** Forgets everything. */
    async clear(): Promise<void> {
      const transaction = write()
      await Promise.all([
        transaction.objectStore('events').clear(),
        transaction.objectStore('applications').clear(),
        transaction.objectStore('claims').clear(),
      ])
      await transaction.done
      announce()
    },

    /** Calls back whenever any tab has written. Returns the way out. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
