import { application as applicationSchema, withStatus, withEvent, type Application } from '~/record/application'
import { clearability } from '~/record/clearability'
import { isOpen } from '~/record/batch-plan'
import { rowsOf, type Database, type Write } from '~/record/store/database'
import { journalEvent, type JournalEvent } from '~/record/events'
import { toStored } from '~/record/stored-application'
import { planImport, type Change, type ImportPlan } from '~/record/import-plan'

/** What is recorded of these applications, to the letter, in the order of the journal. */
export async function eventsOf(db: Database, keys: string[]): Promise<JournalEvent[]> {
  const wanted = new Set(keys)
  return (await db.getAll('events')).filter(({ application }) => wanted.has(application))
}

/** Plans an import of these events against everything that is here. Writes nothing. */
export async function lookAtImport(transaction: Write, carried: JournalEvent[]): Promise<ImportPlan> {
  const events = transaction.objectStore('events')
  const [seqs, values, busy] = await Promise.all([events.getAllKeys(), events.getAll(), busyApplications(transaction)])
  const here = values.flatMap((value, index) => {
    const [seq, parsed] = [seqs[index], journalEvent.safeParse(value)]
    return seq !== undefined && parsed.success ? [{ seq, event: parsed.data }] : []
  })
  return planImport(here, busy, carried)
}

/** Writes what a plan of the same transaction says, each summary anew from all of its events. */
export async function writeImport(transaction: Write, { changes }: ImportPlan): Promise<void> {
  await Promise.all(changes.map((change) => writeChange(transaction, change)))
  for (const { application, absorbs } of changes) {
    if (absorbs !== undefined) await leadFollowers(transaction, absorbs, application.key)
  }
}

async function writeChange(transaction: Write, { events, seqs, absorbs }: Change): Promise<void> {
  const store = transaction.objectStore('events')
  const places = await Promise.all(
    events.map((event, index) => {
      const seq = seqs[index]
      return seq === undefined ? store.add(event) : store.put(event, seq)
    }),
  )
  let summary: Application | undefined
  for (const event of events) summary = withEvent(summary, event, summary?.seq ?? places[0] ?? 0)
  const applications = transaction.objectStore('applications')
  if (absorbs !== undefined) await applications.delete(absorbs)
  if (summary !== undefined) await applications.put(toStored(summary))
}

/** Those that were made from an application follow it to its new key. */
async function leadFollowers(transaction: Write, before: string, key: string): Promise<void> {
  const applications = transaction.objectStore('applications')
  for (const follower of await applications.index('follows').getAll(before)) {
    if (follower.follows === undefined) continue
    await applications.put(toStored({ ...follower, follows: { ...follower.follows, application: key } }))
    const own = transaction.objectStore('events').index('application')
    for (let cursor = await own.openCursor(follower.key); cursor !== null; cursor = await cursor.continue()) {
      const event = cursor.value
      if (event.kind !== 'apply intent' || event.follows?.application !== before) continue
      await cursor.update({ ...event, follows: { ...event.follows, application: key } })
    }
  }
}

/**
 * Forgets these applications, except what is on its way to OMS and what belongs to a table that is not at its end.
 * A table goes with the last of its applications. Resolves to how many were forgotten.
 */
export async function forgetIn(transaction: Write, keys: string[]): Promise<number> {
  const now = Date.now()
  const [applications, events] = [transaction.objectStore('applications'), transaction.objectStore('events')]
  const [claims, batches] = [transaction.objectStore('claims'), transaction.objectStore('batches')]
  const busy = await busyApplications(transaction)
  const openTables = new Set<string>()
  for (const batch of await batches.getAll()) {
    const rows = await applications.index('batch').getAll(rowsOf(batch.id))
    if (isOpen({ batch, applications: rows }, now)) openTables.add(batch.id)
  }
  const [gone, tables] = [new Set<string>(), new Set<string>()]
  for (const key of keys) {
    const summary = applicationSchema.safeParse(await applications.get(key))
    if (!summary.success || busy.has(key)) continue
    const standing = clearability(withStatus(summary.data, now), openTables)
    if (standing === 'sending' || standing === 'in a table') continue
    gone.add(key)
    if (summary.data.batch !== undefined) tables.add(summary.data.batch.id)
    await applications.delete(key)
    for (const seq of await events.index('application').getAllKeys(key)) await events.delete(seq)
  }
  for (let cursor = await claims.openCursor(); cursor !== null; cursor = await cursor.continue()) {
    if (gone.has(cursor.value.application)) await cursor.delete()
  }
  for (const id of tables) {
    const left = await applications.index('batch').count(rowsOf(id))
    const batch = await batches.get(id)
    if (left === 0) await batches.delete(id)
    // A row that is forgotten must not look like one that was never sent.
    else if (batch !== undefined) await batches.put({ ...batch, stopped: true })
  }
  return gone.size
}

/** The keys of the applications that have something on its way to OMS. */
async function busyApplications(transaction: Write): Promise<Set<string>> {
  const now = Date.now()
  const claims = await transaction.objectStore('claims').getAll()
  return new Set(claims.flatMap(({ application, expires }) => (Date.parse(expires) > now ? [application] : [])))
}
