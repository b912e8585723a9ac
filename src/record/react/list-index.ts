import { type ApplicationWithStatus, isUnderWay, keysOf, readable } from '~/record/application'
import type { Database } from '~/record/store/schema'
import { toListEntry, type ListEntry } from '~/record/list-entry'
import type { StoredApplication } from '~/record/stored-application'
import { newestFirst } from '~/record/store/newest'
import type { Journal } from '~/record/store/store'
import type { AttemptId } from '~/oms/ids'

/**
 * What is known of all applications so far, newest first; `total` is how many records there are. While `isComplete` is
 * false more is being read. `unreadable`: how many records make no sense to this desk, once all were read.
 */
export type ListSnapshot = {
  entries: readonly ListEntry[]
  total: number
  unreadable: number
  isComplete: boolean
  soFar?: ReadSoFar
}

/** While more is read: everything from this `seq` on is there, and what is pending up to this id, where anything is. */
export type ReadSoFar = { seq: number; pendingUpTo: string | undefined }

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

export type ListIndex = ReturnType<typeof openListIndex>

const indexes = new WeakMap<Journal, ListIndex>()

/** The one index of this journal. */
export function listIndexOf(journal: Journal): ListIndex {
  const index = indexes.get(journal) ?? openListIndex(journal)
  indexes.set(journal, index)
  return index
}

/**
 * All applications of a journal in short: read once, the newest first, in steps between which the page does everything
 * else; afterwards only what has changed is read again.
 */
