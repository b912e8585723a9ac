import { newAttemptId } from '~/record/attempt-id'
import type { JournalEvent } from '~/record/events'
import { append } from '~/record/store/append-event'
import { summaryOf } from '~/record/store/concerned'
import type { Connection } from '~/record/store/connection'
import type { ApplyDetail } from '~/oms/detail'
import type { AttemptId } from '~/oms/ids'
import { isFinal, type TransactionDetail } from '~/oms/transaction-detail'

/** Writes what OMS says. */
export function recordingSeen({ write, announce }: Connection) {
  return {
    /**
     * Writes what OMS says of an application that this browser knows by its id, if it says something new; another one is
     * taken over with `track`. Resolves to whether it was known.
     */
    async recordSeen(detail: ApplyDetail, track?: Pick<JournalEvent & { kind: 'tracked' }, 'by'>): Promise<boolean> {
      const { isKnown, written } = await write(async (transaction) => {
        const before = await transaction.objectStore('applications').index('id').get(detail.id)
        const at = new Date().toISOString()
        if (before === undefined && track === undefined) return { isKnown: false, written: undefined }
        if (before === undefined) {
          const key = newAttemptId()
          await append(transaction, { kind: 'tracked', application: key, attempt: key, at, ...track, detail })
          return { isKnown: false, written: key }
        }
        if (JSON.stringify(before.seen?.detail) === JSON.stringify(detail)) return { isKnown: true, written: undefined }
        await append(transaction, { kind: 'seen', application: before.key, attempt: before.key, at, detail })
        return { isKnown: true, written: before.key }
      })
      if (written !== undefined) announce([written])
      return isKnown
    },

    /** Writes what OMS says of the backup transaction of an application on record, if it says something new. */
    async recordTransactionSeen(application: AttemptId, transaction: TransactionDetail): Promise<void> {
      const isNew = await write(async (changes) => {
        const known = await summaryOf(changes, application)
        const before = known?.backup?.detail
        if (known === undefined || JSON.stringify(before) === JSON.stringify(transaction)) return false
        const isUntold = transaction.status === ''
        // What has ended has ended, also where OMS has forgotten it since.
        if (isUntold && (before === undefined || (before.id === transaction.id && isFinal(before)))) return false
        const at = new Date().toISOString()
        await append(changes, {
          kind: 'transaction seen',
          application: known.key,
          attempt: known.key,
          at,
          transaction,
        })
        return true
      })
      if (isNew) announce([application])
    },
  }
}
