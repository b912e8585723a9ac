import { type ApplicationWithStatus, isUnderWay, readable } from '~/record/application'
import type { Database } from '~/record/store/schema'
import { toListEntry, type ListEntry } from '~/record/list-entry'
import type { StoredApplication } from '~/record/stored-application'
import { newestFirst } from '~/record/store/newest'
import type { Journal } from '~/record/store/store'
import type { AttemptId } from '~/oms/ids'

/** What is known of all applications so far, newest first. */
export type ListSnapshot = {
  entries: readonly ListEntry[]
  /** How many records make no sense to this desk, once all were read. */
  unreadable: number
  /** How far the reading is; undefined once all were read. */
  soFar: ReadSoFar | undefined
}

/** Of `total` records everything from this `seq` on is there, and what is pending up to this id, where anything is. */
export type ReadSoFar = { total: number; seq: number; pendingUpTo: string | undefined }

/** About so many are read at a time: a step that no press of a key has to wait for. */
const pageSize = 250

/** So many of the newest, and of the oldest that are pending, are there before the others are read: a screenful and more. */
const firstRead = 30

/** So many applications stay in memory as a whole. */
const mostKept = 1_000

/** More than these are read once, as for a file, and not kept. */
const fewRows = 500

/** What is on its way turns unknown by time alone, and what could not be read may be there again. */
const lookAgainMs = 5_000

/** Every application of a journal in short, kept in memory. */
export type ListIndex = ReturnType<typeof openListIndex>

const indexes = new WeakMap<Journal, ListIndex>()

/** The one index of this journal. */
export function listIndexOf(journal: Journal): ListIndex {
  const index = indexes.get(journal) ?? openListIndex(journal)
  indexes.set(journal, index)
  return index
}

/**
 * All applications of a journal in short. Each is read once: of a few all together, of many first the two ends and then all,
 * in steps between which the page does everything else. What is told to have changed is stale, and is read again, alone,
 * with the next refresh; until all are read with every refresh, since a step may bring what it was before. Where everything
 * has changed, or something can't be read, all are read anew.
 */
