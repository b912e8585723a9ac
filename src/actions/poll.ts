import { queryOptions, useQueries, useQuery, type QueryClient } from '@tanstack/react-query'
import type { ApplicationWithStatus } from '~/record/application'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import type { ApplyDetail } from '~/oms/detail'
import { lookUp } from '~/oms/look-up'
import type { NotSent, Refusal, UnknownOutcome } from '~/oms/outcome'
import { isFinal, lookUpTransaction, type TransactionDetail } from '~/oms/transaction'
import { session, useSession } from '~/session/session'

const shortestMs = 10_000
const longestMs = 5 * 60_000
const atATime = 4
const rowsAtMost = 30

type Failure = Refusal | NotSent | UnknownOutcome

/**
 * What OMS said last and when, what came of a later question that it did not answer, and how many answers in a row
 * have brought nothing new. Times are UTC, ISO 8601.
 */
export type PollState<News> = {
  answer?: { news: News; at: string }
  failure?: { why: Failure; at: string }
  unchangedCount: number
}

/** How long to wait before asking again: 10 seconds after news, then twice as long each time, up to 5 minutes. */
export function waitMs(unchangedCount: number): number {
  return Math.min(shortestMs * 2 ** unchangedCount, longestMs)
}

/** What is known after one more answer. */
export function withAnswer<News>(
  before: PollState<News> | undefined,
  answer: { news: News } | { failure: Failure },
  at: string,
): PollState<News> {
  const unchangedCount = before === undefined ? 0 : before.unchangedCount + 1
  if ('failure' in answer) return { ...before, failure: { why: answer.failure, at }, unchangedCount }
  const isNew = JSON.stringify(before?.answer?.news) !== JSON.stringify(answer.news)
  return { answer: { news: answer.news, at }, unchangedCount: isNew ? 0 : unchangedCount }
}

let running = 0
const waiting: (() => void)[] = []

/** Runs a few at a time, the others in the order in which they came. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running < atATime) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

/**
 * Asks in turn, and forgets the answer when nobody waits for it any more. A 401 is a failure like any other: nobody
 * has pressed anything, so nobody is asked to sign in.
 */
async function poll<News>(
  { client, queryKey, signal }: { client: QueryClient; queryKey: readonly unknown[]; signal: AbortSignal },
  question: (token: string | undefined) => Promise<{ kind: 'said'; news: News } | Failure>,
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
  application: (journal: Journal, username: string | undefined, id: string) =>
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

  /** How far OMS is with a backup transaction, asked until it has ended. */
  transaction: (journal: Journal, username: string | undefined, setId: string, id: string) =>
    queryOptions({
      queryKey: [...liveKey(journal, username), 'transaction', setId, id],
      queryFn: (context) =>
        poll<TransactionDetail>(context, async (token) => {
          const lookup = await lookUpTransaction({ setId, id }, { token, signal: context.signal })
          return lookup.kind === 'found' ? { kind: 'said', news: lookup.transaction } : lookup
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
export function useLiveApplication(id: string | undefined, polling: boolean) {
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
export function useLiveTransaction(setId: string, id: string) {
  const journal = useJournal()
  const { session: person } = useSession()
  return useQuery({
    ...liveQueries.transaction(journal, person?.username, setId, id),
    enabled: person !== undefined,
  })
}

const nothing = () => undefined

/** Keeps asking OMS about the pending ones among these, the first 30 at most; the journal gets the news, and the screen from there. */
export function useLiveStates(applications: readonly Pick<ApplicationWithStatus, 'id' | 'status'>[]): void {
  const journal = useJournal()
  const { session: person } = useSession()
  const pending = applications.flatMap(({ status, id }) => (status === 'pending' && id !== undefined ? [id] : []))
  const ids = person === undefined ? [] : [...new Set(pending)].slice(0, rowsAtMost)
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
