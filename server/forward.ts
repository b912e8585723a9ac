import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { refuse, type ProxyAnswer } from './gate.ts'

const connectMs = 3_000
const readMs = 40_000

const ownHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * Passes one admitted request on to OMS, once, and OMS's answer back. Only Content-Type, Content-Length,
 * Accept and Host reach OMS. Goes on when the browser leaves, so that OMS never sees half a request.
 */
export async function forward(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> {
  const body = request.method === 'POST' ? await buffer(request) : Buffer.alloc(0)
  let connected = false
  const { 'content-type': type, accept } = request.headers
  const upstream = (target.protocol === 'https:' ? https : http).request(target, {
    // A connection of its own: on a reused one that dies, nobody can tell whether the request was read.
    agent: false,
    method: request.method ?? 'GET',
    headers: {
      ...(type !== undefined && { 'Content-Type': type }),
      ...(accept !== undefined && { Accept: accept }),
      ...(body.length > 0 && { 'Content-Length': body.length }),
    },
  })
  const deadline = setTimeout(() => upstream.destroy(new Error('no answer in time')), readMs)
  upstream.once('socket', (socket) => {
    const connecting = setTimeout(() => upstream.destroy(new Error('no connection in time')), connectMs)
    socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      connected = true
      clearTimeout(connecting)
    })
    socket.once('close', () => clearTimeout(connecting))
  })

  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      upstream.once('response', resolve)
      upstream.on('error', reject)
      upstream.end(body)
    })
    const { 'content-type': answerType, 'content-length': length } = answer.headers
    response.writeHead(answer.statusCode ?? 502, {
      ...ownHeaders,
      ...(answerType !== undefined && { 'Content-Type': answerType }),
      ...(length !== undefined && { 'Content-Length': length }),
    })
    // Ends the browser's side too when OMS's is cut off; otherwise the page would wait for the rest.
    await pipeline(answer, response)
  } catch {
    // Before a connection stands, no byte can have left.
    if (!response.headersSent) answerSelf(response, refuse(502, 'upstream', connected ? 'maybe' : false).refuse)
  } finally {
    clearTimeout(deadline)
  }
}

/** Answers in the proxy's own name. */
export function answerSelf(response: ServerResponse, { status, body }: ProxyAnswer): void {
  sendJson(response, status, body)
}

/** Sends JSON that nobody may keep. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...ownHeaders })
  response.end(JSON.stringify(body))
}
