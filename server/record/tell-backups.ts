import { idIn, type JournalEvent } from '../../src/record/events.ts'
import type { SetId } from '../../src/oms/ids.ts'
import { transactionState } from '../../src/oms/transaction-detail.ts'
import type { BackupSeen } from '../robot/notify-text.ts'
import type { TeamRecord } from './record.ts'

/** What was seen longer ago, as in an import, is history. */
const newsDays = 7

/**
 * Tells of backups that OMS has suspended, or ended without success (statuses 5 and 10), as `events` that are in the record now say: of
 * each transaction and status once, however many see it and however often.
 */
export async function tellBackups(
  record: Pick<TeamRecord, 'about' | 'tellOnce'>,
  events: readonly JournalEvent[],
  tell: (seen: BackupSeen) => void,
): Promise<void> {
  for (const event of events) {
    if (event.kind !== 'transaction seen') continue
    const { transaction, application } = event
    const state = transactionState(transaction)
    if (state !== 'suspended' && state !== 'failed') continue
    if (Date.now() - Date.parse(event.at) > newsDays * 86_400_000) continue
    const known = await record.about(application)
    const id = known.flatMap((one) => idIn(one) ?? []).at(-1)
    const [set] = known.flatMap((one) => setIn(one) ?? [])
    if (id === undefined || set === undefined) continue
    const { id: name, status, statusText: words } = transaction
    if (await record.tellOnce(`backup ${set} ${name} ${status}`)) tell({ id, state, transaction: name, words })
  }
}

function setIn(event: JournalEvent): SetId | undefined {
  if (event.kind === 'apply intent') return event.draft.setId
  return 'detail' in event ? event.detail.setId : undefined
}