function openListIndex(journal: Journal) {
  const { database } = journal
  let current: ListSnapshot | 'loading' | 'failed' = 'loading'
  let isBegun = false
  /** A reading that is begun anew makes the one before give up. */
  let reading = {}
  let working: Promise<void> = Promise.resolve()
  let queued: Promise<void> | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  /** The keys of what has changed, each with its latest change. */
  const stale = new Map<string, object>()
  const full = new Map<string, ApplicationWithStatus>()
  const texts = new Map<string, string>()
  const listeners = new Set<() => void>()

  const show = (next: typeof current): void => {
    if (next === current) return
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

  const begin = async (): Promise<void> => {
    const mine = {}
    reading = mine
    isBegun = true
    stale.clear()
    const db = await database()
    const count = await db.count('applications')
    const isComplete = count <= pageSize
    const ends = isComplete ? undefined : await readEnds(db)
    const summaries = ends?.summaries ?? (await db.getAll('applications'))
    const first = readable(summaries, Date.now()).toSorted((one, other) => other.seq - one.seq)
    // Another tab may have written since they were counted.
    const total = isComplete ? summaries.length : count
    first.forEach(keep)
    const begun = { entries: entriesOf(first), total, unreadable: isComplete ? total - first.length : 0, isComplete }
    if (ends === undefined) return show(begun)
    const { soFar } = ends
    show({ ...begun, soFar })
    void readOn(db, { ...begun, soFar }, () => reading === mine)
  }

  const readOn = async (
    db: Database,
    { soFar, ...begun }: ListSnapshot & { soFar: ReadSoFar },
    isCurrent: () => boolean,
  ): Promise<void> => {
    const entries: ListEntry[] = []
    let shown = begun.entries.length
    let unreadable = 0
    try {
      for await (const page of newestFirst(db, pageSize)) {
        await nextIdle()
        if (!isCurrent()) return
        const applications = readable(page, Date.now())
        entries.push(...entriesOf(applications))
        unreadable += page.length - applications.length
        if (entries.length < mostKept / 2) applications.forEach(keep)
        // Not for every step: what is drawn anew each time grows.
        if (entries.length < 2 * shown) continue
        const oldest = entries.at(-1)?.seq ?? 0
        const read = [...entries, ...begun.entries.filter(({ seq }) => seq < oldest)]
        shown = read.length
        show({ ...begun, entries: read, soFar: { ...soFar, seq: oldest } })
        void refresh()
      }
      if (!isCurrent()) return
      show({ entries, total: entries.length + unreadable, unreadable, isComplete: true })
      void refresh()
    } catch {
      // The browser has taken the storage away.
      isBegun = false
    }
  }

  /** Reads again what has changed, and what changes by time alone. */
  const catchUp = async (): Promise<void> => {
    const changes = [...stale]
    const keys = new Set(stale.keys())
    for (const entry of entriesIn(current)) if (isUnderWay(entry)) keys.add(entry.key)
    const db = await database()
    const again = await Promise.all(
      [...keys].map(async (key) => (await db.get('applications', key)) ?? db.getFromIndex('applications', 'also', key)),
    )
    if (typeof current === 'string') return
    const byKey = new Map(again.flatMap((one) => (one === undefined ? [] : [[one.key, one] as const])))
    const found = [...byKey.values()]
    // One may be told of under a key of before.
    for (const key of byKey.keys()) keys.add(key)
    const fresh = readable(found, Date.now())
    if (current.isComplete && fresh.length < found.length) return begin()
    for (const key of keys) full.delete(key)
    fresh.forEach(keep)
    const entries = keys.size === 0 ? current.entries : replaced(current.entries, keys, entriesOf(fresh))
    // While the reading goes on it may still bring what was read before the change.
    if (!current.isComplete) return show({ ...current, entries })
    // What has changed since is stale again.
    for (const [key, change] of changes) if (stale.get(key) === change) stale.delete(key)
    if (keys.size === 0) return
    // Not what the storage has: of a record that is being taken over nobody is told before its end.
    const { unreadable } = current
    show({ entries, total: entries.length + unreadable, unreadable, isComplete: true })
  }

  const work = async (): Promise<void> => {
    queued = undefined
    try {
      await (isBegun ? catchUp() : begin())
    } catch {
      isBegun = false
      if (typeof current === 'string') show('failed')
    }
  }

  /** Reads what has changed, one after another, so that nobody sees half of what another is reading. Never rejects. */
  const refresh = (): Promise<void> => {
    if (current === 'failed') show('loading')
    queued ??= working.then(work)
    working = queued
    return working
  }

  const isOutOfDate = (): boolean => current !== 'failed' && (!isBegun || entriesIn(current).some(isUnderWay))

  journal.subscribe((keys) => {
    if (keys === 'all') {
      isBegun = false
      full.clear()
    } else keys.forEach((key) => stale.set(key, {}))
    if (listeners.size > 0) void refresh()
  })
  void refresh()

  return {
    refresh,

    /** All that is read so far, as one object until there is something new; `failed` when the storage can't be read. */
    snapshot: () => current,

    /** Calls back when there is something new, and looks for it by itself. Returns the way out. */
    subscribe: (listener: () => void): (() => void) => {
      if (listeners.size === 0) {
        timer = setInterval(() => isOutOfDate() && void refresh(), lookAgainMs)
      }
      listeners.add(listener)
      void refresh()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearInterval(timer)
      }
    },

    /** A whole application, where it is in memory; as it was before the latest change until `refresh` has seen that. */
    cached: (key: AttemptId): ApplicationWithStatus | undefined => full.get(key),

    /**
     * Whole applications in this order, each once, also by a key of before; without those that are gone or make no sense.
     * Throws when the storage can't be read.
     */
    loadFull: async (keys: readonly string[]): Promise<ApplicationWithStatus[]> => {
      const { store } = (await database()).transaction('applications')
      // Taken now: what is kept next may put others out of memory.
      const known = new Map(keys.flatMap((key) => (stale.has(key) ? [] : [[key, full.get(key)] as const])))
      const missing = keys.filter((key) => known.get(key) === undefined)
      const also = store.index('also')
      const read = await Promise.all(missing.map(async (key) => (await store.get(key)) ?? also.get(key)))
      const found = readable(
        read.flatMap((summary) => summary ?? []),
        Date.now(),
      )
      if (found.length <= fewRows) found.forEach(keep)
      for (const one of found) for (const key of keysOf(one)) known.set(key, one)
      return [...new Set(keys.flatMap((key) => known.get(key) ?? []))]
    },
  }
}

function entriesIn(current: ListSnapshot | 'loading' | 'failed'): readonly ListEntry[] {
  return typeof current === 'string' ? [] : current.entries
}

/** The newest applications, and the oldest pending ones by their ids. */
async function readEnds(db: Database): Promise<{ summaries: StoredApplication[]; soFar: ReadSoFar }> {
  const { value: page } = await newestFirst(db, firstRead).next()
  const newest = (page ?? []).slice(0, firstRead)
  const oldestPending = await db.getAllFromIndex('applications', 'pending', null, firstRead)
  const all = [...newest, ...oldestPending].map((summary) => [summary.key, summary] as const)
  return {
    summaries: [...new Map(all).values()],
    soFar: {
      seq: newest.at(-1)?.seq ?? Infinity,
      pendingUpTo: oldestPending.at(-1)?.id,
    },
  }
}

function nextIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve)
  })
}

/** Those entries without these keys, and with the fresh ones in their places; newest first. */
function replaced(entries: readonly ListEntry[], keys: ReadonlySet<string>, fresh: ListEntry[]): ListEntry[] {
  return [...entries.filter(({ key }) => !keys.has(key)), ...fresh].toSorted((one, other) => other.seq - one.seq)
}
