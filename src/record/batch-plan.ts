import * as z from 'zod/mini'
import { mayExist, withStatus, type Application, type ApplicationWithStatus } from '~/record/application'
import { why } from '~/record/events'
import { applicationDraft } from '~/oms/application-draft'
import { attemptId } from '~/oms/ids'

/** A row as it was submitted. */
export const plannedRow = z.object({
  /** The row's number in the table as it was typed. */
  line: z.number(),
  draft: applicationDraft,
  /** The person was shown what it may duplicate. */
  sendAnyway: z.optional(z.literal(true)),
  /** Its latest application is not in this record: it was cleared, or did not come along with the file. */
  cleared: z.optional(z.literal(true)),
})

/** A table of applications as it was submitted. Which of its rows were sent, and what came of them, the applications tell. */
export const batch = z.object({
  id: z.string(),
  /** It came with a file: another browser may have sent more of it since. */
  imported: z.optional(z.literal(true)),
  /** UTC, ISO 8601. */
  at: z.string(),
  by: z.optional(z.string()),
  /** Of every row. */
  why: z.optional(why),
  rows: z.array(plannedRow),
  /** The keys of all that the person was shown. */
  seen: z.optional(z.array(attemptId)),
  /** A person has stopped it; what was not sent stays unsent. */
  stopped: z.optional(z.literal(true)),
})

/** A table of applications as it was submitted, and a row of it. */
export type Batch = z.infer<typeof batch>
export type PlannedRow = Batch['rows'][number]

/** A table with its applications, oldest first. */
export type BatchFound = { batch: Batch; applications: Application[] }

/** A row, and the first one before it that asks for something of the same. */
export type RowPair = { row: PlannedRow; earlier: PlannedRow }

/** A row of a batch with the latest application that was made for it, if there is one. */
export type BatchRowState = PlannedRow & { row: number; application: ApplicationWithStatus | undefined }

/** Every row with its latest application; with none where only what came before a cleared one is left. `applications` are those of the batch, oldest first. */
export function rowStates(found: BatchFound, now: number): BatchRowState[] {
  const latest = new Map(found.applications.map((one) => [one.batch?.row, withStatus(one, now)]))
  return found.batch.rows.map((planned, row) => {
    const application = latest.get(row)
    const isEarlier = planned.cleared === true && application !== undefined && !mayExist(application, now)
    return { ...planned, row, application: isEarlier ? undefined : application }
  })
}

/**
 * Which rows a run sends. `left`: nothing is known of them, they certainly did not reach OMS, or OMS refused us and
 * not the row. `refused`: OMS refused the row itself. Never those that may exist.
 */
export function dueRows(states: BatchRowState[], which: 'left' | 'refused'): BatchRowState[] {
  return states.filter(({ application, cleared }) => {
    if (application === undefined) return which === 'left' && cleared === undefined
    const { status, outcome, absent } = application
    // Sent again by hand: its successor is no row of this table.
    if (absent === true) return false
    if (status === 'not sent') return which === 'left'
    if (status !== 'refused' || outcome?.kind !== 'refused') return false
    return (outcome.reason === 'request') === (which === 'refused')
  })
}

/** Whether a person may still send rows of it: nobody has stopped it, and there are some. */
export function isOpen(found: BatchFound, now: number): boolean {
  return found.batch.stopped === undefined && dueRows(rowStates(found, now), 'left').length > 0
}
