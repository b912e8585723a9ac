import { queryOptions, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { inTurn } from '~/actions/in-turn'
import type { Backup } from '~/actions/execute-backup'
import type { LiveRow } from '~/actions/live-row'
import { orderedWaitMs, shortestMs, waitMs, withAnswer, type PollState } from '~/actions/poll-state'
import { hasEnded, type BackupState } from '~/record/backup'
import type { AnyOutcome, Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import type { ApplyDetail } from '~/oms/detail'
import type { Failure } from '~/oms/outcome'
import { lookUp } from '~/oms/questions/look-up'
import { lookUpTransaction } from '~/oms/questions/transaction'
import { isFinal, untold, type TransactionDetail } from '~/oms/transaction-detail'
import { session, useSession } from '~/session/session'
import type { ApplyId } from '~/oms/ids'

type Asking = { token: string | undefined; signal: AbortSignal }

/**
 * Asks in turn, unless nobody waits for the answer any more. A 401 is a failure like any other: nobody has pressed
 * anything, so nobody is asked to sign in.
 */
async function poll<Data>(
  { client, queryKey, signal }: { client: QueryClient; queryKey: readonly unknown[]; signal: AbortSignal },
  question: (asking: Asking, at: string) => Promise<{ kind: 'answered'; data: Data } | Failure>,
): Promise<PollState<Data>> {
  return inTurn(signal, async () => {
    const at = new Date().toISOString()
    const answer = await question({ token: session.current()?.token, signal }, at)
    const before = client.getQueryData<PollState<Data>>(queryKey)
    return withAnswer(before, answer.kind === 'answered' ? answer : { failure: answer }, at)
  })
}

// Not under the journal's key: what is written to the journal must not ask OMS again.
const liveKey = (journal: Journal, username: string | undefined) => ['live', journal.name, username] as const

const liveQueries = {
  /** What OMS says of an application; news of one that the journal knows is recorded there. */
  application: (journal: Journal, username: string | undefined, id: ApplyId) =>
    queryOptions({
      queryKey: [...liveKey(journal, username), 'application', id],
      queryFn: (context) =>
        poll<ApplyDetail>(context, async ({ token, signal }, at) => {
          const lookup = await lookUp(id, token, signal)
          if (lookup.kind !== 'found') return lookup
          // What can't be written is shown all the same, and written with the next answer.
          await journal.recordSeen(lookup.detail, at).catch(() => {})
          return { kind: 'answered', data: lookup.detail }
        }),
      staleTime: shortestMs,
    }),

  /** How far OMS is with the backup transaction of an application on record, asked again and again; news are recorded. */
  transaction: (journal: Journal, username: string | undefined, { key, setId, transaction }: Backup) =>
    queryOptions({
      queryKey: [...liveKey(journal, username), 'transaction', key, setId, transaction],
      queryFn: (context) =>
        poll<TransactionDetail>(context, async (asking, at) => {
          const lookup = await lookUpTransaction({ setId, id: transaction }, asking)
          if (lookup.kind === 'found') {
            await journal.recordTransactionSeen(key, lookup.transaction, at).catch(() => {})
            return { kind: 'answered', data: lookup.transaction }
          }
          // What OMS has told of before and now refuses to is no longer there.
          const isGone = lookup.kind === 'refused' && lookup.reason === 'request'
          if (isGone) await journal.recordTransactionSeen(key, untold(transaction), at).catch(() => {})
          return lookup
        }),
      staleTime: shortestMs,
      refetchInterval: waitOf,
      refetchOnWindowFocus: true,
    }),
}

type State<Data> = { data?: PollState<Data> | undefined }

function waitOf({ state }: { state: State<unknown> }): number {
  return waitMs(state.data?.unchangedCount ?? 0)
}

/** What OMS says of one application, asked once, and again and again while `polling`; the browser's window must be in view for that. */
export function useLiveApplication(id: ApplyId | undefined, polling: boolean) {
  const journal = useJournal()
  const { session: person } = useSession()
  return useQuery({
    ...liveQueries.application(journal, person?.username, id ?? ''),
    enabled: person !== undefined && id !== undefined,
    refetchInterval: polling ? waitOf : false,
    refetchOnWindowFocus: polling,
  })
}

/**
 * How far OMS is with a backup: asked for each visit of its page until it has ended, which is to be on record, and soon while OMS is to
 * show what it does about an order that it took at `orderedAt` (UTC, ISO 8601).
 */
export function useLiveTransaction(backup: Backup, recorded: BackupState | undefined, orderedAt: string | undefined) {
  const journal = useJournal()
  const { session: person } = useSession()
  const isOver = ({ data }: State<TransactionDetail>) =>
    hasEnded(recorded) && data?.answer !== undefined && isFinal(data.answer.data)
  return useQuery({
    ...liveQueries.transaction(journal, person?.username, backup),
    enabled: person !== undefined,
    refetchOnMount: ({ state }) => (isOver(state) ? false : 'always'),
    refetchInterval: ({ state }) => {
      if (isOver(state)) return false
      if (orderedAt === undefined) return waitOf({ state })
      return orderedWaitMs(Date.parse(orderedAt), state.data, Date.now()) ?? waitOf({ state })
    },
  })
}

const nothing = () => undefined

/** Whether OMS is asked about an application: its decision is open, or a person knows that it is approved and its transaction is not known. */
export function awaitsDecision({ status, transaction }: Pick<LiveRow, 'status' | 'transaction'>): boolean {
  return status === 'pending' || (status === 'approved' && transaction === undefined)
}

/**
 * Keeps asking OMS about those among these, which are those on screen, that are pending or whose backup has not ended; the journal gets
 * the news, and the screen from there.
 */
export function useLiveStates(rows: readonly LiveRow[]): void {
  const journal = useJournal()
  const { session: person } = useSession()
  const shown = person === undefined ? [] : rows
  const ids = new Set(shown.flatMap((row) => (awaitsDecision(row) && row.id !== undefined ? [row.id] : [])))
  useQueries({
    queries: [...ids].map((id) => ({
      ...liveQueries.application(journal, person?.username, id),
      // A row that is scrolled out of view and back is not asked about any sooner.
      staleTime: waitOf,
      refetchInterval: waitOf,
      refetchOnWindowFocus: true,
    })),
    combine: nothing,
  })
  useQueries({
    queries: shown.flatMap(({ key, set: setId, backup, transaction }) => {
      if (transaction === undefined || hasEnded(backup)) return []
      return [{ ...liveQueries.transaction(journal, person?.username, { key, setId, transaction }), staleTime: waitOf }]
    }),
    combine: nothing,
  })
}

/**
 * Asks OMS about an application at once when it has refused to decide about it, since it may have been decided elsewhere. Gives
 * the result back.
 */
export function useAskIfRefused() {
  const client = useQueryClient()
  const journal = useJournal()
  return <Result extends NotAttempted | Attempted<AnyOutcome>>(id: string, result: Result): Result => {
    const isRefused = result.kind === 'attempted' && result.outcome.kind === 'refused'
    const live = liveQueries.application(journal, session.current()?.username, id)
    if (isRefused && session.current() !== undefined) {
      // A question that is under way may have been answered before.
      void client.cancelQueries({ queryKey: live.queryKey }).then(() => client.prefetchQuery({ ...live, staleTime: 0 }))
    }
    return result
  }
}
