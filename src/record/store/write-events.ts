import type { JournalEvent } from '~/record/events'
import { append } from '~/record/store/append-event'
import type { Connection } from '~/record/store/connection'
import type { Write } from '~/record/store/schema'

type Writing = {
  transaction: Write
  /** Writes an event, and adds it to its application. */
  add: (event: JournalEvent) => Promise<void>
  /** Has the events of an application put in order once all is written. */
  putInOrder: (key: string) => void
}

/**
 * Writes events in one transaction, then puts those applications in order of which the events may not be, and tells every tab, once,
 * which ones have changed. What fails of the order is done with the next news of it.
 */
export async function writeEvents<Result>(
  { write, announce }: Connection,
  work: (writing: Writing) => Promise<Result>,
): Promise<Result> {
  const { result, changed, unordered } = await write(async (transaction) => {
    const [added, disordered] = [new Set<string>(), new Set<string>()]
    const add = async (event: JournalEvent) => {
      added.add(event.application)
      if (!(await append(transaction, event))) disordered.add(event.application)
    }
    const done = await work({ transaction, add, putInOrder: (key) => disordered.add(key) })
    return { result: done, changed: added, unordered: disordered }
  })
  const order = async (key: string): Promise<string[]> => {
    // Not needed for the first screen.
    const { putInOrder } = await import('~/record/store/put-in-order')
    return write((transaction) => putInOrder(transaction, key))
  }
  for (const key of unordered) for (const one of await order(key).catch(() => [])) changed.add(one)
  if (changed.size > 0) announce([...changed])
  return result
}
