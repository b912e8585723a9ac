import * as z from 'zod/mini'
import {
  application as applicationSchema,
  mayExist,
  withEvent,
  type Application,
  type ApplicationWithStatus,
} from '~/record/application'
import { newAttemptId } from '~/record/attempt-id'
import { batch as batchSchema, type Batch } from '~/record/batch-plan'
import { isOpen, openDatabase, rowsOf, stores, writeTo, type Database, type Write } from '~/record/store/database'
import {
  journalEvent,
  type BatchRow,
  type Intent,
  type JournalEvent,
  type OutcomeEvent,
  type ResolvedEvent,
} from '~/record/events'
import { toStored } from '~/record/stored-application'
import type { ImportPlan } from '~/record/import-plan'
import { newestFirst } from '~/record/store/newest'
import { findDuplicates } from '~/record/store/find-duplicates'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { ApplyDetail } from '~/oms/detail'

/** The keys of applications that have changed, or everything. */
const changed = z.union([z.literal('all'), z.array(z.string())])
export type Changed = z.infer<typeof changed>

/** This browser's record of one environment. */
export type Journal = Awaited<ReturnType<typeof openJournal>>

/**
 * `held`: the key of the application that has the claim, or that was sent for the same row of a batch. `duplicates`: what it
 * may repeat, newest first. `stopped`: the batch of this row was stopped, from whichever tab.
 */
export type RecordResult =
  | { kind: 'recorded' }
  | { kind: 'stopped' }
  | { kind: 'held'; held: string }
  | { kind: 'duplicates'; others: ApplicationWithStatus[] }

export type ApplicationFound = { application: Application; followers: Application[]; events: JournalEvent[] }
export type BatchFound = { batch: Batch; applications: Application[] }

// Not needed for the first screen.
const importing = () => import('~/record/store/import-write')

/** What could be read; `unreadable` counts the records that are there but make no sense to this desk. */
export type Applications = { applications: Application[]; unreadable: number }

const endings = {
  'apply intent': 'apply outcome',
  'reject intent': 'reject outcome',
  'approve intent': 'approve outcome',
} as const satisfies Record<Intent['kind'], OutcomeEvent['kind']>

/**
 * Opens the journal of an environment (`demo`, or OMS's `host:port`). Calls `onBlocked` while an old tab
 * holds it. Throws {@link JournalError} where there is no storage or a newer desk has written it.
 */
