import {
  application as applicationSchema,
  isUnderWay,
  keysOf,
  withStatus,
  type Application,
  type ApplicationStatus,
  type ApplicationWithStatus,
} from '~/record/application'
import { isAmiss, needsAttention } from '~/record/attention'
import type { JournalEvent } from '~/record/events'
import type { Limits } from '~/record/limits'
import { awaitedSince, longestWait } from '~/record/overdue'
import { holdersOf, readConcerned, summaryOf } from '~/record/store/concerned'
import type { Connection } from '~/record/store/connection'
import { findDuplicates } from '~/record/store/find-duplicates'
import { oldestFirst } from '~/record/store/oldest-first'
import { newestFirst } from '~/record/store/newest'
import type { ApplicationDraft } from '~/oms/application-draft'

type ApplicationFound = { application: Application; followers: Application[]; events: JournalEvent[] }

/** What could be read; `unreadable` counts the records that are there but make no sense to this desk. */
type Applications = { applications: Application[]; unreadable: number }

/** Reads applications by their indexes. */
export function readingApplications({ database }: Connection) {
  return {
    /** Those that each of these drafts may repeat, newest first. */
    async findDuplicates(drafts: ApplicationDraft[], now: number): Promise<ApplicationWithStatus[][]> {
      const { store } = (await database()).transaction('applications')
      return findDuplicates(store, drafts, now)
    },

    /** How many are pending. */
    async countPending(): Promise<number> {
      return (await database()).countFromIndex('applications', 'pending')
    },

    /**
     * How many need attention, and whether more may by time alone. `asOf`: up to which time they have waited, in ms
     * since 1970.
     */
    async countAttention(limits: Limits, asOf: number): Promise<{ count: number; isUnderWay: boolean }> {
      const index = (await database()).transaction('applications').store.index('attention')
      const now = Date.now()
      const overdue = (status: ApplicationStatus) =>
        index.count(waitingBefore(status, asOf - longestWait(status, limits)))
      const [amiss, mayBeUnderWay, pending, approved] = await Promise.all([
        index.count(IDBKeyRange.upperBound(now)),
        index.getAll(IDBKeyRange.bound(now, Infinity, true)),
        overdue('pending'),
        overdue('approved'),
      ])
      const leased = mayBeUnderWay.map((one) => withStatus(one, now))
      const needing = leased.filter((one) =>
        needsAttention({ ...one, isAmiss: isAmiss(one), awaitedSince: awaitedSince(one) }, limits, asOf),
      )
      return { count: amiss + needing.length + pending + approved, isUnderWay: leased.some(isUnderWay) }
    },

    /** The greatest OMS id of this journal, or of what was recorded before place `before`; undefined while it knows none. */
    async newestId(before = Infinity): Promise<string | undefined> {
      const { store } = (await database()).transaction('applications')
      let cursor = await store.index('byId').openCursor(null, 'prev')
      while (cursor !== null && cursor.value.seq >= before) cursor = await cursor.continue()
      return cursor?.value.id
    },

    /** The latest memos of rejections, newest first, with repetitions. */
    async memos(limit: number): Promise<string[]> {
      const { store } = (await database()).transaction('applications')
      const memos: string[] = []
      let cursor = await store.index('rejectedAt').openCursor(null, 'prev')
      for (; cursor !== null && memos.length < limit; cursor = await cursor.continue()) {
        const { data } = applicationSchema.safeParse(cursor.value)
        if (data?.rejection !== undefined) memos.push(data.rejection.memo)
      }
      return memos
    },

    /** The latest applications, newest first. */
    async list(limit: number): Promise<Applications> {
      const applications: Application[] = []
      let unreadable = 0
      for await (const page of newestFirst(await database(), limit)) {
        for (const summary of page) {
          if (applications.length === limit) return { applications, unreadable }
          const parsed = applicationSchema.safeParse(summary)
          if (parsed.success) applications.push(parsed.data)
          else unreadable += 1
        }
      }
      return { applications, unreadable }
    },

    /**
     * One application with its events and those that were made from it, oldest first, by its OMS id, the latest of that id, or by
     * `attempt-<uuid>`; undefined when this browser has none.
     */
    async find(addressKey: string): Promise<ApplicationFound | undefined> {
      const transaction = (await database()).transaction(['applications', 'events'])
      const summaries = transaction.objectStore('applications')
      const found = addressKey.startsWith('attempt-')
        ? await summaryOf(transaction, addressKey.slice('attempt-'.length))
        : (await holdersOf(transaction, addressKey))[0]
      if (found === undefined) return undefined
      const keys = keysOf(found)
      const { events } = await readConcerned(transaction, { keys })
      const ordered = [...events.values()].flat().toSorted((one, other) => one.seq - other.seq)
      return {
        application: applicationSchema.parse(found),
        followers: oldestFirst((await Promise.all(keys.map((key) => summaries.index('follows').getAll(key)))).flat()),
        events: ordered.map(({ event }) => event),
      }
    },
  }
}

/** In the index of what needs attention: every one that has waited as this since before `time`. */
function waitingBefore(status: ApplicationStatus, time: number): IDBKeyRange {
  return IDBKeyRange.bound([status, -Infinity], [status, time], false, true)
}
