import { countersAfter, filledApplication } from '~/demo/filled-application'
import { putEvents } from '~/record/store/put-events'
import { writeTo } from '~/record/store/database'
import { stores, type Database } from '~/record/store/schema'
import type { OmsDb } from '~/mocks/db'
import { replaceWith, seed } from '~/mocks/seed'

/** So many applications are written at a time: the page stays alive between them. */
const chunk = 200

type Order = {
  count: number
  /** In ms since 1970. */
  now: number
  onWritten?: (written: number) => void
}

/**
 * Replaces what the journal and the mock OMS hold by so many applications, and the seed of the mock, which is other
 * people's. Until all of it is there, the mock's state says that it is not.
 */
export async function fill(oms: OmsDb, journal: Database, { count, now, onWritten }: Order): Promise<void> {
  await oms.transact((state) => replaceWith(state, { ...seed(), ...countersAfter(count), filling: true }))
  await writeTo(journal, (transaction) => Promise.all(stores.map((store) => transaction.objectStore(store).clear())))
  // The last ones first, so that what another tab adds meanwhile comes after them instead of in their places.
  for (let end = count; end > 0; end -= chunk) {
    const from = Math.max(0, end - chunk)
    const filled = Array.from({ length: end - from }, (_, nth) => filledApplication({ index: from + nth, count, now }))
    await Promise.all([
      putEvents(
        journal,
        filled.flatMap(({ recorded }) => recorded),
      ),
      oms.transact(({ put }) =>
        Promise.all(filled.flatMap(({ stored }) => (stored === undefined ? [] : [put(stored)]))),
      ),
    ])
    onWritten?.(count - from)
  }
  await oms.transact(({ counters }) => {
    delete counters.filling
  })
}

/** Whether a filling is under way, in whichever tab, or was interrupted. */
export function isUnfinished(oms: OmsDb): Promise<boolean> {
  return oms.transact(({ counters }) => counters.filling === true)
}
