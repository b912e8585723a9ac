import { useIsMutating, useMutation, useMutationState } from '@tanstack/react-query'
import { listed, type ListedApplication } from '~/journal/application'
import { actorOrStop, type Stopped } from '~/journal/attempt'
import { dueRows, rowStates, type Batch, type PlannedRow, type RowState } from '~/journal/batch-plan'
import { useJournal } from '~/journal/journal-context'
import { countsAsDuplicate, overlaps } from '~/journal/overlap'
import type { Journal } from '~/journal/store'
import { submitApplication, type SubmitResult } from '~/journal/submit'
import { usePress } from '~/journal/use-press'
import type { ApplyOutcome } from '~/oms/backup'
import type { Refusal } from '~/oms/refusal'

/** So many rows in a row without an answer of OMS, and a run pauses instead of trying the rest. */
const patience = 3

type At = Pick<RowState, 'row' | 'line'>

/**
 * Why a run ended. `done`: every due row was sent. `refused`: OMS refuses whoever or wherever we are, so it would
 * refuse the rest too. `stopped`: a row could not be attempted. `not saved`: its outcome is true, but this
 * browser could not keep it. `elsewhere`: another tab is at it.
 */
export type RunEnd =
  | { why: 'done' | 'paused' | 'no answers' | 'elsewhere' }
  | (At & { why: 'refused'; refusal: Refusal })
  | (At & { why: 'stopped'; stopped: Stopped })
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
  let unanswered = 0
  for (const state of dueRows(await readStates(journal, id), order.which)) {
    if (signal.aborted) return { why: 'paused' }
    const result = await sendRow(journal, id, state, order)
    const end = endAfter(state, result)
    if (end !== undefined) return end
    unanswered = isUnanswered(result) ? unanswered + 1 : 0
    if (unanswered === patience) return { why: 'no answers' }
  }
  const left = dueRows(await readStates(journal, id), 'left')
  if (left.length === 0) await journal.changeBatch(id, ended)
  return { why: 'done' }
}

async function readStates(journal: Journal, id: string): Promise<RowState[]> {
  const found = await journal.batch(id)
  return found === undefined ? [] : rowStates(found, Date.now())
}

const ended = (plan: Batch): Batch => ({ ...plan, ended: true })

function sendRow(journal: Journal, id: string, { row, draft, sendAnyway, application }: RowState, order: RunOrder) {
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

/** Runs while no other tab runs the same batch; without Web Locks each row's own claim is all there is. */
function runAlone(journal: Journal, id: string, run: () => Promise<RunEnd>): Promise<RunEnd> {
  if (navigator.locks === undefined) return run()
  return navigator.locks.request(`${journal.name} batch ${id}`, { ifAvailable: true }, async (lock) =>
    lock === null ? ({ why: 'elsewhere' } satisfies RunEnd) : run(),
  )
}

/** `duplicates`: these others may already back up what the rows of these lines ask for, and nobody has been asked yet. */
export type BatchStart =
  | Stopped
  | { kind: 'started' }
  | { kind: 'duplicates'; others: ListedApplication[]; lines: number[] }

/**
 * Records a table of applications, before its first row is sent. Asks first when rows may back up what others
 * already do; with `sendAnyway` the person has seen them, and those rows need not ask again.
 */
export async function startBatch(
  journal: Journal,
  id: string,
  rows: PlannedRow[],
  sendAnyway: boolean,
): Promise<BatchStart> {
  const actor = actorOrStop()
  if ('kind' in actor) return actor
  const now = Date.now()
  const { applications } = await journal.list(Infinity)
  const open = applications.map((one) => listed(one, now)).filter((one) => countsAsDuplicate(one, now))
  const rivals = rows.map(({ draft }) => open.filter((other) => overlaps(draft, other.draft)))
  const isRival = (index: number) => rivals[index]?.length !== 0
  if (!sendAnyway && rows.some((_row, index) => isRival(index))) {
    const lines = rows.filter((_row, index) => isRival(index)).map(({ line }) => line)
    return { kind: 'duplicates', others: [...new Set(rivals.flat())], lines }
  }
  await journal.recordBatch({
    id,
    at: new Date(now).toISOString(),
    ...(actor.username !== undefined && { by: actor.username }),
    rows: rows.map((row, index) => (isRival(index) ? { ...row, sendAnyway: true } : row)),
  })
  return { kind: 'started' }
}

/** The mutation behind "Submit 30 applications". */
export function useStartBatch(id: string) {
  const journal = useJournal()
  return usePress(['start batch'], ({ rows, sendAnyway }: { rows: PlannedRow[]; sendAnyway: boolean }) =>
    startBatch(journal, id, rows, sendAnyway),
  )
}

/** The mutation that runs a batch, from its beginning, after a pause, or for its refused rows; and what it is at. */
export function useBatchRun(id: string) {
  const journal = useJournal()
  const mutationKey = ['batch', id]
  const { mutate } = usePress(mutationKey, (order: RunOrder) => {
    const control = new AbortController()
    runs.set(id, control)
    return runAlone(journal, id, () => runBatch(journal, id, order, control.signal)).finally(() => runs.delete(id))
  })
  const isRunning = useIsMutating({ mutationKey }) > 0
  const ends = useMutationState({ filters: { mutationKey }, select: ({ state }) => state.data as RunEnd | undefined })
  const stop = useMutation({
    mutationKey: ['stop batch', id],
    mutationFn: () => {
      runs.get(id)?.abort()
      return journal.changeBatch(id, ended)
    },
  })
  return { run: mutate, pause: () => runs.get(id)?.abort(), stop: stop.mutate, isRunning, end: ends.at(-1) }
}
