import {
  MutationObserver,
  useIsMutating,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import type { ApplicationWithStatus } from '~/record/application'
import { actorOrStop } from '~/actions/attempt'
import type { NotAttempted } from '~/record/attempt-result'
import { dueRows, rowStates, type Batch, type PlannedRow, type BatchRowState } from '~/record/batch-plan'
import { useJournal } from '~/record/react/journal-context'
import { overlaps } from '~/record/duplicates'
import { journalKey } from '~/record/react/queries'
import type { Journal } from '~/record/store/store'
import { submitApplication, type SubmitResult } from '~/actions/submit'
import { usePress } from '~/actions/use-press'
import type { ApplyOutcome, Refusal } from '~/oms/outcome'

/** So many rows in a row without an answer of OMS, and a run pauses instead of trying the rest. */
const patience = 3

type At = Pick<BatchRowState, 'row' | 'line'>

/**
 * Why a run ended. `done`: every due row was sent. `paused`: a person wanted it, in this tab or by stopping the table in
 * another. `refused`: OMS refuses whoever or wherever we are, so it would refuse the rest too. `stopped`: a row could not
 * be attempted. `not saved`: its outcome is true, but this browser could not keep it. `elsewhere`: another tab is at it.
 */
export type RunEnd =
  | { why: 'done' | 'paused' | 'no answers' | 'elsewhere' }
  | (At & { why: 'refused'; refusal: Refusal })
  | (At & { why: 'stopped'; stopped: NotAttempted })
  | (At & { why: 'not saved'; outcome: ApplyOutcome })

export type RunOrder = {
  which: 'left' | 'refused'
  /** The row whose possible duplicates a person has just seen. */
  sendAnyway?: number
}

/** The runs of this tab, by batch, for "Pause" and "Stop". */
const runs = new Map<string, AbortController>()

/**
 * Sends the due rows of a batch one after another, each an ordinary application with all its guarantees. Ends
 * between two rows when it is asked to, and never takes a row whose application may exist.
 */
export async function runBatch(journal: Journal, id: string, order: RunOrder, signal: AbortSignal): Promise<RunEnd> {
  const found = await journal.batch(id)
  if (found === undefined) return { why: 'done' }
  let unanswered = 0
  for (const state of dueRows(rowStates(found, Date.now()), order.which)) {
    if (signal.aborted) return { why: 'paused' }
    const result = await sendRow(journal, id, state, order)
    const end = endAfter(state, result)
    if (end !== undefined) return end
    unanswered = isUnanswered(result) ? unanswered + 1 : 0
    if (unanswered === patience) return { why: 'no answers' }
  }
  return { why: 'done' }
}

function sendRow(
  journal: Journal,
  id: string,
  { row, draft, sendAnyway, application }: BatchRowState,
  order: RunOrder,
) {
  return submitApplication(journal, draft, {
    sendAnyway: sendAnyway === true || order.sendAnyway === row,
    batch: { id, row },
    ...(application !== undefined && { follows: { application: application.key, why: 'again' } }),
  })
}

/** What ends a run: a press that could not be made, and a refusal that is not about the row. */
function endAfter({ row, line }: At, result: SubmitResult): RunEnd | undefined {
  const at = { row, line }
  if (result.kind === 'stopped') {
    if (result.why === 'table stopped') return { why: 'paused' }
    return result.why === 'in flight' ? undefined : { ...at, why: 'stopped', stopped: result }
  }
  const { outcome, saved } = result
  if (!saved) return { ...at, why: 'not saved', outcome }
  if (outcome.kind !== 'refused' || outcome.reason === 'request') return undefined
  return { ...at, why: 'refused', refusal: outcome }
}

function isUnanswered(result: SubmitResult): boolean {
  return result.kind === 'attempted' && (result.outcome.kind === 'unknown' || result.outcome.kind === 'not sent')
}

const lockName = (journal: Journal, id: string) => `${journal.name} batch ${id}`

/** Runs while no other tab runs the same batch; without Web Locks each row's own claim is all there is. */
function runAlone(journal: Journal, id: string, run: () => Promise<RunEnd>): Promise<RunEnd> {
  if (navigator.locks === undefined) return run()
  return navigator.locks.request(lockName(journal, id), { ifAvailable: true }, async (lock) =>
    lock === null ? ({ why: 'elsewhere' } satisfies RunEnd) : run(),
  )
}

const runKey = (id: string) => ['batch', id]

/** Begins a run that goes on whatever the screen shows. While this tab runs the batch already it does nothing. */
function startRun(queryClient: QueryClient, journal: Journal, id: string, order: RunOrder): void {
  const mutationKey = runKey(id)
  if (queryClient.isMutating({ mutationKey }) > 0) return
  const mutationFn = async () => {
    const control = new AbortController()
    runs.set(id, control)
    try {
      return await runAlone(journal, id, () => runBatch(journal, id, order, control.signal))
    } finally {
      runs.delete(id)
    }
  }
  // Its failure stays in its state, where the screen finds it.
  new MutationObserver(queryClient, { mutationKey, mutationFn, meta: { reachesOms: true } }).mutate().catch(() => {})
}

/**
 * `duplicates`: these others may already back up what the rows of these lines ask for, or earlier rows of the table do,
 * and nobody has been asked yet.
 */
export type BatchStart =
  | NotAttempted
  | { kind: 'started' }
  | { kind: 'duplicates'; others: ApplicationWithStatus[]; lines: number[] }

export type NewBatch = {
  id: string
  rows: PlannedRow[]
  /** The person has seen what may be duplicates, and those rows need not ask again. */
  sendAnyway: boolean
}

/** Records a table of applications, before its first row is sent. Asks first when rows may back up what is backed up already. */
export async function startBatch(journal: Journal, { id, rows, sendAnyway }: NewBatch): Promise<BatchStart> {
  const actor = actorOrStop()
  if ('kind' in actor) return actor
  const now = Date.now()
  const duplicates = await journal.findDuplicates(
    rows.map(({ draft }) => draft),
    now,
  )
  const isAsked = (index: number) => duplicates[index]?.length !== 0 || overlapsEarlier(rows, index)
  const asked = new Set(rows.filter((_row, index) => isAsked(index)))
  if (asked.size > 0 && !sendAnyway) {
    return { kind: 'duplicates', others: distinct(duplicates.flat()), lines: [...asked].map(({ line }) => line) }
  }
  await journal.recordBatch({
    id,
    at: new Date(now).toISOString(),
    ...(actor.username !== undefined && { by: actor.username }),
    rows: rows.map((row) => (asked.has(row) ? { ...row, sendAnyway: true } : row)),
  })
  return { kind: 'started' }
}

function distinct(applications: ApplicationWithStatus[]): ApplicationWithStatus[] {
  return [...new Map(applications.map((one) => [one.key, one])).values()].toSorted((one, other) => other.seq - one.seq)
}

function overlapsEarlier(rows: PlannedRow[], index: number): boolean {
  const { draft } = rows[index] ?? {}
  return draft !== undefined && rows.findIndex((other) => overlaps(draft, other.draft)) < index
}

/** The mutation behind "Submit 30 applications": a recorded table is run at once, and `onStarted` called, wherever the person has gone. */
export function useStartBatch() {
  const journal = useJournal()
  const queryClient = useQueryClient()
  return usePress(['start batch'], async ({ onStarted, ...plan }: NewBatch & { onStarted: () => void }) => {
    const result = await startBatch(journal, plan)
    if (result.kind !== 'started') return result
    onStarted()
    startRun(queryClient, journal, plan.id, { which: 'left' })
    return result
  })
}

/** Whether a run holds the batch's lock, in whichever tab; false where there are no Web Locks. */
async function isLocked(journal: Journal, id: string): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name === lockName(journal, id))
}

