import type { Page } from '@playwright/test'
import type { JournalEvent } from '~/record/events'

/** The journal as it lies in the browser's storage, oldest event first; nothing where there is no journal. */
export function readJournal(page: Page, environment: string): Promise<JournalEvent[]> {
  return page.evaluate(async (name) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
      })
    // Opening a database that is not there would create it.
    const all = await indexedDB.databases()
    if (!all.some((database) => database.name === name)) return []
    const db = await settled(indexedDB.open(name))
    try {
      return (await settled(db.transaction('events').objectStore('events').getAll())) as JournalEvent[] // nothing else is written there
    } finally {
      db.close()
    }
  }, `backup-desk:${environment}`)
}
