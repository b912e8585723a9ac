import { application as applicationSchema, withStatus, type ApplicationWithStatus } from '~/record/application'
import type { Database } from '~/record/store/database'
import { toListEntry, isUnderWay, type ListEntry } from '~/record/list-entry'
import type { StoredApplication } from '~/record/stored-application'
import { newestFirst } from '~/record/store/newest'
import type { Journal } from '~/record/store/store'

/**
 * What is known of all applications so far, newest first; `total` is how many records there are. While `isComplete` is
 * false more is being read. `unreadable`: how many records make no sense to this desk, once all were read.
 */
export type ListSnapshot = { entries: readonly ListEntry[]; total: number; unreadable: number; isComplete: boolean }

/** About so many are read at a time: a step that no press of a key has to wait for. */
const pageSize = 250

/** So many of the newest, and of those that are pending, are there before the others are read: a screenful and more. */
const firstRead = 30

/** So many applications stay in memory as a whole. */
const mostKept = 1_000

/** More than these are read once, as for a file, and not kept. */
const fewRows = 500

const catalogues = new WeakMap<Journal, Catalogue>()

export type Catalogue = ReturnType<typeof openCatalogue>

/** The one catalogue of this journal. */
export function catalogueOf(journal: Journal): Catalogue {
  const known = catalogues.get(journal) ?? openCatalogue(journal)
  catalogues.set(journal, known)
  return known
}

/**
 * All applications of a journal in short: read once, the newest first, in steps between which the page does everything
 * else; afterwards only what has changed is read again.
 */
