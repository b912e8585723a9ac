import { forgetFollowed } from '~/actions/follow'
import { countersAfter, filledApplication } from '~/demo/filled-application'
import { putEvents } from '~/record/store/put-events'
import { writeTo } from '~/record/store/database'
import { underLock } from '~/record/store/locks'
import { stores, type Database } from '~/record/store/schema'
import type { Journal } from '~/record/store/store'
import type { OmsDb, OmsState } from '~/mocks/db'
import { replaceWith, seed } from '~/mocks/seed'

/** So many applications are written at a time: the page stays alive between them. */
const chunk = 200

/** Held by the tab that fills the demo or empties it; the browser takes it back when the page is gone. */
export const fillLock = 'backup-desk:demo filling'

type Order = {
  count: number
  /** In ms since 1970. */
  now: number
  onWritten?: (written: number) => void
}

/** Makes this all that the mock OMS holds, and the work all that the journal holds. Until the work is done, the state says that it is not. */
async function replaceAll(
  oms: OmsDb,
  journal: { name: string },
  state: OmsState,
  work: () => Promise<void>,
): Promise<void> {
  await oms.transact((held) => replaceWith(held, { ...state, filling: true }))
  await work()
  forgetFollowed(journal)
  await oms.transact(({ counters }) => {
    delete counters.filling
  })
}

/** Empties the demo, once no tab fills it. */
export function resetDemo(oms: OmsDb, journal: Journal): Promise<void> {
  return underLock(fillLock, () => replaceAll(oms, journal, seed(), () => journal.clear()))
}

/**
 * Replaces what the journal and the mock OMS hold by so many applications, and the seed of the mock, which is other
 * people's. Until all of it is there, the mock's state says that it is not.
 */
export async function fill(oms: OmsDb, journal: Database, { count, now, onWritten }: Order): Promise<void> {
  await replaceAll(oms, journal, { ...seed(), ...countersAfter(count) }, async () => {
    const last = count === 0 ? undefined : filledApplication({ index: count - 1, count, now }).recorded.at(-1)
    await writeTo(journal, async (transaction) => {
      await Promise.all(stores.map((store) => transaction.objectStore(store).clear()))
      // The last one first, so that what another tab adds meanwhile comes after them instead of in their places.
      if (last !== undefined) await transaction.objectStore('events').put(last.event, last.seq)
    })
    for (let from = 0; from < count; from += chunk) {
      const to = Math.min(count, from + chunk)
      const filled = Array.from({ length: to - from }, (_, nth) => filledApplication({ index: from + nth, count, now }))
      await Promise.all([
        putEvents(
          journal,
          filled.flatMap(({ recorded }) => recorded),
        ),
        oms.transact(({ put }) =>
          Promise.all(filled.flatMap(({ stored }) => (stored === undefined ? [] : [put(stored)]))),
        ),
      ])
      onWritten?.(to)
    }
  })
}

/** Whether a filling is under way, in whichever tab, or was interrupted. */
export function isUnfinished(oms: OmsDb): Promise<boolean> {
  return oms.transact(({ counters }) => counters.filling === true)
}
