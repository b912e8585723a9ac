import { queryOptions, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { inTurn } from '~/actions/in-turn'
import { shortestMs, waitMs, withAnswer, type PollFailure, type PollState } from '~/actions/poll-state'
import type { ApplicationWithStatus } from '~/record/application'
import type { AnyOutcome, Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import type { ApplyDetail } from '~/oms/detail'
import { lookUp } from '~/oms/questions/look-up'
import { lookUpTransaction } from '~/oms/questions/transaction'
import { isFinal, type TransactionDetail } from '~/oms/transaction-detail'
import { session, useSession } from '~/session/session'
import type { ApplyId, AttemptId, SetId, TransactionId } from '~/oms/ids'

/**
 * Asks in turn, and forgets the answer when nobody waits for it any more. A 401 is a failure like any other: nobody
 * has pressed anything, so nobody is asked to sign in.
 */
async function poll<News>(
  { client, queryKey, signal }: { client: QueryClient; queryKey: readonly unknown[]; signal: AbortSignal },
  question: (token: string | undefined) => Promise<{ kind: 'said'; news: News } | PollFailure>,
): Promise<PollState<News>> {
  const answer = await inTurn(async () => {
    signal.throwIfAborted()
    return question(session.current()?.token)
  })
  signal.throwIfAborted()
  return withAnswer(
    client.getQueryData<PollState<News>>(queryKey),
    answer.kind === 'said' ? answer : { failure: answer },
    new Date().toISOString(),
  )
}

// Not under the journal's key: what is written to the journal must not ask OMS again.
const liveKey = (journal: Journal, username: string | undefined) => ['live', journal.name, username] as const

const liveQueries = {
  /** What OMS says of an application; news of one that the journal knows is recorded there. */
  application: (journal: Journal, username: string | undefined, id: ApplyId) =>
    queryOptions({
      queryKey: [...liveKey(journal, username), 'application', id],
      queryFn: (context) =>
        poll<ApplyDetail>(context, async (token) => {
          const lookup = await lookUp(id, token, context.signal)
          if (lookup.kind !== 'found') return lookup
          context.signal.throwIfAborted()
          // What can't be written is shown all the same, and written with the next answer.
          await journal.recordSeen(lookup.detail).catch(() => {})
          return { kind: 'said', news: lookup.detail }
        }),
      staleTime: shortestMs,
    }),

  /** How far OMS is with the backup transaction of an application on record, asked until it has ended; news are recorded. */
  transaction: (
    journal: Journal,
    username: string | undefined,
    { of, setId, id }: { of: AttemptId; setId: SetId; id: TransactionId },
  ) =>
    queryOptions({
      queryKey: [...liveKey(journal, username), 'transaction', of, setId, id],
      queryFn: (context) =>
        poll<TransactionDetail>(context, async (token) => {
          const lookup = await lookUpTransaction({ setId, id }, { token, signal: context.signal })
          if (lookup.kind !== 'found') return lookup
          context.signal.throwIfAborted()
          await journal.recordTransactionSeen(of, lookup.transaction).catch(() => {})
          return { kind: 'said', news: lookup.transaction }
        }),
      staleTime: ({ state }) => (hasEnded(state) ? Infinity : shortestMs),
      refetchInterval: ({ state }) => (hasEnded(state) ? false : waitOf({ state })),
      refetchOnWindowFocus: true,
    }),
}

type State<News> = { data?: PollState<News> | undefined }

function waitOf({ state }: { state: State<unknown> }): number {
  return waitMs(state.data?.unchangedCount ?? 0)
}

function hasEnded({ data }: State<TransactionDetail>): boolean {
  return data?.answer !== undefined && isFinal(data.answer.news)
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

/** How far OMS is with a backup transaction. */
export function useLiveTransaction(of: AttemptId, setId: SetId, id: TransactionId) {
  const journal = useJournal()
  const { session: person } = useSession()
  return useQuery({
    ...liveQueries.transaction(journal, person?.username, { of, setId, id }),
    enabled: person !== undefined,
  })
}

const nothing = () => undefined

/** Keeps asking OMS about the pending ones among these, which are those on screen; the journal gets the news, and the screen from there. */
export function useLiveStates(applications: readonly Pick<ApplicationWithStatus, 'id' | 'status'>[]): void {
  const journal = useJournal()
  const { session: person } = useSession()
  const pending = applications.flatMap(({ status, id }) => (status === 'pending' && id !== undefined ? [id] : []))
  const ids = person === undefined ? [] : [...new Set(pending)]
  useQueries({
    queries: ids.map((id) => ({
      ...liveQueries.application(journal, person?.username, id),
      // A row that is scrolled out of view and back is not asked about any sooner.
      staleTime: waitOf,
      refetchInterval: waitOf,
      refetchOnWindowFocus: true,
    })),
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
    if (isRefused && session.current() !== undefined) void client.prefetchQuery({ ...live, staleTime: 0 })
    return result
  }
}
