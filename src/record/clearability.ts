import { isUndecided, type ApplicationWithStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'

/**
 * What clearing does with an application. `over`: it has come to its end. `pending` and `unknown` go only when they are
 * meant one by one. `sending`, and what belongs to a table that is not at its end (its row would be sent again), never goes.
 */
export type Clearability = 'over' | 'pending' | 'unknown' | 'sending' | 'in a table'

const dayMs = 24 * 60 * 60_000

/** Where an application stands. `openTables`: the ids of the tables that are not at their end. */
export function clearability(
  {
    status,
    openRejection,
    openApproval,
    openExecution,
    batch,
  }: Pick<ApplicationWithStatus, 'status' | 'openRejection' | 'openApproval' | 'openExecution' | 'batch'>,
  openTables: ReadonlySet<string>,
): Clearability {
  const states = new Set([status, openRejection, openApproval, openExecution])
  if (states.has('sending')) return 'sending'
  if (batch !== undefined && openTables.has(batch.id)) return 'in a table'
  if (states.has('unknown')) return 'unknown'
  // What OMS has no backup for may be pending under another id.
  return isUndecided(status) ? 'pending' : 'over'
}

/** Whether nothing has been done with an application for so many days. */
export function isOlder({ touchedAt }: Pick<ListEntry, 'touchedAt'>, days: number, now: number): boolean {
  return touchedAt <= now - days * dayMs
}
