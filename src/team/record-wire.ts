import * as z from 'zod/mini'
import type { AloneReason } from '~/team/team-state'
import { encodeToken, scrubToken } from '~/oms/access-token'
import { anySignal } from '~/oms/any-signal'
import { deadlineMs, readAtMost } from '~/oms/client'
import { isOwnWire } from '~/oms/service-worker'
import { journalEvent, type JournalEvent } from '~/record/events'
import { flawOf } from '~/record/event-flaw'
import type { RecordAnswer } from '~/team/merge-answer'
import { session } from '~/session/session'

const address = '/record/events'
const answerLimitBytes = 8 * 1024 * 1024

/** Why the team's record did not do what it was asked for. */
export class RecordFailure extends Error {
  readonly why: AloneReason

  constructor(why: AloneReason) {
    super(`team record: ${why}`)
    this.why = why
  }
}

const page = z.object({
  environment: z.string(),
  memory: z.string(),
  last: z.number(),
  events: z.array(z.object({ seq: z.number(), event: z.unknown() })),
})

/**
 * Asks the gate for events of the team's record, by `after=N`, `after=N&wait=25` or `newest=K`. What this desk can't read is left out.
 * Throws {@link RecordFailure}, or what `signal` was aborted with.
 */
export async function readRecord(environment: string, query: string, signal: AbortSignal): Promise<RecordAnswer> {
  const { json, now } = await request(`${address}?${query}`, {}, signal)
  const parsed = page.safeParse(json)
  if (!parsed.success || parsed.data.environment !== environment) throw new RecordFailure('other version')
  const { memory, last, events } = parsed.data
  return {
    memory,
    last,
    upTo: events.at(-1)?.seq,
    events: events.flatMap(({ seq, event }) => {
      const read = journalEvent.safeParse(event)
      return read.success && flawOf(read.data, now) === undefined ? [{ seq, event: read.data }] : []
    }),
  }
}

const addition = z.object({ refused: z.array(z.object({ index: z.number() })) })

/**
 * Adds events to the team's record; one that is there already stays as it is. Resolves to those that it has refused. Throws like
 * {@link readRecord}.
 */
export async function addToRecord(
  environment: string,
  events: JournalEvent[],
  signal: AbortSignal,
): Promise<JournalEvent[]> {
  const { json } = await request(address, { method: 'POST', body: JSON.stringify({ environment, events }) }, signal)
  const parsed = addition.safeParse(json)
  if (!parsed.success) throw new RecordFailure('other version')
  return parsed.data.refused.flatMap(({ index }) => events[index] ?? [])
}

/**
 * With the guarantees of `send` in oms/client.ts: nobody but the desk's own answers, the token travels in a header and comes back in no text.
 * `now`: by the clock of the gate, where this one is behind, in ms since 1970.
 */
async function request(
  path: string,
  { method = 'GET', body }: RequestInit,
  signal: AbortSignal,
): Promise<{ json: unknown; now: number }> {
  if (!navigator.onLine) throw new RecordFailure('offline')
  if (!(await isOwnWire())) throw new RecordFailure('other version')
  signal.throwIfAborted()
  const token = session.current()?.token
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (token !== undefined) headers.Authorization = `Bearer ${encodeToken(token)}`
  let answer: { status: number; date: string | null; bytes: Uint8Array | undefined }
  try {
    const response = await fetch(new URL(path, window.location.origin), {
      method,
      headers,
      ...(body !== undefined && { body }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      signal: anySignal([signal, AbortSignal.timeout(deadlineMs)]),
    })
    const date = response.headers.get('date')
    answer = { status: response.status, date, bytes: await readAtMost(response, answerLimitBytes) }
  } catch {
    signal.throwIfAborted()
    throw new RecordFailure(navigator.onLine ? 'no answer' : 'offline')
  }
  const { status, date, bytes } = answer
  if (status === 401) throw new RecordFailure('token')
  if (status >= 500 || status === 429) throw new RecordFailure('no answer')
  if (status !== 200) throw new RecordFailure('other version')
  try {
    const text = new TextDecoder().decode(bytes)
    const json: unknown = JSON.parse(token !== undefined && mayHold(text, token) ? scrubToken(text, token) : text)
    return { json, now: Math.max(Date.now(), Date.parse(date ?? '') || 0) }
  } catch {
    throw new RecordFailure('other version')
  }
}

/** Whether a text has some twelve characters of a token that follow each other. The thorough look at a megabyte takes a second. */
function mayHold(text: string, token: string): boolean {
  const runs = [token, encodeToken(token)].flatMap((form) => form.match(/.{1,12}/gs) ?? [])
  return runs.some((run) => run.length >= 12 && text.includes(run)) || (token.length < 12 && text.includes(token))
}
