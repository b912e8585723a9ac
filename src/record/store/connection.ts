import * as z from 'zod/mini'
import { isOpen, openDatabase, writeTo, type Waiting } from '~/record/store/database'
import type { Database, Write } from '~/record/store/schema'

/** The keys of applications that have changed, or everything. */
const changed = z.union([z.literal('all'), z.array(z.string())])
export type Changed = z.infer<typeof changed>

/** An open database that writes and tells every tab. */
export type Connection = Awaited<ReturnType<typeof openConnection>>

/** Keeps the database of that name open, writes, and tells every tab. Throws {@link JournalError}. */
export async function openConnection(name: string, onWaiting: (why: Waiting) => void) {
  let handle: Promise<Database> | undefined
  /** Whether the database has been taken away since the latest change was told. */
  let isAnew = false
  const forget = () => {
    handle = undefined
    isAnew = true
  }
  /** Opens anew after the browser has taken the database away, as it does when site data are cleared. */
  const database = () => {
    handle ??= openDatabase(name, onWaiting, (isOutdated) => {
      forget()
      // What this tab shows is the last that it can read.
      if (isOutdated) tell('all')
    })
    // While site data are being cleared even opening may fail; the next one who asks tries again.
    handle.catch(forget)
    return handle
  }
  const listeners = new Set<(keys: Changed) => void>()
  const tell = (keys: Changed) => {
    for (const listener of listeners) listener(keys)
  }
  await database()

  const channel = openChannel(name)
  channel?.addEventListener('message', ({ data }) => tell(changed.safeParse(data).data ?? 'all'))
  // In the browser's memory of pages it heard nothing.
  window.addEventListener('pageshow', ({ persisted }) => persisted && tell('all'))
  /** Tells every tab which applications have changed. */
  const announce = (keys: Changed) => {
    const told = isAnew ? 'all' : keys
    isAnew = false
    tell(told)
    channel?.postMessage(told)
  }

  /** Writes; again, on a new handle, while the browser takes the database away under it. */
  const write = async <Result>(
    work: (transaction: Write) => Promise<Result>,
    durability?: IDBTransactionDurability,
  ): Promise<Result> => {
    for (let tries = 1; ; tries += 1) {
      const opened = database()
      let db: Database | undefined
      try {
        db = await opened
        return await writeTo(db, work, durability)
      } catch (error) {
        if (tries === 5 || (db !== undefined && isOpen(db))) throw error
        if (handle === opened) forget()
        await new Promise((resolve) => setTimeout(resolve, tries * 100))
      }
    }
  }

  return {
    database,
    write,
    announce,

    /** Calls back with what has changed whenever any tab has written. Returns the way out. */
    subscribe: (listener: (keys: Changed) => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What all tabs hear. Where the browser has no such channel, a tab sees what others have written when it reads again. */
export function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined
  }
}
