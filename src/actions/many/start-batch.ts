import { useQueryClient } from '@tanstack/react-query'
import type { ApplicationWithStatus } from '~/record/application'
import type { NotAttempted } from '~/record/attempt-result'
import type { PlannedRow, RowPair } from '~/record/batch-plan'
import { distinct, firstOverlaps, hasUnseen } from '~/record/duplicates'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { startRun } from '~/actions/many/batch-run'
import { actorOrStop } from '~/actions/send-once'
import { usePress } from '~/actions/use-press'
import type { AttemptId } from '~/oms/ids'

/**
 * `duplicates`: these others may already back up what the rows of these lines ask for, or an earlier row of the table does
 * (`within`, each with the first such row), and nobody has been asked yet.
 */
export type BatchStart =
  | NotAttempted
  | { kind: 'started' }
  | { kind: 'duplicates'; others: ApplicationWithStatus[]; lines: number[]; within: RowPair[] }

/** A table that is about to be submitted, under an id of this desk's. */
export type NewBatch = {
  id: string
  rows: PlannedRow[]
  /** Of every row; empty where the person says nothing. */
  why?: string
  /** The keys of what rows may duplicate, as the person was shown; undefined while nobody has been asked. */
  seen?: readonly AttemptId[] | undefined
}

/**
 * Records a table of applications, before its first row is sent; one that is recorded already has been started. Asks first when rows
 * may back up what is backed up already, and again about what has come since.
 */
export async function startBatch(journal: Journal, { id, rows, why = '', seen }: NewBatch): Promise<BatchStart> {
  const actor = actorOrStop()
  if ('kind' in actor) return actor
  if ((await journal.batch(id)) !== undefined) return { kind: 'started' }
  const now = Date.now()
  const duplicates = await journal.findDuplicates(
    rows.map(({ draft }) => draft),
    now,
  )
  const repeating = new Set(rows.filter((_row, index) => duplicates[index]?.length !== 0))
  const firsts = firstOverlaps(rows)
  const within = rows.flatMap((row) => {
    const earlier = repeating.has(row) ? undefined : firsts.get(row)
    return earlier === undefined ? [] : [{ row, earlier }]
  })
  const withinRows = new Set(within.map(({ row }) => row))
  const others = distinct(duplicates.flat())
  const lines = rows.filter((row) => repeating.has(row) || withinRows.has(row)).map(({ line }) => line)
  if (seen === undefined ? lines.length > 0 : hasUnseen(others, seen))
    return { kind: 'duplicates', others, lines, within }
  await journal.recordBatch({
    id,
    at: new Date(now).toISOString(),
    ...(actor.username !== undefined && { by: actor.username }),
    ...(why !== '' && { why }),
    ...(others.length > 0 && { seen: others.map(({ key }) => key) }),
    rows: rows.map((row) => (repeating.has(row) ? { ...row, sendAnyway: true } : row)),
  })
  return { kind: 'started' }
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
