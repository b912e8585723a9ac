import { withEvent, type Application } from '~/record/application'
import { journalEvent, type JournalEvent } from '~/record/events'
import { inSlices } from '~/record/in-slices'
import { planImport, type Change, type ImportPlan, type StoredEvent } from '~/record/import-plan'
import { busyApplications } from '~/record/store/busy'
import type { Read, Write } from '~/record/store/database'
import { toStored } from '~/record/stored-application'

/** So many events are read, and applications written, before the page may do something else. */
const roundSize = 100

/**
 * Plans an import of these events against everything that is here. Writes nothing. A transaction that is to be used
 * afterwards needs a `pause` that asks it something.
 */
export async function lookAtImport(
  transaction: Read,
  carried: JournalEvent[],
  pause: () => Promise<unknown>,
  onProgress: (part: number) => void,
): Promise<ImportPlan> {
  const busy = await busyApplications(transaction)
  return inSlices(planImport(await readEvents(transaction), busy, carried), pause, onProgress)
}

async function readEvents(transaction: Read): Promise<StoredEvent[]> {
  const events = transaction.objectStore('events')
  const here: StoredEvent[] = []
  for (let range: IDBKeyRange | null = null; ;) {
    const [seqs, values] = await Promise.all([events.getAllKeys(range, roundSize), events.getAll(range, roundSize)])
    const last = seqs.at(-1)
    if (last === undefined) return here
    for (const [index, value] of values.entries()) {
      const [seq, parsed] = [seqs[index], journalEvent.safeParse(value)]
      if (seq !== undefined && parsed.success) here.push({ seq, event: parsed.data })
    }
    range = IDBKeyRange.lowerBound(last, true)
  }
}

/** Writes what a plan of the same transaction says, each summary anew from all of its events. */
export async function writeImport(
  transaction: Write,
  { changes }: ImportPlan,
  onProgress: (part: number) => void,
): Promise<void> {
  for (let from = 0; from < changes.length; from += roundSize) {
    await Promise.all(changes.slice(from, from + roundSize).map((change) => writeChange(transaction, change)))
    onProgress((from + roundSize) / changes.length)
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
