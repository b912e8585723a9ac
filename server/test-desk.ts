import { createEventsHandler } from './record/events-handler.ts'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { vi } from 'vitest'
import { listen as listenOn } from '../e2e/support/listen.ts'
import { memoryAttempts } from './gate/attempts.ts'
import { createHandler } from './handler.ts'
import { createListener } from './listen.ts'
import type { Answered } from './gate/proxy.ts'
import type { BackupSeen } from './robot/notify-text.ts'
import { openPages } from './pages.ts'
import type { TeamRecord } from './record/record.ts'
import { readSettings } from './settings/settings.ts'

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
  const port = await listenOn(server)
  closers.push(() => server.close())
  return port
}

/** A folder of its own, until all is closed. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-test-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Deadlines of this length are over at once. */
export function hurry(deadlineMs: number): void {
  const { setTimeout: patient } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((
    run: (...all: unknown[]) => void,
    ms?: number,
    ...rest: unknown[]
  ) => patient(run, ms === deadlineMs ? 50 : ms, ...rest)) as typeof setTimeout) // Node's has a promisified twin, not used here
}

/** The limits of a gate count what comes as if it came at once, however slow the machine is. */
export function stopClock(): void {
  vi.spyOn(performance, 'now').mockReturnValue(performance.now())
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

/** What lies beside the built pages in a project. */
const beside = ['.env.local', '.git/config', 'server/main.ts', 'dist-deb/desk.deb']
const waysOut = ['/', '/../', '/%2e%2e/', '/..%2f', '//../', '/..%5c', '/assets/../../', '/assets/..%2f../', '/@fs/../']

/** What the desk at this port answers to a request for that. */
export async function lookBeside(port: number): Promise<string> {
  const lines = waysOut.flatMap((way) => beside.map((name) => `GET ${way}${name}`))
  const answers = await Promise.all(lines.map((line) => senders(port).send(line)))
  return answers.map(({ body }) => body).join('\n')
}

/** A folder like a build's, in one like a project's. */
export function fixtureDist(): string {
  const project = newFolder()
  const dist = join(project, 'dist')
  mkdirSync(join(dist, 'assets'), { recursive: true })
  for (const name of beside) {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), 'canary')
  }
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

/** A team's record that forgets no attempt and keeps no event; a test moves its clock on. */
export function fakeRecord() {
  let now = 0
  const none = Promise.resolve({ added: 0, last: 0, events: [] })
  const record: TeamRecord = {
    ...memoryAttempts({ now: () => now }),
    memory: 'memory-of-the-test',
    append: () => none,
    read: () => none,
    newest: () => none,
    about: () => Promise.resolve([]),
    tellOnce: () => Promise.resolve(true),
    subscribe: () => () => {},
    close: () => Promise.resolve(),
  }
  return { record, pass: (ms: number) => void (now += ms) }
}

/** Production as `npm run serve` runs it, in this process. */
export async function startDesk(
  env: Record<string, string>,
  record?: TeamRecord,
  onAnswer?: (answered: Answered) => void,
  onBackup?: (seen: BackupSeen) => void,
) {
  const settings = readSettings(env)
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const { handle, settled } = createHandler({
    settings,
    record,
    createEvents: createEventsHandler,
    pages: openPages(fixtureDist()),
    secure: settings.tls !== undefined,
    log,
    onAnswer,
    onBackup,
  })
  const listener = createListener(handle, settings, log)
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

/** A request as it is written: no client tidies its address or its headers. */
export function requestText(port: number, line: string, headers: Headers = {}, body = ''): string {
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => `${name}: ${value}`),
  )
  return [`${line} HTTP/1.1`, ...lines, '', body].join('\r\n')
}

export function senders(port: number) {
  const send = async (line: string, headers: Headers = {}, body?: string) =>
    read(await raw(port, requestText(port, line, { Connection: 'close', ...headers }, body)))
  const post = (path: string, { 'Content-Length': _length, ...headers }: Headers, body: string) =>
    send(`POST ${path}`, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }, body)
  return {
    send,
    post,
    apply: (headers: Headers = {}) => post('/oms/apply', { ...wellFormed(), ...headers }, applyBody),
    /** Asks what happened to an attempt. */
    settle: (attempt: string, { memory = '', bearer = token } = {}) =>
      post(
        `/oms/attempts/${attempt}/settle`,
        { ...wellFormed(), Authorization: `Bearer ${bearer}` },
        JSON.stringify({ memory }),
      ),
  }
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

/** So many connections that say this and no more. */
export async function crowd(port: number, count: number, words: string): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1').on('error', () => {}))
  closeLater(() => sockets.forEach((socket) => socket.destroy()))
  await Promise.all(
    sockets.map(async (socket) => {
      await once(socket, 'connect').catch(() => undefined)
      socket.write(words)
    }),
  )
  return sockets
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
