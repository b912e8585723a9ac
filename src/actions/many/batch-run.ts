import {
  MutationObserver,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
  type MutationState,
  type QueryClient,
} from '@tanstack/react-query'
import { useState } from 'react'
import type { RunEnd } from '~/record/attempt-result'
import { isWithin } from '~/record/lease'
import { dueRows, rowStates, type BatchRowState } from '~/record/batch-plan'
import { useJournal } from '~/record/react/journal-context'
import { journalKey } from '~/record/react/queries'
import { heldLocks, underLock } from '~/record/store/locks'
import type { Journal } from '~/record/store/store'
import { runQueue } from '~/actions/many/run-queue'
import { submitApplication } from '~/actions/submit'
import type { AttemptId } from '~/oms/ids'
import type { ApplyOutcome } from '~/oms/outcome'

/** Why a run of a table ended. */
export type BatchEnd = RunEnd<BatchRowState, ApplyOutcome>

/** What a run sends: the rows that are left, or those that OMS refused. */
export type RunOrder = {
  which: 'left' | 'refused'
  /** The row whose possible duplicates a person has just seen, and which these are on record. */
  sendAnyway?: { row: number; seen: readonly AttemptId[] }
}

/** So long after a table was submitted the gate can mean what the person was shown then. */
const justMs = 60_000

/**
 * Sends the due rows of a batch one after another, each an ordinary application with all its guarantees. Ends
 * between two rows when it is asked to, and never takes a row whose application may exist.
 */
export async function runBatch(journal: Journal, id: string, order: RunOrder, signal: AbortSignal): Promise<BatchEnd> {
  const found = await journal.batch(id)
  const due = found === undefined ? [] : dueRows(rowStates(found, Date.now()), order.which)
  const rounds = due.map((row) => [row])
  const submit = ({ row, draft, sendAnyway, application }: BatchRowState) => {
    const shown = order.sendAnyway?.row === row ? order.sendAnyway.seen : undefined
    const isJustShown = sendAnyway === true && isWithin(justMs, found?.batch.at ?? '', Date.now())
    return submitApplication(journal, draft, {
      sendAnyway: shown !== undefined || isJustShown,
      seen: shown ?? found?.batch.seen ?? [],
      why: found?.batch.why,
      batch: { id, row },
      ...(application !== undefined && { follows: { application: application.key, why: 'again' } }),
    })
  }
  return runQueue(rounds, submit, signal)
}

const lockName = (journal: Journal, id: string) => `${journal.name} batch ${id}`

/** Runs while no other tab runs the same batch; without Web Locks each row's own claim is all there is. */
function runAlone(journal: Journal, id: string, run: () => Promise<BatchEnd>): Promise<BatchEnd> {
  const runHeld = async (isHeld: boolean): Promise<BatchEnd> => (isHeld ? run() : { why: 'elsewhere' })
  return underLock(lockName(journal, id), runHeld, { ifAvailable: true })
}

/** The runs of a batch in this tab: mutations whose variables are what stops them. */
const runKey = (id: string) => ['batch', id]

/** Begins a run that goes on whatever the screen shows. While this tab runs the batch already it does nothing. */
export function startRun(queryClient: QueryClient, journal: Journal, id: string, order: RunOrder): void {
  const mutationKey = runKey(id)
  if (queryClient.isMutating({ mutationKey }) > 0) return
  const mutationFn = ({ signal }: AbortController) => runAlone(journal, id, () => runBatch(journal, id, order, signal))
  new MutationObserver(queryClient, { mutationKey, mutationFn, meta: { reachesOms: true } })
    .mutate(new AbortController())
    // Its failure stays in its state, where the screen finds it.
    .catch(() => {})
}

/** Whether another tab runs the batch, as far as Web Locks tell; a lock does not name its holder, so a run of this tab answers first. */
async function isRunElsewhere(queryClient: QueryClient, journal: Journal, id: string): Promise<boolean> {
  if (queryClient.isMutating({ mutationKey: runKey(id) }) > 0) return false
  return (await heldLocks()).has(lockName(journal, id))
}

/** The run of a batch, from its beginning, after a pause, or for its refused rows: what it is at, and the ways to change that. */
export function useBatchRun(id: string) {
  const journal = useJournal()
  const queryClient = useQueryClient()
  const latest = useMutationState({
    filters: { mutationKey: runKey(id) },
    select: ({ state }) => state as MutationState<BatchEnd, Error, AbortController>, // as startRun made it
  }).at(-1)
  const isRunning = latest?.status === 'pending'
  const current = latest?.variables
  const [paused, setPaused] = useState<AbortController>()
  // Asked again with every change of the journal, as a run in another tab makes one with every row.
  const { data: isElsewhere = false } = useQuery({
    queryKey: [...journalKey(journal), 'batch lock', id],
    queryFn: ({ client }) => isRunElsewhere(client, journal, id),
    refetchInterval: 2000,
  })
  const stop = useMutation({
    mutationKey: ['stop batch', id],
    mutationFn: () => {
      current?.abort()
      return journal.stopBatch(id)
    },
  })
  return {
    run: (order: RunOrder) => startRun(queryClient, journal, id, order),
    pause: () => {
      current?.abort()
      setPaused(current)
    },
    isPausing: current !== undefined && current === paused,
    stop: () => stop.mutate(),
    isRunning,
    isElsewhere: isElsewhere && !isRunning,
    end: latest?.data,
    failed: latest?.status === 'error' || stop.isError,
  }
}
