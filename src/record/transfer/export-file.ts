import * as z from 'zod/mini'
import { attemptId } from '~/oms/ids'
import { batch as batchSchema, plannedRow, type BatchFound } from '~/record/batch-plan'
import type { Named } from '~/record/named'
import { inOneGo, type Steps } from '~/record/transfer/in-slices'

export const format = 'backup-desk'
export const version = 1

/** Largest file that is read, in bytes: twice what 100,000 applications take. */
export const fileLimit = 250 * 1024 * 1024

/** A table as a file has it: each row with the key of its latest application, whether or not the file has that, too. */
export const carriedBatch = z.extend(batchSchema, {
  rows: z.array(z.extend(plannedRow, { application: z.optional(attemptId) })),
})

export type CarriedBatch = z.infer<typeof carriedBatch>

/** How the events stand in a file; the reader takes them from between these, piece by piece. */
export const [beforeEvents, betweenEvents, afterEvents] = ['\n "events": [\n', ',\n', '\n ]\n}']

const utf8 = new TextEncoder()

/** So many events are laid out at a time. */
const eventsAtOnce = 50

/**
 * The JSON of an export as pieces of UTF-8: the events as they are recorded, in the order of the journal, at its end. `exportedAt`:
 * UTC, ISO 8601. In steps between which the page can answer.
 */
export function* exportPieces(
  environment: string,
  exportedAt: string,
  events: readonly unknown[],
  named: readonly Named[] = [],
  batches: readonly CarriedBatch[] = [],
): Steps<Uint8Array<ArrayBuffer>[]> {
  const sections = { ...(named.length > 0 && { named }), ...(batches.length > 0 && { batches }) }
  const head = { format, version, environment, exportedAt, ...sections }
  if (events.length === 0) return [utf8.encode(laidOut({ ...head, events }))]
  const pieces = [utf8.encode(`${laidOut(head).slice(0, -'\n}'.length)},${beforeEvents}`)]
  for (let from = 0; from < events.length; from += eventsAtOnce) {
    const some = laidOut({ events: events.slice(from, from + eventsAtOnce) })
    const rows = some.slice(`{${beforeEvents}`.length, -afterEvents.length)
    pieces.push(utf8.encode(from === 0 ? rows : `${betweenEvents}${rows}`))
    yield from / events.length
  }
  return [...pieces, utf8.encode(afterEvents)]
}

/** The same as one text. */
export function exportText(...file: Parameters<typeof exportPieces>): string {
  const pieces = inOneGo(exportPieces(...file))
  return pieces.map((piece) => new TextDecoder().decode(piece)).join('')
}

function laidOut(json: object): string {
  return JSON.stringify(json, undefined, 1)
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
