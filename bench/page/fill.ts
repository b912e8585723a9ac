import { withEvent, type Application } from '~/journal/application'
import { openDatabase, writeTo, type Write } from '~/journal/database'
import { indexed } from '~/journal/indexed'
import { eventsOf } from '../applications'

const chunk = 1_000

declare global {
  var fillJournal: typeof fill
}
globalThis.fillJournal = fill

/** Writes so many applications into the journal of that name, oldest first, as the desk writes them. */
async function fill(name: string, count: number): Promise<void> {
  const nobodyElse = () => {}
  const database = await openDatabase(name, nobodyElse, nobodyElse)
  for (let age = count - 1; age >= 0; age -= chunk) {
    const ages = Array.from({ length: Math.min(chunk, age + 1) }, (_, index) => age - index)
    await writeTo(database, (transaction) => Promise.all(ages.map((one) => write(transaction, one))))
  }
  database.close()
}

/** What the journal does with each event, without asking it for what it has just been told. */
async function write(transaction: Write, age: number): Promise<void> {
  const events = eventsOf(age)
  const seqs = await Promise.all(events.map((event) => transaction.objectStore('events').add(event)))
  let summary: Application | undefined
  for (const [index, event] of events.entries()) summary = withEvent(summary, event, seqs[index] ?? 0)
  if (summary !== undefined) await transaction.objectStore('applications').put(indexed(summary))
}