function openCatalogue(journal: Journal) {
  const { database } = journal
  const nothing: ListSnapshot = { entries: [], total: 0, unreadable: 0, isComplete: false }
  let contents = nothing
  let isBegun = false
  /** A reading that is begun anew makes the one before give up. */
  let reading = {}
  let working: Promise<void> = Promise.resolve()
  /** The keys of what has changed, each with its latest change. */
  const stale = new Map<string, object>()
  const kept = new Map<string, ApplicationWithStatus>()
  const texts = new Map<string, string>()
  const listeners = new Set<() => void>()

  journal.subscribe((keys) => {
    if (keys !== 'all') return keys.forEach((key) => stale.set(key, {}))
    isBegun = false
    kept.clear()
  })
  const onMore = () => {
    for (const listener of listeners) listener()
  }
  const same = (text: string): string => {
    if (!texts.has(text)) texts.set(text, text)
    return texts.get(text) ?? text
  }
  const keep = (one: ApplicationWithStatus): void => {
    kept.set(one.key, one)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
  }
  const entriesOf = (applications: ApplicationWithStatus[]) => applications.map((one) => toListEntry(one, same))

  const begin = async (): Promise<void> => {
    const mine = {}
    reading = mine
    const db = await database()
    const total = await db.count('applications')
    const summaries = total <= pageSize ? await db.getAll('applications') : await newestOf(db)
    const first = readable(summaries).toSorted((one, other) => other.seq - one.seq)
    first.slice(0, pageSize).forEach(keep)
    if (total <= pageSize) {
      contents = { entries: entriesOf(first), total, unreadable: total - first.length, isComplete: true }
      return
    }
    contents = { ...nothing, entries: entriesOf(first), total }
    void readOn(db, total, () => reading === mine)
  }

  const readOn = async (db: Database, total: number, isCurrent: () => boolean): Promise<void> => {
    const first = contents.entries
    const entries: ListEntry[] = []
    try {
      for await (const page of newestFirst(db, 'seq', pageSize)) {
        await nextIdle()
        if (!isCurrent()) return
        const applications = readable(page)
        entries.push(...entriesOf(applications))
        if (entries.length < mostKept / 2) applications.forEach(keep)
        // Not for every step: what is drawn anew each time grows.
        if (entries.length < 2 * contents.entries.length) continue
        const oldest = entries.at(-1)?.seq ?? 0
        contents = { ...contents, entries: [...entries, ...first.filter(({ seq }) => seq < oldest)] }
        onMore()
      }
      if (!isCurrent()) return
      contents = { entries, total, unreadable: 0, isComplete: true }
    } catch {
      // The browser has taken the storage away; whoever asks next begins anew.
      isBegun = false
    }
    onMore()
  }

  /** Reads again what has changed, and what changes by time alone. */
  const catchUp = async (): Promise<void> => {
    const changes = [...stale]
    const keys = new Set(stale.keys())
    for (const entry of contents.entries) if (isUnderWay(entry)) keys.add(entry.key)
    const db = await database()
    if (keys.size > 0) {
      const again = await Promise.all([...keys].map((key) => db.get('applications', key)))
      const fresh = readable(again.flatMap((summary) => summary ?? []))
      for (const key of keys) kept.delete(key)
      fresh.forEach(keep)
      contents = { ...contents, entries: replaced(contents.entries, keys, entriesOf(fresh)) }
    }
    if (!contents.isComplete) return
    // While the reading goes on it may still bring what was read before the change; and what has changed since is stale again.
    for (const [key, change] of changes) if (stale.get(key) === change) stale.delete(key)
    const total = await db.count('applications')
    const unreadable = total - contents.entries.length
    if (total !== contents.total || unreadable !== contents.unreadable) contents = { ...contents, total, unreadable }
  }

  const work = async (): Promise<void> => {
    if (isBegun) return catchUp()
    isBegun = true
    stale.clear()
    try {
      await begin()
    } catch (error) {
      isBegun = false
      throw error
    }
  }

  return {
    /** One after another, so that nobody sees half of what another is reading. Throws when the storage can't be read. */
    contents: async (): Promise<ListSnapshot> => {
      working = working.then(work, work)
      await working
      return contents
    },

    /** What `contents` has brought last, or a step of the reading since. */
    latest: (): ListSnapshot => contents,

    /** A whole application, where it is in memory; as it was before the latest change until `contents` has seen that. */
    kept: (key: string): ApplicationWithStatus | undefined => kept.get(key),

    /** Whole applications in this order, without those that are gone or make no sense. */
    whole: async (keys: readonly string[]): Promise<ApplicationWithStatus[]> => {
      const { store } = (await database()).transaction('applications')
      const missing = keys.filter((key) => !kept.has(key) || stale.has(key))
      const read = await Promise.all(missing.map((key) => store.get(key)))
      const found = readable(read.flatMap((summary) => summary ?? []))
      if (found.length <= fewRows) found.forEach(keep)
      const byKey = new Map(found.map((one) => [one.key, one]))
      return keys.flatMap((key) => byKey.get(key) ?? kept.get(key) ?? [])
    },

    /** Calls back when a step of the reading has brought more. Returns the way out. */
    onMore: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Those of the records that this desk can read. */
function readable(summaries: readonly unknown[]): ApplicationWithStatus[] {
  const now = Date.now()
  return summaries.flatMap((summary) => {
    const parsed = applicationSchema.safeParse(summary)
    return parsed.success ? [withStatus(parsed.data, now)] : []
  })
}

/** The newest applications, and the newest of the pending ones. */
async function newestOf(db: Database): Promise<StoredApplication[]> {
  const found = await Promise.all([firstOf(db, 'seq'), firstOf(db, 'pending')])
  return [...new Map(found.flat().map((summary) => [summary.key, summary])).values()]
}

async function firstOf(db: Database, index: 'seq' | 'pending'): Promise<StoredApplication[]> {
  const found: StoredApplication[] = []
  for await (const page of newestFirst(db, index, firstRead)) {
    found.push(...page)
    if (found.length >= firstRead) break
  }
  return found.slice(0, firstRead)
}

function nextIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve)
  })
}

/** Those entries without these keys, and with the fresh ones in their places; newest first. */
function replaced(entries: readonly ListEntry[], keys: ReadonlySet<string>, fresh: ListEntry[]): ListEntry[] {
  const left = entries.filter(({ key }) => !keys.has(key))
  for (const entry of fresh) {
    const place = left.findIndex(({ seq }) => seq < entry.seq)
    left.splice(place === -1 ? left.length : place, 0, entry)
  }
  return left
}
