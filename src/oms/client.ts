import { encodeToken } from '~/oms/access-token'
import { anySignal } from '~/oms/any-signal'
import { fillPath, type Endpoint } from '~/oms/endpoints'
import { readAnswer, type Evidence } from '~/oms/evidence'
import type { AttemptId } from '~/oms/ids'
import { isFromMock, isOwnWire } from '~/oms/service-worker'

/** Longer than the proxy waits for OMS (40 s), so that the proxy's word arrives before we give up. */
export const deadlineMs = 45_000

/** The gate lets answers of 2 MiB through; in base64, as it gives a stored one, they are a third longer. */
const answerLimitBytes = 3 * 1024 * 1024

/**
 * With `keepalive` a request goes on when its page is closed, but a browser refuses more than 64 KiB of such
 * bodies at a time, at once and without telling that apart from a lost answer.
 */
const keepaliveLimitBytes = 60 * 1024
let keepaliveBytes = 0

type Options = {
  parts?: Record<string, string>
  body?: string
  token?: string | undefined
  requestId?: AttemptId
  /** The person has seen that somebody else has just sent the same. */
  sendAnyway?: boolean
  /** Gives the request up, for what nobody waits for any more; it is lost then. */
  signal?: AbortSignal
}

/**
 * Sends one request, once, and reports what came of it; it never throws. The token travels as a
 * header (the proxy alone turns it into OMS's query parameter) and is removed from every text
 * that comes back. Where something else than the desk answers it sends nothing: a demo without its worker would reach
 * its host, and the worker of another project could do anything with it.
 */
export async function send(endpoint: Endpoint, options: Options): Promise<Evidence> {
  const isDemo = import.meta.env.MODE === 'demo'
  if (!(await isOwnWire())) return { kind: 'not sent', why: 'worker' }

  const headers: Record<string, string> = { Accept: 'application/json' }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.token !== undefined) headers.Authorization = `Bearer ${encodeToken(options.token)}`
  if (options.requestId !== undefined) headers['X-Request-Id'] = options.requestId
  if (options.sendAnyway === true) headers['X-Send-Anyway'] = '1'

  const size = new TextEncoder().encode(options.body ?? '').length
  // What may be given up need not outlive its page; Firefox passes no request with `keepalive` to a service worker.
  const lasting = endpoint.method === 'POST' && options.signal === undefined && !isDemo
  const keepalive = lasting && keepaliveBytes + size <= keepaliveLimitBytes
  if (keepalive) keepaliveBytes += size

  let status: number | undefined
  const lost = (reason: 'connection' | 'deadline' | 'redirect' | 'too large'): Evidence =>
    status === undefined ? { kind: 'lost', reason } : { kind: 'lost', reason, status }
  const deadline = AbortSignal.timeout(deadlineMs)
  try {
    const response = await fetch(new URL(fillPath(endpoint.path, options.parts ?? {}), window.location.origin), {
      method: endpoint.method,
      headers,
      ...(options.body !== undefined && { body: options.body }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      keepalive,
      signal: options.signal === undefined ? deadline : anySignal([options.signal, deadline]),
    })
    if (isDemo && !isFromMock(response)) return { kind: 'not sent', why: 'worker' }
    if (response.type === 'opaqueredirect') return lost('redirect')
    status = response.status
    const bytes = await readAtMost(response, answerLimitBytes)
    if (bytes === undefined) return lost('too large')
    return readAnswer(status, bytes, { type: response.headers.get('Content-Type'), token: options.token })
  } catch {
    // Not by the name of the error: while a body is read, not every browser passes on what ended it.
    return lost(deadline.aborted ? 'deadline' : 'connection')
  } finally {
    if (keepalive) keepaliveBytes -= size
  }
}

/** The body of an answer; undefined when it is larger. */
export async function readAtMost(response: Response, limit: number): Promise<Uint8Array | undefined> {
  if (response.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  const reader = response.body.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limit) {
      void reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
