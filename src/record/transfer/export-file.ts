import * as z from 'zod/mini'
import { attemptId } from '~/oms/ids'
import { batch as batchSchema, plannedRow, type BatchFound } from '~/record/batch-plan'
import type { Named } from '~/record/named'

export const format = 'backup-desk'
export const version = 1

/** Largest file that is read, in bytes: twice what 100,000 applications take. */
export const fileLimit = 250 * 1024 * 1024

/** A table as a file has it: each row with the key of its latest application, whether or not the file has that, too. */
export const carriedBatch = z.extend(batchSchema, {
  rows: z.array(z.extend(plannedRow, { application: z.optional(attemptId) })),
})

export type CarriedBatch = z.infer<typeof carriedBatch>

/** The JSON of an export: the events as they are recorded, in the order of the journal. `exportedAt`: UTC, ISO 8601. */
export function exportText(
  environment: string,
  exportedAt: string,
  events: unknown[],
  named: readonly Named[] = [],
  batches: readonly CarriedBatch[] = [],
): string {
  const sections = { ...(named.length > 0 && { named }), ...(batches.length > 0 && { batches }) }
  // The reader looks for the events at the end.
  return JSON.stringify({ format, version, environment, exportedAt, ...sections, events }, undefined, 1)
}

/** Of these tables for a file: those of the applications with these keys, and those of which no row was sent yet. */
export function carriedBatches(found: readonly BatchFound[], keys: readonly string[]): CarriedBatch[] {
  const wanted = new Set(keys)
  return found
    .filter(({ applications }) => applications.length === 0 || applications.some(({ key }) => wanted.has(key)))
    .map(({ batch: table, applications }) => {
      const latest = new Map(applications.map((one) => [one.batch?.row, one.key]))
      const rows = table.rows.map((row, index) => ({ ...row, application: latest.get(index) }))
      return { ...table, rows }
    })
}

/** What the file of an export is called. */
export function exportName(environment: string, exportedAt: string, ending: string): string {
  return `backup-desk-${environment.replaceAll(/[^\w.-]+/g, '-')}-${exportedAt.slice(0, 10)}.${ending}`
}
