import { unwrap } from 'idb'
import { keysOf, type Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import type { Change } from '~/record/transfer/import-plan'
import type { Write } from '~/record/store/schema'
import { toStored } from '~/record/stored-application'

/** So many applications are written without a pause. */
const writtenAtOnce = 100

/** Writes applications anew. Resolves to the keys that have changed. */
export async function writeChanges(transaction: Write, changes: Change[]): Promise<string[]> {
  for (let from = 0; from < changes.length; from += writtenAtOnce) {
    await Promise.all(changes.slice(from, from + writtenAtOnce).map((change) => writeChange(transaction, change)))
    // A request keeps the transaction open while the page answers its person.
    await transaction.objectStore('position').count()
  }
  return changes.flatMap(({ application }) => keysOf(application))
}

/** Writes an application and its events anew, under one key. Resolves to the last place that they take. */
export async function writeChange(transaction: Write, { application, events, seqs }: Change): Promise<number> {
  const store = transaction.objectStore('events')
  // A promise for each of a hundred thousand costs a tenth of the time; what fails ends the transaction.
  const plain = unwrap(store)
  for (const [index, seq] of seqs.entries()) {
    const event = events[index]
    if (event === undefined) plain.delete(seq)
    else plain.put(event, seq)
  }
  const added = await Promise.all(events.slice(seqs.length).map((event) => store.add(event)))
  const places = [...seqs.slice(0, events.length), ...added]
  let summary: Application | undefined
  for (const event of events) summary = withEvent(summary, event, summary?.seq ?? places[0] ?? 0)
  const { also = [] } = application
  const applications = unwrap(transaction.objectStore('applications'))
  for (const key of also) applications.delete(key)
  if (summary !== undefined) applications.put(toStored(also.length === 0 ? summary : { ...summary, also }))
  return places.at(-1) ?? 0
}
