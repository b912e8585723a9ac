import type { ListEntry } from '~/record/list-entry'
import type { RunEnd } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf } from '~/record/react/list-index'
import { rejectRowState } from '~/record/reject-rows'
import type { Journal } from '~/record/store/store'
import { rejectApplication, type RejectResult } from '~/actions/reject'
import { useAskIfRefused } from '~/actions/poll'
import { runQueue } from '~/actions/many/run-queue'
import { usePress } from '~/actions/use-press'
import { useStop } from '~/actions/use-stop'
import type { RejectOutcome } from '~/oms/outcome'

/** What to reject of the chosen ones: those that are left, or those that OMS refused; and with which memo each. */
export type RejectManyOrder = {
  chosen: ListEntry[]
  which: 'left' | 'refused'
  memoOf: (one: ListEntry) => string
}

/** Why a run of rejections ended. */
export type RejectManyEnd = RunEnd<ListEntry, RejectOutcome>

/**
 * Rejects the chosen ones that are due, one after another, each with all the guarantees of a single rejection. What was
 * decided meanwhile is passed over, and what may have been carried out is never sent again.
 */
function rejectMany(
  journal: Journal,
  { chosen, which, memoOf }: RejectManyOrder,
  signal: AbortSignal,
  onResult: (id: string, result: RejectResult) => RejectResult,
): Promise<RejectManyEnd> {
  const reject = async (one: ListEntry) => {
    const { key, id } = one
    const [now] = await listIndexOf(journal).loadFull([key])
    if (id === undefined || rejectRowState(one, now) !== which) return undefined
    return onResult(id, await rejectApplication(journal, key, id, memoOf(one)))
  }
  const rounds = chosen.map((one) => [one])
  return runQueue(rounds, reject, signal)
}

/** The mutation behind the button "Reject" of many. Ends after the row under way when its dialog goes. */
export function useRejectMany() {
  const journal = useJournal()
  const { newSignal, stop, isStopping } = useStop()
  const askIfRefused = useAskIfRefused()
  const press = usePress(['reject many'], async (order: RejectManyOrder) => {
    const end = await rejectMany(journal, order, newSignal(), askIfRefused)
    // Otherwise the end would stand above a row that still says "Sending".
    await listIndexOf(journal).refresh()
    return end
  })
  return { ...press, isRunning: press.status === 'pending', stop, isStopping }
}
