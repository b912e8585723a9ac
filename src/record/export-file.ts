import * as z from 'zod/mini'
import { journalEvent, type JournalEvent } from '~/record/events'
import { attemptId } from '~/oms/ids'
import { batch as batchSchema, plannedRow, type BatchFound } from '~/record/batch-plan'
import type { Steps } from '~/record/in-slices'
import { readCarriedNamed, type CarriedNamed, type Named } from '~/record/named'

const format = 'backup-desk'
const version = 1

/** Largest file that is read, in bytes: twice what 100,000 applications take. */
export const fileLimit = 250 * 1024 * 1024

const envelope = z.object({
  format: z.literal(format),
  version: z.number(),
  environment: z.string(),
  named: z.optional(z.unknown()),
  batches: z.optional(z.unknown()),
  events: z.optional(z.unknown()),
})

/** An event that makes no sense, by its place in the file (from 1), and what is wrong: where it has another shape, or which of its values can't be. */
export type Unreadable = { number: number; flaw: { kind: 'shape'; where: string } | { kind: 'name' | 'id' | 'time' } }

/** A table as a file has it: each row with the key of its latest application, whether or not the file has that, too. */
const carriedBatch = z.extend(batchSchema, {
  rows: z.array(z.extend(plannedRow, { application: z.optional(attemptId) })),
})

export type CarriedBatch = z.infer<typeof carriedBatch>

/** The tables of applications in a file, and how many others it has that can't be read. */
export type CarriedBatches = { carried: CarriedBatch[]; leftOut: number }

/** What a file holds that can be read. `named` and `batches` are missing in one that was made without. */
export type ExportFile = {
  kind: 'carried'
  events: JournalEvent[]
  unreadable: Unreadable[]
  named?: CarriedNamed
  batches?: CarriedBatches
}

/** Why a file is refused as a whole. */
export type FileRefusal =
  | { kind: 'too large' | 'not text' | 'not json' | 'foreign' | 'newer' }
  | { kind: 'environment'; environment: string }

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

/** Reads an export of this environment, in steps. Never throws, whatever the bytes are. */
export function* readExportFile(bytes: Uint8Array, environment: string, now: number): Steps<ExportFile | FileRefusal> {
  if (bytes.byteLength > fileLimit) return { kind: 'too large' }
  const pieces = piecesOf(bytes)
  const read = pieces && (yield* readText(bytes, pieces, environment, now))
  // Another tool may have put other parts after the events.
  const isWhole = read === undefined || read.kind === 'not json' || read.kind === 'foreign'
  return isWhole ? yield* readText(bytes, undefined, environment, now) : read
}

/** In these pieces, or as a whole. */
function* readText(
  bytes: Uint8Array,
  pieces: Pieces | undefined,
  environment: string,
  now: number,
): Steps<ExportFile | FileRefusal> {
  let text: string
  try {
    text = utf8.decode(pieces === undefined ? bytes : bytes.subarray(0, pieces.begin))
  } catch {
    return { kind: 'not text' }
  }
  const json = parsed(pieces === undefined ? text : `${text}${afterEvents}`)
  if (json === undefined) return { kind: 'not json' }
  const file = envelope.safeParse(json)
  if (!file.success) return { kind: 'foreign' }
  if (file.data.version > version) return { kind: 'newer' }
  if (file.data.version !== version || !Array.isArray(file.data.events)) return { kind: 'foreign' }
  if (file.data.environment !== environment) return { kind: 'environment', environment: file.data.environment }
  const read: ExportFile | FileRefusal =
    pieces === undefined
      ? { kind: 'carried', ...(yield* readEvents([file.data.events], now)) }
      : yield* readPieces(bytes, pieces, now)
  if (read.kind !== 'carried') return read
  const { named, batches } = file.data
  return {
    ...read,
    ...(named !== undefined && { named: readCarriedNamed(named) }),
    ...(batches !== undefined && { batches: readBatches(batches, now) }),
  }
}

function readBatches(section: unknown, now: number): CarriedBatches {
  const tables: unknown[] = Array.isArray(section) ? section : [section]
  const carried = tables.flatMap((table) => {
    const { data } = carriedBatch.safeParse(table)
    return data !== undefined && isPossible(data, now) ? [data] : []
  })
  return { carried, leftOut: tables.length - carried.length }
}

