import { keysOf } from '~/record/application'
import { journalEvent } from '~/record/events'
import type { Known, StoredEvent } from '~/record/transfer/import-plan'
import type { Read } from '~/record/store/schema'
import type { StoredApplication } from '~/record/stored-application'
import type { ApplyId } from '~/oms/ids'

/** The application of that key, also where it is known under another one by now. */
export async function summaryOf(transaction: Read, key: string): Promise<StoredApplication | undefined> {
  const applications = transaction.objectStore('applications')
  return (await applications.get(key)) ?? applications.index('also').get(key)
}

/** The applications that OMS has given this id, the latest first: one, unless it began its ids anew. */
export async function holdersOf(transaction: Read, id: ApplyId): Promise<StoredApplication[]> {
  const holders = await transaction.objectStore('applications').index('id').getAll(id)
  return holders.toSorted((one, other) => other.seq - one.seq)
}

/** Reads the applications of these keys and of these OMS ids, with all of their events that this desk can read. */
export async function readConcerned(
  transaction: Read,
  { keys = [], ids = [] }: { keys?: readonly string[]; ids?: readonly ApplyId[] },
): Promise<Known> {
  const applications = transaction.objectStore('applications')
  const also = applications.index('also')
  // Counting would walk over all of them.
  const [[first], [firstAlso]] = await Promise.all([applications.getAllKeys(null, 1), also.getAllKeys(null, 1)])
  if (first === undefined) return { summaries: [], events: new Map() }
  const found = await Promise.all([
    ...keys.map(async (key) => [
      (await applications.get(key)) ?? (firstAlso === undefined ? undefined : await also.get(key)),
    ]),
    ...ids.map((id) => applications.index('id').getAll(id)),
  ])
  const summaries = new Map(found.flat().flatMap((one) => (one === undefined ? [] : [[one.key, one]])))
  const members = [...summaries.values()].flatMap(keysOf)
  const events = await Promise.all(members.map(async (key) => [key, await readEvents(transaction, key)] as const))
  return { summaries: [...summaries.values()], events: new Map(events) }
}

async function readEvents(transaction: Read, key: string): Promise<StoredEvent[]> {
  const own = transaction.objectStore('events').index('application')
  const [seqs, values] = await Promise.all([own.getAllKeys(key), own.getAll(key)])
  return values.flatMap((value, index) => {
    const [seq, parsed] = [seqs[index], journalEvent.safeParse(value)]
    return seq !== undefined && parsed.success ? [{ seq, event: parsed.data }] : []
  })
}
