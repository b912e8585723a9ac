import { scrubBytes } from '../../src/oms/scrub-token.ts'

/** A request and what happened to it. */
export type LogEntry = {
  method: string
  /** As sent, without the query. */
  path: string
  attempt?: string | undefined
  status: number
  /** What OMS answered. */
  oms?: number | undefined
  bytes: number
  ms: number
  address: string
  /** The gate's own error, and Node's code for it. */
  error?: string | undefined
  why?: string | undefined
}

/** One line of JSON. It holds no token, not even one that a client has put into an address. */
export function logLine(entry: LogEntry, token: string | undefined): string {
  const safe = (text: string) => (token === undefined ? text : scrubBytes(text, token)).slice(0, 200)
  return JSON.stringify({
    time: new Date().toISOString(),
    ...entry,
    path: safe(entry.path),
    ...(entry.attempt !== undefined && { attempt: safe(entry.attempt) }),
  })
}