function openListIndex(journal: Journal) {
  const { database } = journal
  let current: ListSnapshot | 'loading' | 'failed' = 'loading'
  /** The reading that `current` comes from, which gives up once it is another; undefined where all have to be read anew. */
  let reading: object | undefined
  const stale = new Set<string>()
  const full = new Map<string, ApplicationWithStatus>()
  const texts = new Map<string, string>()
  const listeners = new Set<() => void>()

  const show = (next: typeof current): void => {
    current = next
    for (const listener of listeners) listener()
  }
  const same = (text: string): string => {
    if (!texts.has(text)) texts.set(text, text)
    return texts.get(text) ?? text
  }
  const keep = (one: ApplicationWithStatus): void => {
    full.set(one.key, one)
    const [oldest] = full.size > mostKept ? full.keys() : []
    if (oldest !== undefined) full.delete(oldest)
  }
  const entriesOf = (applications: ApplicationWithStatus[]) => applications.map((one) => toListEntry(one, same))

  const readAll = async (): Promise<void> => {
    const mine = {}
    reading = mine
    stale.clear()
    full.clear()
    const db = await database()
    const total = await db.count('applications')
    const ends = total > pageSize ? await readEnds(db) : undefined
    const summaries = ends?.summaries ?? (await db.getAll('applications'))
    const first = readable(summaries, Date.now())
    first.forEach(keep)
    const entries = inOrder(entriesOf(first))
    if (ends === undefined) return show({ entries, unreadable: summaries.length - first.length, soFar: undefined })
    const soFar = { total, ...ends.soFar }
    show({ entries, unreadable: 0, soFar })
    readOn(db, soFar, () => reading === mine).catch(() => {
      // The browser has taken the storage away.
      if (reading === mine) reading = undefined
    })
  }

  const readOn = async (db: Database, soFar: ReadSoFar, isCurrent: () => boolean): Promise<void> => {
    const entries: ListEntry[] = []
    let unreadable = 0
    for await (const page of newestFirst(db, pageSize)) {
      await nextIdle()
      if (!isCurrent()) return
      const applications = readable(page, Date.now())
      entries.push(...entriesOf(applications))
      unreadable += page.length - applications.length
      if (entries.length < mostKept / 2) applications.forEach(keep)
      const shown = entriesIn(current)
      // Not for every step: what is drawn anew each time grows.
      if (entries.length < 2 * shown.length) continue
      const seq = entries.at(-1)?.seq ?? 0
      const read = [...entries, ...shown.filter((one) => one.seq < seq)]
      show({ entries: read, unreadable: 0, soFar: { ...soFar, seq } })
      void refresh()
    }
    if (!isCurrent()) return
    show({ entries, unreadable, soFar: undefined })
    void refresh()
  }

  /** Reads again what has changed, and what changes by time alone. */
  const readStale = async (): Promise<void> => {
    const keys = new Set(stale)
    for (const entry of entriesIn(current)) if (isUnderWay(entry)) keys.add(entry.key)
    if (keys.size === 0 || typeof current === 'string') return
    if (current.soFar === undefined) stale.clear()
    const found = await recordsOf(await database(), keys)
    const fresh = readable(found, Date.now())
    if (current.soFar === undefined && fresh.length < found.length) return readAll()
    // One may be told of under a key of before.
    for (const { key } of found) keys.add(key)
    for (const key of keys) full.delete(key)
    fresh.forEach(keep)
    const others = current.entries.filter(({ key }) => !keys.has(key))
    show({ ...current, entries: inOrder([...others, ...entriesOf(fresh)]) })
  }

  const refreshed = oneAfterAnother(async () => {
    try {
      await (reading === undefined ? readAll() : readStale())
    } catch {
      reading = undefined
      if (typeof current === 'string') show('failed')
    }
  })

  /** Reads what has changed. Never rejects. */
  const refresh = (): Promise<void> => {
    if (current === 'failed') show('loading')
    return refreshed()
  }

  journal.subscribe((keys) => {
    if (keys === 'all') reading = undefined
    else keys.forEach((key) => stale.add(key))
    if (listeners.size > 0) void refresh()
  })
  setInterval(() => {
    if (listeners.size === 0 || current === 'failed') return
    if (reading === undefined || entriesIn(current).some(isUnderWay)) void refresh()
  }, lookAgainMs)
  void refresh()

  return {
    refresh,

    /** All that is read so far, as one object until there is something new; `failed` when the storage can't be read. */
    snapshot: () => current,

    /** Calls back when there is something new, and looks for it by itself. Returns the way out. */
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      void refresh()
      return () => listeners.delete(listener)
    },

    /** A whole application, where it is in memory; as it was before the latest change until `refresh` has seen that. */
    cached: (key: AttemptId): ApplicationWithStatus | undefined => full.get(key),

    /**
     * Whole applications as they are now in this order, each once, also by a key of before; without those that are gone or
     * make no sense. Throws when the storage can't be read.
     */
    loadFull: async (keys: readonly string[]): Promise<ApplicationWithStatus[]> => {
      const found = readable(await recordsOf(await database(), keys), Date.now())
      if (found.length <= fewRows) found.forEach(keep)
      return found
    },
  }
}

/** Does the work once for all who ask before it begins, and never twice at a time, so that nobody sees half of it. */
function oneAfterAnother(work: () => Promise<void>): () => Promise<void> {
  let latest: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    waiting ??= latest.then(() => {
      waiting = undefined
      return work()
    })
    latest = waiting
    return latest
  }
}

function entriesIn(current: ListSnapshot | 'loading' | 'failed'): readonly ListEntry[] {
  return typeof current === 'string' ? [] : current.entries
}

function inOrder(entries: ListEntry[]): ListEntry[] {
  return entries.toSorted((one, other) => other.seq - one.seq)
}

/** The records of these keys, each once, also by a key of before. */
async function recordsOf(db: Database, keys: Iterable<string>): Promise<StoredApplication[]> {
  const { store } = db.transaction('applications')
  const also = store.index('also')
  const found = await Promise.all(Array.from(keys, async (key) => (await store.get(key)) ?? also.get(key)))
  return [...new Map(found.flatMap((one) => (one === undefined ? [] : [[one.key, one] as const]))).values()]
}

/** The newest applications, and the oldest pending ones by their ids. */
async function readEnds(db: Database) {
  const { value: page } = await newestFirst(db, firstRead).next()
  const newest = (page ?? []).slice(0, firstRead)
  const oldestPending = await db.getAllFromIndex('applications', 'pending', null, firstRead)
  const all = [...newest, ...oldestPending].map((summary) => [summary.key, summary] as const)
  return {
    summaries: [...new Map(all).values()],
    soFar: { seq: newest.at(-1)?.seq ?? Infinity, pendingUpTo: oldestPending.at(-1)?.id },
  }
}

function nextIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve)
  })
}
