import { useQueryClient } from '@tanstack/react-query'
import type { ApplicationWithStatus } from '~/record/application'
import type { RunEnd } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf } from '~/record/react/list-index'
import { journalKey } from '~/record/react/queries'
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
  chosen: ApplicationWithStatus[]
  which: 'left' | 'refused'
  memoOf: (one: ApplicationWithStatus) => string
}

/** Why a run of rejections ended. */
export type RejectManyEnd = RunEnd<ApplicationWithStatus, RejectOutcome>

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
  const reject = async (one: ApplicationWithStatus) => {
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
  const queryClient = useQueryClient()
  const press = usePress(['reject many'], async (order: RejectManyOrder) => {
    const end = await rejectMany(journal, order, newSignal(), askIfRefused)
    // Otherwise the end would stand above a row that still says "Sending".
    await queryClient.refetchQueries({ queryKey: [...journalKey(journal), 'latest'], type: 'active' })
    return end
  })
  return { ...press, isRunning: press.status === 'pending', stop, isStopping }
}
