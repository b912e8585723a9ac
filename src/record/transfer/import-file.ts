import * as z from 'zod/mini'
import { flawOf, isName, hasCome } from '~/record/event-flaw'
import { journalEvent, type JournalEvent } from '~/record/events'
import {
  afterEvents,
  beforeEvents,
  betweenEvents,
  carriedBatch,
  format,
  version,
  type CarriedBatch,
} from '~/record/transfer/export-file'
import type { Steps } from '~/record/transfer/in-slices'
import { readCarriedNamed, type CarriedNamed } from '~/record/named'

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

/** Reads an export of this environment, in steps. Never throws, whatever the bytes are. */
export function* readExportFile(bytes: Uint8Array, environment: string, now: number): Steps<ExportFile | FileRefusal> {
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
  try {
    const json: unknown = JSON.parse(pieces === undefined ? utf8.decode(bytes) : aroundEvents(bytes, pieces))
    const file = envelope.safeParse(json)
    if (!file.success) return { kind: 'foreign' }
    const { events, named, batches, ...about } = file.data
    if (about.version > version) return { kind: 'newer' }
    if (about.version !== version || !Array.isArray(events)) return { kind: 'foreign' }
    if (about.environment !== environment) return { kind: 'environment', environment: about.environment }
    const rows = pieces === undefined ? [events] : rowsOf(bytes, pieces)
    return {
      kind: 'carried',
      ...(yield* readEvents(rows, now, pieces?.ends.length)),
      ...(named !== undefined && { named: readCarriedNamed(named) }),
      ...(batches !== undefined && { batches: readBatches(batches, now) }),
    }
  } catch (error) {
    // The decoder throws a TypeError.
    return { kind: error instanceof SyntaxError ? 'not json' : 'not text' }
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
  return areRows && isName(id) && hasCome(at, now)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const endOfEvent = `\n  }${betweenEvents}`
const pieceLength = 100_000

type Pieces = { begin: number; ends: number[] }

/** Where a file that is laid out as `exportText` does can be cut; undefined for any other. Within a text of JSON a line break is escaped. */
function piecesOf(bytes: Uint8Array): Pieces | undefined {
  const begin = after(bytes, beforeEvents, 0)
  const end = bytes.length - afterEvents.length
  if (begin === undefined || after(bytes, afterEvents, end) !== bytes.length) return undefined
  const ends: number[] = []
  for (let from = begin; from < end; from = ends.at(-1) ?? end) {
    ends.push(Math.min(after(bytes, endOfEvent, from + pieceLength) ?? end, end))
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

/** The file as it would be without events. */
function aroundEvents(bytes: Uint8Array, { begin }: Pieces): string {
  return `${utf8.decode(bytes.subarray(0, begin))}${afterEvents}`
}

/** Decodes and parses each piece when it is its turn: what is not kept of it is gone before the next. */
function* rowsOf(bytes: Uint8Array, { begin, ends }: Pieces): Generator<unknown[]> {
  for (const [index, end] of ends.entries()) {
    const piece = utf8.decode(bytes.subarray(ends[index - 1] ?? begin, end))
    yield JSON.parse(`[${piece.replace(/,\n$/, '')}]`)
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
    const where = event.error.issues[0]?.path.map(String).join('.') || 'kind'
    unreadable.push({ number, flaw: { kind: 'shape', where } })
    return
  }
  const kind = flawOf(event.data, now)
  if (kind === undefined) events.push(event.data)
  else unreadable.push({ number, flaw: { kind } })
}
