import { batches } from '~/record/store/batches'
import { openConnection } from '~/record/store/connection'
import { readingApplications } from '~/record/store/read-applications'
import type { Waiting } from '~/record/store/database'
import { recording } from '~/record/store/record-events'
import { recordingSeen } from '~/record/store/record-seen'
import { transfer } from '~/record/store/transfer'

/** This browser's record of one environment. */
export type Journal = Awaited<ReturnType<typeof openJournal>>

/**
 * Opens the journal of an environment (`demo`, or OMS's `host:port`). Says what it waits for. Throws {@link JournalError} where there is no storage or a newer desk has written it. `memory`: that of the gate, which goes
 * into every intent.
 */
export async function openJournal(environment: string, onWaiting: (why: Waiting) => void = () => {}, memory?: string) {
  const name = `backup-desk:${environment}`
  const connection = await openConnection(name, onWaiting)
  const { database, subscribe } = connection
  return {
    name,
    environment,
    memory,
    connection,
    database,
    subscribe,
    ...recording(connection),
    ...recordingSeen(connection),
    ...readingApplications(connection),
    ...batches(connection),
    ...transfer(connection),
  }
}
