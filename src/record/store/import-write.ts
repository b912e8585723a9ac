import { withEvent, type Application } from '~/record/application'
import { journalEvent, type JournalEvent } from '~/record/events'
import { planImport, type Change, type ImportPlan } from '~/record/import-plan'
import { busyApplications } from '~/record/store/busy'
import type { Read, Write } from '~/record/store/database'
import { toStored } from '~/record/stored-application'

/** Plans an import of these events against everything that is here. Writes nothing. */
export async function lookAtImport(transaction: Read, carried: JournalEvent[]): Promise<ImportPlan> {
  const events = transaction.objectStore('events')
  const [seqs, values, busy] = await Promise.all([events.getAllKeys(), events.getAll(), busyApplications(transaction)])
  const here = values.flatMap((value, index) => {
    const [seq, parsed] = [seqs[index], journalEvent.safeParse(value)]
    return seq !== undefined && parsed.success ? [{ seq, event: parsed.data }] : []
  })
  return planImport(here, busy, carried)
}

/** So many at a time: between them the page draws, and answers. */
const chunk = 200

/** Writes what a plan of the same transaction says, each summary anew from all of its events. */
export async function writeImport(transaction: Write, { changes }: ImportPlan): Promise<void> {
  for (let from = 0; from < changes.length; from += chunk) {
    await Promise.all(changes.slice(from, from + chunk).map((change) => writeChange(transaction, change)))
  }
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
