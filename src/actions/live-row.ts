import { transactionOf, type ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import type { ListEntry } from '~/record/list-entry'

/** What must be known of an application to ask OMS about it. An entry of the list is one. */
export type LiveRow = Pick<ListEntry, 'key' | 'id' | 'status' | 'set' | 'backup' | 'transaction'>

/** The same of a whole application. */
export function toLiveRow(one: ApplicationWithStatus): LiveRow {
  const { key, id, status, requested } = one
  return { key, id, status, set: requested.setId, backup: backupState(one), transaction: transactionOf(one) }
}
