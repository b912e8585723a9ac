import { http, HttpResponse, type HttpHandler } from 'msw'
import { eventName, type JournalEvent } from '~/record/events'

/** A gate's record of the team, with its addresses: each event once by its name, and a browser that waits hears of a new one at once. Its clock is so far ahead of the browser's. */
export function teamRecord({ environment = 'test', memory = 'memory-1', pageSize = 1_000, aheadMs = 0 } = {}) {
  const events: JournalEvent[] = []
  const names = new Set<string>()
  const waiting = new Set<() => void>()
  const requests: string[] = []
  /** What it answers instead, while there is something. */
  const fault: { status?: number } = {}
  /** The attempts whose events it refuses. */
  const refusing = new Set<string>()

  /** Up to which place all is forgotten, as RECORD_DAYS does. */
  let forgotten = 0

  const append = (more: JournalEvent[]): number => {
    const fresh = more.filter((event) => !names.has(eventName(event)) && names.add(eventName(event)))
    events.push(...fresh)
    for (const wake of waiting) wake()
    return fresh.length
  }
  const refusalOf = ({ headers, method }: Request) => {
    if (fault.status !== undefined) return HttpResponse.json({ proxy: { kind: 'failed' } }, { status: fault.status })
    if (headers.get('authorization')?.startsWith('Bearer ') !== true)
      return HttpResponse.json({ proxy: { kind: 'token', sent: false } }, { status: 401 })
    if (method === 'POST' && headers.get('content-type') !== 'application/json')
      return HttpResponse.json({ proxy: { kind: 'type', sent: false } }, { status: 415 })
    return undefined
  }
  const answer = (found: { seq: number; event: JournalEvent }[]) =>
    HttpResponse.json(
      { environment, memory: record.memory, events: found, last: events.length },
      { headers: { Date: new Date(Date.now() + aheadMs).toUTCString() } },
    )
  const placed = () => events.map((event, index) => ({ seq: index + 1, event })).filter(({ seq }) => seq > forgotten)

  const handlers: HttpHandler[] = [
    http.get('*/record/events', async ({ request }) => {
      const { search, searchParams } = new URL(request.url)
      requests.push(search)
      const refused = refusalOf(request)
      if (refused !== undefined) return refused
      const newest = searchParams.get('newest')
      if (newest !== null) {
        const keys = new Set([...new Set(placed().map(({ event }) => event.application))].slice(-Number(newest)))
        return answer(placed().filter(({ event }) => keys.has(event.application)))
      }
      const after = Number(searchParams.get('after'))
      const found = () =>
        placed()
          .filter(({ seq }) => seq > after)
          .slice(0, pageSize)
      if (found().length === 0 && searchParams.has('wait')) {
        await new Promise<void>((resolve) => {
          waiting.add(resolve)
          request.signal.addEventListener('abort', () => resolve())
        })
      }
      return fault.status === undefined ? answer(found()) : HttpResponse.error()
    }),
    http.post('*/record/events', async ({ request }) => {
      requests.push('POST')
      const refusal = refusalOf(request)
      if (refusal !== undefined) return refusal
      const text = await request.text()
      const body = JSON.parse(text) as { environment: string; events: JournalEvent[] } // what the page sends
      if (text.length > 4 * 1024 * 1024)
        return HttpResponse.json({ proxy: { kind: 'too large', sent: false } }, { status: 413 })
      if (body.events.length > 1_000)
        return HttpResponse.json({ proxy: { kind: 'malformed', sent: false } }, { status: 400 })
      if (body.environment !== environment)
        return HttpResponse.json({ proxy: { kind: 'environment' } }, { status: 409 })
      const isRefused = ({ attempt }: JournalEvent) => refusing.has(attempt)
      const added = append(body.events.filter((event) => !isRefused(event)))
      const refused = body.events.flatMap((event, index) => (isRefused(event) ? [{ index, why: 'schema' }] : []))
      return HttpResponse.json({ added, last: events.length, refused })
    }),
  ]
  const record = {
    memory,
    events,
    requests,
    handlers,
    append,
    refusing,
    forgetAll: () => void (forgotten = events.length),
    /** From now on each request ends with this status; without one it is well again. Who waits hears of it. */
    fail: (status?: number) => {
      if (status === undefined) delete fault.status
      else fault.status = status
      for (const wake of waiting) wake()
    },
  }
  return record
}
