import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** The whole body of a request; nothing when the browser has left in the middle of it. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return buffer(request).catch(() => undefined)
}

/** What a body says; nothing when it is no JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
