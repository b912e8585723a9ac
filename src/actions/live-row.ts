import { transactionOf, type ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import type { ListEntry } from '~/record/list-entry'

/** What is known of an application, to ask OMS what else there is. An entry of the list has it as it is. */
export type LiveRow = Pick<ListEntry, 'key' | 'id' | 'status' | 'set' | 'backup' | 'transaction'>

/** What of it is known of a whole application. */
export function toLiveRow(one: ApplicationWithStatus): LiveRow {
  const { key, id, status, requested } = one
  return { key, id, status, set: requested.setId, backup: backupState(one), transaction: transactionOf(one) }
}
