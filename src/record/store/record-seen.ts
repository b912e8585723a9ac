import { newAttemptId } from '~/record/attempt-id'
import type { JournalEvent } from '~/record/events'
import { isOfAnother } from '~/record/requested-target'
import { append } from '~/record/store/append-event'
import { summaryOf } from '~/record/store/concerned'
import type { Connection } from '~/record/store/connection'
import { tell } from '~/record/store/tell'
import type { ApplyDetail } from '~/oms/detail'
import type { AttemptId } from '~/oms/ids'
import { isFinal, type TransactionDetail } from '~/oms/transaction-detail'

/** Writes what OMS says. */
export function recordingSeen(connection: Connection) {
  const { write } = connection
  return {
    /**
     * Writes what OMS says of an application that this browser knows by its id, if it says something new; another one is
     * taken over with `track`. Resolves to whether it was known.
     */
    async recordSeen(detail: ApplyDetail, track?: Pick<JournalEvent & { kind: 'tracked' }, 'by'>): Promise<boolean> {
      const { isKnown, written, mixed } = await write(async (transaction) => {
        const index = transaction.objectStore('applications').index('id')
        const before = await index.get(detail.id)
        const at = new Date().toISOString()
        if (before === undefined && track === undefined) return { isKnown: false, written: [] }
        if (before === undefined) {
          const key = newAttemptId()
          await append(transaction, { kind: 'tracked', application: key, attempt: key, at, ...track, detail })
          return { isKnown: false, written: [key] }
        }
        if (before.draft !== undefined && isOfAnother(before.draft, detail)) return { isKnown: true, written: [] }
        if (JSON.stringify(before.seen?.detail) === JSON.stringify(detail)) {
          return { isKnown: true, written: [], ...((await index.count(detail.id)) > 1 && { mixed: before.key }) }
        }
        const event = { kind: 'seen', application: before.key, attempt: before.key, at, detail } as const
        return { isKnown: true, written: [before.key], mixed: await append(transaction, event) }
      })
      await tell(connection, written, mixed)
      return isKnown
    },

    /** Writes what OMS says of the backup transaction of an application on record, if it says something new. */
    async recordTransactionSeen(application: AttemptId, transaction: TransactionDetail): Promise<void> {
      const written = await write(async (changes) => {
        const known = await summaryOf(changes, application)
        const before = known?.backup?.detail
        if (known === undefined || JSON.stringify(before) === JSON.stringify(transaction)) return undefined
        const isUntold = transaction.status === ''
        // What has ended has ended, also where OMS has forgotten it since.
        if (isUntold && (before === undefined || (before.id === transaction.id && isFinal(before)))) return undefined
        const at = new Date().toISOString()
        const { key } = known
        const event = { kind: 'transaction seen', application: key, attempt: key, at, transaction } as const
        return { mixed: await append(changes, event) }
      })
      if (written !== undefined) await tell(connection, [application], written.mixed)
    },
  }
}
