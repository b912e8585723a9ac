import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasBody, type ProxyAnswer } from './rules.ts'
import type { LogEntry } from './access-log.ts'

/** One request under way. `headers` are those of the request, each with all its values. */
export type Exchange = {
  request: IncomingMessage
  response: ServerResponse
  headers: NodeJS.Dict<string[]>
  method: string
  target: string
  /** The browser's, also behind a front. */
  address: string
  entry: LogEntry
}

/** How long a refused body may still come in: a connection that is closed on unread bytes loses the answer. */
const lingerMs = 500

export function reply({ request, response }: Exchange, status: number, type: string, body: string | Buffer): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  if (request.complete || !hasBody(request.headers)) {
    response.end(body)
    return
  }
  response.write(body)
  const end = () => response.end()
  const linger = setTimeout(end, lingerMs)
  request.once('close', () => clearTimeout(linger))
  request.once('end', end).resume()
}

export function replyJson(exchange: Exchange, status: number, body: unknown): void {
  reply(exchange, status, 'application/json', JSON.stringify(body))
}

/** Answers in the gate's own name: JSON for the desk's page, a sentence for a person who came by an address. */
export function replyRefusal(exchange: Exchange, { status, body }: ProxyAnswer): void {
  const { kind, why } = body.proxy
  exchange.entry.error = kind
  exchange.entry.why = why
  const person = /\btext\/html\b/.test(exchange.headers.accept?.[0] ?? '') && !exchange.target.startsWith('/oms')
  if (person) reply(exchange, status, 'text/html; charset=utf-8', refusalPage(status, kind))
  else replyJson(exchange, status, body)
}

/** A page without script and style for an address that has none. */
function refusalPage(status: number, kind: string): string {
  return `<!doctype html><title>Backup Desk</title><p>Backup Desk did not answer this request: ${kind} (${status}).</p><p lang="zh-CN">Backup Desk 未处理此请求：${kind}（${status}）。</p><p><a href="/">Backup Desk</a></p>\n`
}
