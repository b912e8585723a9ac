import { newAttemptId } from '~/record/attempt-id'
import type { JournalEvent } from '~/record/events'
import { isOfAnother } from '~/record/requested-target'
import { append } from '~/record/store/append-event'
import { holdersOf, summaryOf } from '~/record/store/concerned'
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
     * Writes what OMS says of an application that this browser knows by its id, asked at `at`, if it says something new; another
     * one is taken over with `track`. Of several with that id it is about the latest that asks for the same. Resolves to whether it
     * was known.
     */
    async recordSeen(
      detail: ApplyDetail,
      at: string,
      track?: Pick<JournalEvent & { kind: 'tracked' }, 'by'>,
    ): Promise<boolean> {
      const { isKnown, written, mixed } = await write(async (transaction) => {
        const holders = await holdersOf(transaction, detail.id)
        if (holders.length === 0 && track === undefined) return { isKnown: false, written: [] }
        if (holders.length === 0) {
          const key = newAttemptId()
          await append(transaction, { kind: 'tracked', application: key, attempt: key, at, ...track, detail })
          return { isKnown: false, written: [key] }
        }
        const before = holders.find(({ draft }) => draft === undefined || !isOfAnother(draft, detail))
        if (before === undefined) return { isKnown: true, written: [] }
        if (!isNews(before.seen, { at, detail })) {
          return { isKnown: true, written: [], ...(holders.length > 1 && { mixed: before.key }) }
        }
        const event = { kind: 'seen', application: before.key, attempt: before.key, at, detail } as const
        return { isKnown: true, written: [before.key], mixed: await append(transaction, event) }
      })
      await tell(connection, written, mixed)
      return isKnown
    },

    /** Writes what OMS says of the backup transaction of an application on record, asked at `at`, if it says something new. */
    async recordTransactionSeen(application: AttemptId, transaction: TransactionDetail, at: string): Promise<void> {
      const written = await write(async (changes) => {
        const known = await summaryOf(changes, application)
        if (known === undefined || !isNews(known.backup, { at, detail: transaction })) return undefined
        const before = known.backup?.detail
        const isUntold = transaction.status === ''
        // What has ended has ended, also where OMS has forgotten it since.
        if (isUntold && (before === undefined || (before.id === transaction.id && isFinal(before)))) return undefined
        const { key } = known
        const event = { kind: 'transaction seen', application: key, attempt: key, at, transaction } as const
        return { mixed: await append(changes, event) }
      })
      if (written !== undefined) await tell(connection, [application], written.mixed)
    },
  }
}

type Seen = { at: string; detail: unknown }

/** Whether it says something else than what is on record, and was not asked before that was. */
function isNews(before: Seen | undefined, { at, detail }: Seen): boolean {
  if (before === undefined) return true
  // A clock that was ahead has asked in the future.
  const isLate = at < before.at && before.at <= new Date().toISOString()
  return !isLate && JSON.stringify(before.detail) !== JSON.stringify(detail)
}
