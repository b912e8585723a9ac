import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createHandler } from './handler.ts'
import { createListener } from './listen.ts'
import type { Answered } from './notify-text.ts'
import { openPages } from './pages.ts'
import { readSettings } from './settings.ts'

export const token = '081dcfbc6f804d9a9fce29fc2f50076486fff972'
export const applyBody = '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}'
export type Headers = Record<string, string | string[] | undefined>
export type Arrival = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

const closers: (() => unknown)[] = []

/** Ends everything that a test has started, the newest first. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close()
}
export function closeLater(close: () => unknown): void {
  closers.push(close)
}

export async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closers.push(() => server.close())
  return (server.address() as AddressInfo).port // a TCP server that listens has one
}

/** An OMS that counts what arrives, and answers as it is told. */
export async function startOms(
  answer: (response: ServerResponse, arrival: Arrival) => unknown = (response) => response.end('true'),
) {
  const oms = { arrivals: [] as Arrival[], answer, port: 0, address: '' }
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request)
      const arrival = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
      oms.arrivals.push(arrival)
      oms.answer(response, arrival)
    })().catch(() => undefined)
  })
  oms.port = await listen(server)
  closers.push(() => server.closeAllConnections())
  oms.address = `http://127.0.0.1:${oms.port}`
  return oms
}

/** A folder like a build's. */
export function fixtureDist(): string {
  const dist = mkdtempSync(join(tmpdir(), 'desk-dist-'))
  closers.push(() => rmSync(dist, { recursive: true, force: true }))
  mkdirSync(join(dist, 'assets'))
  for (const page of ['index', 'app']) {
    for (const language of ['', '.zh-CN']) {
      writeFileSync(join(dist, `${page}${language}.html`), `<p nonce="NONCE-OF-THIS-ANSWER">${page}${language}</p>`)
    }
  }
  writeFileSync(join(dist, 'assets/main-1.js'), 'plain')
  writeFileSync(join(dist, 'assets/main-1.js.br'), 'as brotli')
  writeFileSync(join(dist, 'assets/main-1.js.gz'), 'as gzip')
  writeFileSync(join(dist, 'assets/large-1.svg'), 'x'.repeat(8_000_000))
  writeFileSync(join(dist, 'favicon.svg'), '<svg/>')
  return dist
}

/** Production as `npm run serve` runs it, in this process. */
export async function startDesk(env: Record<string, string>, onAnswer?: (answered: Answered) => void) {
  const settings = readSettings(env)
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const { handle, settled } = createHandler({
    settings,
    pages: openPages(fixtureDist()),
    secure: settings.tls !== undefined,
    log,
    onAnswer,
  })
  const listener = createListener(handle, settings.tls, log)
  const port = await listen(listener.server)
  closers.push(() => listener.destroy())
  return { port, url: `http://127.0.0.1:${port}`, lines, settled, listener, ...senders(port) }
}

let attempts = 0
/** The headers of an apply that OMS would accept. */
export function wellFormed(attempt = `attempt-${(attempts += 1)}-of-the-test`): Headers {
  return {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(applyBody)),
    Accept: 'application/json',
    'X-Request-Id': attempt,
  }
}

export function senders(port: number) {
  /** Sends a request as written: no client tidies its address or its headers. */
  const send = async (line: string, headers: Headers = {}, body = '') => {
    const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).flatMap(([name, values]) =>
      [values ?? []].flat().map((value) => `${name}: ${value}`),
    )
    return read(await raw(port, [`${line} HTTP/1.1`, ...lines, '', body].join('\r\n')))
  }
  return { send, apply: (headers: Headers = {}) => send('POST /oms/apply', { ...wellFormed(), ...headers }, applyBody) }
}

/** What comes back for these bytes until the connection ends. */
export async function raw(port: number, request: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  let answer = ''
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1')
  })
  await new Promise((resolve) => socket.once('close', resolve).once('error', resolve))
  return answer
}

export function read(answer: string) {
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [, ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  const body = rest.join('\r\n\r\n')
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    json = undefined
  }
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), headers, body, json }
}

export const refusal = (kind: string, sent: false | 'maybe' = false, why?: string) => ({
  proxy: { kind, sent, ...(why !== undefined && { why }) },
})
