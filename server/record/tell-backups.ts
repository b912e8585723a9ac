import type { JournalEvent } from '../../src/record/events.ts'
import { transactionState } from '../../src/oms/transaction-detail.ts'
import type { BackupSeen } from '../notify-text.ts'
import type { Record } from './record-store.ts'

/**
 * Tells of backups that OMS has suspended, or ended without success (statuses 5 and 10), as `events` that are in the record now say: of
 * each transaction and status once, whoever sees it and however often.
 */
export async function tellBackups(
  record: Pick<Record, 'about' | 'tellOnce'>,
  events: readonly JournalEvent[],
  tell: (seen: BackupSeen) => void,
): Promise<void> {
  for (const event of events) {
    if (event.kind !== 'transaction seen') continue
    const { transaction, application } = event
    const state = transactionState(transaction)
    if (state !== 'suspended' && state !== 'failed') continue
    const places = (await record.about(application)).map(placeIn)
    const id = places.findLast((place) => place.id !== undefined)?.id
    const set = places.find((place) => place.set !== undefined)?.set
    if (id === undefined || set === undefined) continue
    const { id: name, status, statusText: words } = transaction
    if (await record.tellOnce(`backup ${set} ${name} ${status}`)) tell({ id, state, transaction: name, words })
  }
}

/** What an event tells of its application: OMS's id for it, and its set. */
function placeIn(event: JournalEvent): { id?: string | undefined; set?: string } {
  if (event.kind === 'apply intent') return { set: event.draft.setId }
  if ('detail' in event) return { id: event.detail.id, set: event.detail.setId }
  if (event.kind === 'apply resolved') return { id: event.id }
  return event.kind === 'apply outcome' && event.outcome.kind === 'accepted' ? { id: event.outcome.id } : {}
}
