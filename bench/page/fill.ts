import { putEvents } from '~/record/store/put-events'
import { openDatabase } from '~/record/store/database'
import { applicationAt } from '../applications'

const chunk = 1_000

declare global {
  var fillJournal: typeof fill
}
globalThis.fillJournal = fill

/** Writes so many applications into the journal of that name, oldest first. */
async function fill(name: string, count: number): Promise<void> {
  const nobodyElse = () => {}
  const database = await openDatabase(name, nobodyElse, nobodyElse)
  for (let from = 0; from < count; from += chunk) {
    const some = Array.from({ length: Math.min(chunk, count - from) }, (_none, nth) => applicationAt(from + nth, count))
    await putEvents(
      database,
      some.flatMap(({ recorded }) => recorded),
    )
  }
  database.close()
}
