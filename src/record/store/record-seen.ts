import { newAttemptId } from '~/record/attempt-id'
import { applicationStatus, isUndecided, type Application } from '~/record/application'
import type { JournalEvent } from '~/record/events'
import { isOfAnother } from '~/record/requested-target'
import { holdersOf, summaryOf } from '~/record/store/concerned'
import type { Connection } from '~/record/store/connection'
import { writeEvents } from '~/record/store/write-events'
import type { ApplyDetail } from '~/oms/detail'
import type { AttemptId } from '~/oms/ids'
import { isFinal, type TransactionDetail } from '~/oms/transaction-detail'

/** Writes what OMS says. */
export function recordingSeen(connection: Connection) {
  return {
    /**
     * Writes what OMS says of an application that this browser knows by its id, asked at `at`, if it says something new; another
     * one is taken over with `track`, unless it is no backup. Of several with that id it is about the latest that asks for the same.
     * Resolves to whether it was known.
     */
    async recordSeen(
      detail: ApplyDetail,
      at: string,
      track?: Pick<JournalEvent & { kind: 'tracked' }, 'by'>,
    ): Promise<boolean> {
      const { otherKind } = detail
      return writeEvents(connection, async ({ transaction, add, putInOrder }) => {
        const holders = await holdersOf(transaction, detail.id)
        const isSame = ({ draft }: Application) => !isOfAnother(draft, detail)
        const before = (otherKind === undefined ? holders.find(isSame) : undefined) ?? holders[0]
        if (before === undefined) {
          const key = newAttemptId()
          if (track !== undefined && otherKind === undefined)
            await add({ kind: 'tracked', application: key, attempt: key, at, ...track, detail })
          return false
        }
        const { key } = before
        if (isNewOf(before, { at, detail })) await add({ kind: 'seen', application: key, attempt: key, at, detail })
        else if (holders.length > 1) putInOrder(key)
        return true
      })
    },

    /** Writes what OMS says of the backup transaction of an application on record, asked at `at`, if it says something new. */
    async recordTransactionSeen(application: AttemptId, transaction: TransactionDetail, at: string): Promise<void> {
      await writeEvents(connection, async ({ transaction: changes, add }) => {
        const known = await summaryOf(changes, application)
        if (known === undefined || !isNews(known.backup, { at, detail: transaction })) return
        const before = known.backup?.detail
        const isUntold = transaction.status === ''
        // What has ended has ended, also where OMS has forgotten it since.
        if (isUntold && (before === undefined || (before.id === transaction.id && isFinal(before)))) return
        const { key } = known
        await add({ kind: 'transaction seen', application: key, attempt: key, at, transaction })
      })
    },
  }
}

/** Whether it says something else of an application than is on record. */
function isNewOf(before: Application, { at, detail }: { at: string; detail: ApplyDetail }): boolean {
  const { otherKind, another } = before
  if (detail.otherKind !== undefined) return detail.otherKind !== otherKind
  const isNewer = isNews(before.seen, { at, detail })
  if (!isOfAnother(before.draft, detail)) return isNewer || otherKind !== undefined || another === true
  const isMarked = another === true && otherKind === undefined
  return isNewer && !isMarked && isUndecided(applicationStatus(before, Infinity))
}

type Seen = { at: string; detail: unknown }

/** Whether it says something else than what is on record, and was not asked before that was. */
function isNews(before: Seen | undefined, { at, detail }: Seen): boolean {
  if (before === undefined) return true
  // A clock that was ahead has asked in the future.
  const isLate = at < before.at && before.at <= new Date().toISOString()
  return !isLate && JSON.stringify(before.detail) !== JSON.stringify(detail)
}