/** Whether a desk can have written it. A table cannot apply for all servers. */
function isPossible({ id, at, rows }: CarriedBatch, now: number): boolean {
  const areRows = rows.every(({ line, draft: { target } }) => Number.isSafeInteger(line) && target.scope !== 'all')
  return areRows && namePattern.test(id) && isTime(at) && Date.parse(at) <= now + dayMs
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const beforeEvents = '\n "events": [\n'
const betweenEvents = '\n  },\n'
const afterEvents = '\n ]\n}'
const pieceLength = 100_000

type Pieces = { begin: number; ends: number[] }

/** Where a file that is laid out as `exportText` does can be cut; undefined for any other. Within a text of JSON a line break is escaped. */
function piecesOf(bytes: Uint8Array): Pieces | undefined {
  const begin = after(bytes, beforeEvents, 0)
  const end = bytes.length - afterEvents.length
  if (begin === undefined || after(bytes, afterEvents, end) !== bytes.length) return undefined
  const ends: number[] = []
  for (let from = begin; from < end; from = ends.at(-1) ?? end) {
    ends.push(Math.min(after(bytes, betweenEvents, from + pieceLength) ?? end, end))
  }
  return { begin, ends }
}

/** Where the first of these words from there on ends. They begin with a line break, which is no part of another character. */
function after(bytes: Uint8Array, words: string, from: number): number | undefined {
  const wanted = new TextEncoder().encode(words)
  for (let at = bytes.indexOf(10, Math.max(0, from)); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (wanted.every((byte, index) => byte === bytes[at + index])) return at + wanted.length
  }
  return undefined
}

/** Decodes and parses each piece when it is its turn: what is not kept of it is gone before the next. */
function* readPieces(bytes: Uint8Array, { begin, ends }: Pieces, now: number): Steps<ExportFile | FileRefusal> {
  const rows = function* rows(): Generator<unknown[]> {
    for (const [index, end] of ends.entries()) {
      const piece = utf8.decode(bytes.subarray(ends[index - 1] ?? begin, end))
      yield JSON.parse(`[${piece.replace(/,\n$/, '')}]`)
    }
  }
  try {
    return { kind: 'carried', ...(yield* readEvents(rows(), now, ends.length)) }
  } catch (error) {
    return { kind: error instanceof SyntaxError ? 'not json' : 'not text' }
  }
}

/** Reads rows of events, which come in so many pieces. */
function* readEvents(
  pieces: Iterable<unknown[]>,
  now: number,
  count = 1,
): Steps<Pick<ExportFile, 'events' | 'unreadable'>> {
  const events: JournalEvent[] = []
  const unreadable: Unreadable[] = []
  let piece = 0
  let number = 0
  for (const rows of pieces) {
    for (const [index, row] of rows.entries()) {
      number += 1
      readEvent(row, now, number, { events, unreadable })
      yield (piece + index / rows.length) / count
    }
    piece += 1
  }
  return { events, unreadable }
}

function readEvent(
  row: unknown,
  now: number,
  number: number,
  { events, unreadable }: Pick<ExportFile, 'events' | 'unreadable'>,
): void {
  const event = journalEvent.safeParse(row)
  if (!event.success) {
    const where = event.error.issues[0]?.path.map(String).join('.') ?? ''
    unreadable.push({ number, flaw: { kind: 'shape', where } })
    return
  }
  const kind = flawOf(event.data, now)
  if (kind === undefined) events.push(event.data)
  else unreadable.push({ number, flaw: { kind } })
}

/** A name is part of an address of the desk. */
const namePattern = /^[\w-]{1,64}$/
const idPattern = /^[1-9]\d{0,39}$/
const dayMs = 24 * 60 * 60_000
/** Longer than any desk waits for an answer. */
const longestLeaseMs = 10 * 60_000

/** What can't be in an event that a desk has written. Its own records are believed, a file is not. */
export function flawOf(event: JournalEvent, now: number): 'name' | 'id' | 'time' | undefined {
  if (!namesOf(event).every((name) => namePattern.test(name))) return 'name'
  if (event.kind.startsWith('apply ') && event.attempt !== event.application) return 'name'
  if (!idsOf(event).every((id) => idPattern.test(id))) return 'id'
  if (!isTime(event.at) || Date.parse(event.at) > now + dayMs) return 'time'
  if (!('expires' in event)) return undefined
  const lease = Date.parse(event.expires) - Date.parse(event.at)
  return isTime(event.expires) && lease >= 0 && lease <= longestLeaseMs ? undefined : 'time'
}

function namesOf(event: JournalEvent): string[] {
  const names = [event.application, event.attempt]
  if (event.kind !== 'apply intent') return names
  const { follows, batch } = event
  return [...names, follows?.application, batch?.id].filter((name) => name !== undefined)
}

/** The ids that OMS has given. */
function idsOf(event: JournalEvent): string[] {
  switch (event.kind) {
    case 'apply outcome': {
      const { outcome } = event
      if (outcome.kind !== 'accepted') return []
      return outcome.approval.kind === 'approved' ? [outcome.id, outcome.approval.transaction] : [outcome.id]
    }
    case 'approve outcome':
      return event.outcome.kind === 'approved' ? [event.outcome.transaction] : []
    case 'apply resolved':
      return event.id === undefined ? [] : [event.id]
    case 'tracked':
    case 'seen':
      return [event.detail.id]
    case 'start intent':
    case 'resume intent':
      return [event.transaction]
    case 'transaction seen':
      return [event.transaction.id]
    case 'apply intent':
    case 'reject intent':
    case 'reject outcome':
    case 'reject resolved':
    case 'approve intent':
    case 'approve resolved':
    case 'start outcome':
    case 'resume outcome':
      return []
  }
}

function isTime(text: string): boolean {
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text
}