const stopped = (plan: Batch): Batch => ({ ...plan, stopped: true })

/** The run of a batch, from its beginning, after a pause, or for its refused rows: what it is at, and the ways to change that. */
export function useBatchRun(id: string) {
  const journal = useJournal()
  const queryClient = useQueryClient()
  const mutationKey = runKey(id)
  const isRunning = useIsMutating({ mutationKey }) > 0
  const ends = useMutationState({
    filters: { mutationKey },
    select: ({ state: { data, status } }) => ({ end: data as RunEnd | undefined, failed: status === 'error' }), // startRun's
  })
  // Asked again with every change of the journal, as a run in another tab makes one with every row.
  const { data: locked = false } = useQuery({
    queryKey: [...journalKey(journal), 'batch lock', id],
    queryFn: () => isLocked(journal, id),
    refetchInterval: 2000,
  })
  const stop = useMutation({
    mutationKey: ['stop batch', id],
    mutationFn: () => {
      runs.get(id)?.abort()
      return journal.changeBatch(id, stopped)
    },
  })
  return {
    run: (order: RunOrder) => startRun(queryClient, journal, id, order),
    pause: () => runs.get(id)?.abort(),
    stop: () => stop.mutate(),
    isRunning,
    isElsewhere: locked && !isRunning,
    end: ends.at(-1)?.end,
    failed: ends.at(-1)?.failed === true || stop.isError,
  }
}