export async function openJournal(environment: string, onBlocked: () => void = () => {}) {
  const name = `backup-desk:${environment}`
  let handle: Promise<Database> | undefined
  /** Opens anew after the browser has taken the database away, as it does when site data are cleared. */
  const database = () => {
    const forget = () => {
      handle = undefined
    }
    handle ??= openDatabase(name, onBlocked, forget)
    // While site data are being cleared even opening may fail; the next one who asks tries again.
    handle.catch(forget)
    return handle
  }
  await database()

  const channel = new BroadcastChannel(name)
  const listeners = new Set<(keys: Changed) => void>()
  const tell = (keys: Changed) => {
    for (const listener of listeners) listener(keys)
  }
  channel.addEventListener('message', ({ data }) => tell(changed.safeParse(data).data ?? 'all'))
  /** Tells every tab which applications have changed. */
  const announce = (keys: Changed) => {
    tell(keys)
    channel.postMessage(keys)
  }

  /** Writes; again, on a new handle, while the browser takes the database away under it. */
  const write = async <Result>(work: (transaction: Write) => Promise<Result>): Promise<Result> => {
    for (let tries = 1; ; tries += 1) {
      const opened = database()
      let db: Database | undefined
      try {
        db = await opened
        return await writeTo(db, work)
      } catch (error) {
        if (tries === 5 || (db !== undefined && isOpen(db))) throw error
        if (handle === opened) handle = undefined
        await new Promise((resolve) => setTimeout(resolve, tries * 100))
      }
    }
  }
  const append = async (transaction: Write, event: JournalEvent): Promise<void> => {
    const applications = transaction.objectStore('applications')
    const before = await applications.get(event.application)
    const seq = await transaction.objectStore('events').add(journalEvent.parse(event))
    await applications.put(toStored(withEvent(before, event, seq)))
  }

  /** Why an application may not be recorded now; undefined when it may. */
  const obstacleOf = async (
    transaction: Write,
    { batch, draft }: Intent & { kind: 'apply intent' },
    sendAnyway: boolean,
    now: number,
  ): Promise<RecordResult | undefined> => {
    if (batch !== undefined) {
      if ((await transaction.objectStore('batches').get(batch.id))?.stopped === true) return { kind: 'stopped' }
      const holder = await holderOf(transaction, batch, now)
      if (holder !== undefined) return { kind: 'held', held: holder.key }
    }
    if (sendAnyway) return undefined
    // The rows of one table were looked at together before it was submitted.
    const others = (await findDuplicates(transaction.objectStore('applications'), draft, now)).filter(
      (other) => batch === undefined || other.batch?.id !== batch.id,
    )
    return others.length > 0 ? { kind: 'duplicates', others } : undefined
  }

  /** What was sent for a row of a batch and may exist at OMS: a row is never sent twice, from whichever tab. */
  const holderOf = async (transaction: Write, { id, row }: BatchRow, now: number): Promise<Application | undefined> => {
    const sent = await transaction.objectStore('applications').index('batch').getAll([id, row])
    return sent.find((one) => mayExist(one, now))
  }

  /** A batch with its applications, oldest first; undefined when this browser has none of that id. */
  const readBatch = async (id: string): Promise<BatchFound | undefined> => {
    const transaction = (await database()).transaction(['batches', 'applications'])
    const found = await transaction.objectStore('batches').get(id)
    if (found === undefined) return undefined
    const applications = await transaction.objectStore('applications').index('batch').getAll(rowsOf(id))
    return { batch: batchSchema.parse(found), applications: inOrder(applications) }
  }

  return {
    name,
    environment,
    database,

    /**
     * Writes an intent and claims `claim` until it expires; resolves when the intent is on disk. Writes nothing while the
     * claim is held, nor, unless the person wants it sent anyway, an application that may be a duplicate. Both are looked for in
     * the transaction that writes, so that of two tabs that press at once the second sees the first.
     */
    async recordIntent(intent: Intent, claim: string, sendAnyway = false): Promise<RecordResult> {
      const recorded = await write<RecordResult>(async (transaction) => {
        const claims = transaction.objectStore('claims')
        const now = Date.parse(intent.at)
        const living = await claims.get(claim)
        if (living !== undefined && Date.parse(living.expires) > now) return { kind: 'held', held: living.application }
        const obstacle = intent.kind === 'apply intent' && (await obstacleOf(transaction, intent, sendAnyway, now))
        if (obstacle) return obstacle
        const { application, attempt, expires } = intent
        await claims.put({ application, attempt, expires, of: intent.kind }, claim)
        await append(transaction, intent)
        return { kind: 'recorded' }
      })
      if (recorded.kind === 'recorded') announce([intent.application])
      return recorded
    },

    /** Writes what became of an attempt and gives its claim back. Writes the intent again if it has been cleared away meanwhile. */
    async recordOutcome(intent: Intent, event: OutcomeEvent, claim: string): Promise<void> {
      await write(async (transaction) => {
        await transaction.objectStore('claims').delete(claim)
        const known = await transaction.objectStore('applications').get(event.application)
        if (known === undefined && intent.kind === 'apply intent') await append(transaction, intent)
        await append(transaction, event)
      })
      announce([event.application])
    },

    /** The attempts that have no outcome yet. */
    async underWay(): Promise<string[]> {
      return (await (await database()).getAll('claims')).map(({ attempt }) => attempt)
    },

    /** Writes the outcome "unknown" for an attempt whose page is gone, unless it has come to another end meanwhile. */
    async recordOrphan(attempt: string): Promise<void> {
      const recorded = await write(async (transaction) => {
        const claims = transaction.objectStore('claims')
        let left: { key: string; application: string; of: Intent['kind'] } | undefined
        for (let cursor = await claims.openCursor(); cursor !== null; cursor = await cursor.continue()) {
          if (cursor.value.attempt !== attempt) continue
          const { application, of } = cursor.value
          left = { key: cursor.key, application, of }
        }
        if (left === undefined) return undefined
        await claims.delete(left.key)
        await append(transaction, {
          kind: endings[left.of],
          application: left.application,
          attempt,
          at: new Date().toISOString(),
          outcome: { kind: 'unknown', why: 'orphan' },
        })
        return left.application
      })
      if (recorded !== undefined) announce([recorded])
    },

    /** Writes what a person found out about an unknown outcome. */
    async recordResolved(event: ResolvedEvent): Promise<void> {
      await write((transaction) => append(transaction, event))
      announce([event.application])
    },

    /**
     * Writes what OMS says of an application that this browser knows by its id, if it says something new; another one is
     * taken over with `track`. Resolves to whether it was known.
     */
    async recordSeen(detail: ApplyDetail, track?: Pick<JournalEvent & { kind: 'tracked' }, 'by'>): Promise<boolean> {
      const { isKnown, written } = await write(async (transaction) => {
        const before = await transaction.objectStore('applications').index('id').get(detail.id)
        const at = new Date().toISOString()
        if (before === undefined && track === undefined) return { isKnown: false, written: undefined }
        if (before === undefined) {
          const key = newAttemptId()
          await append(transaction, { kind: 'tracked', application: key, attempt: key, at, ...track, detail })
          return { isKnown: false, written: key }
        }
        if (JSON.stringify(before.seen?.detail) === JSON.stringify(detail)) return { isKnown: true, written: undefined }
        await append(transaction, { kind: 'seen', application: before.key, attempt: before.key, at, detail })
        return { isKnown: true, written: before.key }
      })
      if (written !== undefined) announce([written])
      return isKnown
    },

    /** Those that each of these drafts may repeat, newest first. */
    async findDuplicates(drafts: ApplicationDraft[], now: number): Promise<ApplicationWithStatus[][]> {
      const { store } = (await database()).transaction('applications')
      return Promise.all(drafts.map((draft) => findDuplicates(store, draft, now)))
    },

    /** How many are pending. */
    async countPending(): Promise<number> {
      return (await database()).countFromIndex('applications', 'pending')
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
      for await (const page of newestFirst(await database(), 'seq', limit)) {
        for (const summary of page) {
          if (applications.length === limit) return { applications, unreadable }
          const parsed = applicationSchema.safeParse(summary)
          if (parsed.success) applications.push(parsed.data)
          else unreadable += 1
        }
      }
      return { applications, unreadable }
    },

    /** Writes a table of applications before its first row is sent. */
    async recordBatch(plan: Batch): Promise<void> {
      await write((transaction) => transaction.objectStore('batches').add(batchSchema.parse(plan)))
      announce([])
    },

    /** Writes what a person has decided about a batch under way. */
    async changeBatch(id: string, change: (plan: Batch) => Batch): Promise<void> {
      await write(async (transaction) => {
        const plan = await transaction.objectStore('batches').get(id)
        if (plan !== undefined) await transaction.objectStore('batches').put(change(plan))
      })
      announce([])
    },

    batch: readBatch,

    /** The batches that nobody has stopped, oldest first, with their applications. */
    async unstoppedBatches(): Promise<BatchFound[]> {
      const plans = await (await database()).getAll('batches')
      const unstopped = plans
        .flatMap((plan) => batchSchema.safeParse(plan).data ?? [])
        .filter(({ stopped }) => stopped === undefined)
        .toSorted((one, other) => one.at.localeCompare(other.at))
      const found = await Promise.all(unstopped.map(({ id }) => readBatch(id)))
      return found.flatMap((one) => one ?? [])
    },

    /**
     * One application with its events and those that were made from it, oldest first, by its OMS id or by
     * `attempt-<uuid>`; undefined when this browser has none.
     */
    async find(addressKey: string): Promise<ApplicationFound | undefined> {
      const transaction = (await database()).transaction(['applications', 'events'])
      const summaries = transaction.objectStore('applications')
      const found = addressKey.startsWith('attempt-')
        ? await summaries.get(addressKey.slice('attempt-'.length))
        : await summaries.index('id').get(addressKey)
      if (found === undefined) return undefined
      const events = await transaction.objectStore('events').index('application').getAll(found.key)
      return {
        application: applicationSchema.parse(found),
        followers: inOrder(await summaries.index('follows').getAll(found.key)),
        events: events.flatMap((event) => journalEvent.safeParse(event).data ?? []),
      }
    },

    /** Everything that is recorded of these applications, to the letter, in the order of the journal. */
    async exportEvents(keys: string[]): Promise<JournalEvent[]> {
      const wanted = new Set(keys)
      return (await (await database()).getAll('events')).filter(({ application }) => wanted.has(application))
    },

    /** What importing these events would do; writes nothing. */
    async planImport(carried: JournalEvent[]): Promise<ImportPlan> {
      const { lookAtImport } = await importing()
      return lookAtImport((await database()).transaction(stores), carried)
    },

    /** Adds the events of a file that are missing here, all or none of them, and claims nothing. Resolves to what it did. */
    async importEvents(carried: JournalEvent[]): Promise<ImportPlan> {
      const { lookAtImport, writeImport } = await importing()
      const done = await write(async (transaction) => {
        const plan = await lookAtImport(transaction, carried)
        await writeImport(transaction, plan)
        return plan
      })
      announce('all')
      return done
    },

    /** Forgets these applications, except what may not be forgotten by now (`standingOf`). Resolves to how many it were. */
    async forget(keys: string[]): Promise<number> {
      const { forgetIn } = await import('~/record/store/forget')
      const forgotten = await write((transaction) => forgetIn(transaction, keys))
      announce('all')
      return forgotten
    },

    /** Forgets everything. */
    async clear(): Promise<void> {
      await write((transaction) => Promise.all(stores.map((store) => transaction.objectStore(store).clear())))
      announce('all')
    },

    /** Calls back with what has changed whenever any tab has written. Returns the way out. */
    subscribe(listener: (keys: Changed) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Summaries that this desk can read, oldest first. */
function inOrder(summaries: unknown[]): Application[] {
  return summaries
    .flatMap((summary) => applicationSchema.safeParse(summary).data ?? [])
    .toSorted((one, other) => one.seq - other.seq)
}
