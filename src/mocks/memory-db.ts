import type { Oms, OmsDb, StoredApplication } from '~/mocks/db'
import { seed } from '~/mocks/seed'

/** State of a process: gone when it ends. */
export function memoryDb(): OmsDb {
  const { applications: seeded, ...counters } = seed()
  const applications = new Map(seeded.map((one) => [one.id, one]))
  const copies = (isMeant: (one: StoredApplication) => boolean) =>
    [...applications.values()].filter(isMeant).map((one) => ({ ...one }))
  const oms: Oms = {
    counters,
    find: async (id) => {
      const found = applications.get(id)
      return found && { ...found }
    },
    findByTransaction: async (id) => copies(({ trans_id }) => trans_id === id)[0],
    decidedElsewhere: async (within) => copies(({ elsewhere }) => elsewhere !== undefined && elsewhere.after <= within),
    put: async (one) => void applications.set(one.id, one),
    clear: async () => applications.clear(),
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    transact: (work) => {
      const result = last.then(() => work(oms))
      last = result.catch(() => {})
      return result
    },
  }
}
