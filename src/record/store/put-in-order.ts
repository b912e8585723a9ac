import { planMerge } from '~/record/transfer/merge-plan'
import { readConcerned, summaryOf } from '~/record/store/concerned'
import type { Write } from '~/record/store/schema'
import { writeChanges } from '~/record/store/write-change'

/**
 * Puts the events of an application into their one order, with what was taken over from OMS under the same id. Resolves to the keys
 * that have changed.
 */
export async function putInOrder(transaction: Write, key: string): Promise<string[]> {
  const id = (await summaryOf(transaction, key))?.id
  const known = await readConcerned(transaction, { keys: [key], ids: id === undefined ? [] : [id] })
  return writeChanges(transaction, planMerge(known, []))
}
