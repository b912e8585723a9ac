import { performance } from 'node:perf_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { logLine, type LogEntry } from './gate/access-log.ts'
import { memoryAttempts } from './gate/attempts.ts'
import { codeOf } from './gate/error-code.ts'
import { deskJson } from './settings/desk-json.ts'
import { isHttps, originPolicy } from './settings/exposure.ts'
import { bearer, findForeign, refuse, requestId, single } from './gate/rules.ts'
import { newNonce, ownHeaders, plainHeaders } from './headers.ts'
import { clientAddress, limitKey, readFronts } from './gate/client-address.ts'
import { placesFor, rateLimit } from './gate/limits.ts'
import type { BackupSeen } from './robot/notify-text.ts'
import { chooseLanguage, choosePage, packFor, type Pages } from './pages.ts'
import { signedInPeople } from './gate/people.ts'
import { createProxy, type Answered } from './gate/proxy.ts'
import type { createEventsHandler } from './record/events-handler.ts'
import type { TeamRecord } from './record/record.ts'
import { reply, replyJson, replyRefusal, type Exchange } from './gate/reply.ts'
import { parseJson, readBody } from './gate/request-body.ts'
import type { Settings } from './settings/settings.ts'

type Options = {
  settings: Settings
  /** The team's record; without one attempts are remembered for two minutes, in memory. */
  record?: TeamRecord | undefined
  /** What answers for the record: given, since vite.config.ts imports this file and knows no `~`. */
  createEvents?: typeof createEventsHandler
  /** The built pages; in development there are none. */
  pages?: Pages | undefined
  /** Browsers come by https to this program itself. */
  secure?: boolean
  version?: string
  /** Whether pages carry the content security policy; what OMS answers always does. */
  policy?: boolean
  /** One line of JSON a request, and one for what goes wrong besides. */
  log?: (line: string) => void
  /** Hears what OMS has answered; must not throw. */
  onAnswer?: ((answered: Answered) => void) | undefined
  /** Hears of backups in trouble, as the team's record does; must not throw. */
  onBackup?: ((seen: BackupSeen) => void) | undefined
}

const slowReadMs = 15_000
const reportLimitBytes = 16 * 1024

/**
 * The one request handler of the desk: pages, `/desk.json`, `/healthz` and the gate to OMS. It never throws; what is
 * none of its business goes to `next` where a host gives one. `settled` resolves when nothing is on its way to OMS;
 * `stopWaiting` answers those who wait for news of the team's record.
 */
export function createHandler({
  settings,
  record,
  createEvents,
  pages,
  secure = false,
  version,
  policy = true,
  log = () => {},
  onAnswer,
  onBackup,
}: Options) {
  const people = signedInPeople()
  const logCrash = (error: unknown) => log(crashLine(error))
  const proxy = createProxy(settings, { attempts: record ?? memoryAttempts(), people, logCrash, onAnswer })
  const { environment } = deskJson(settings)
  const events = record && createEvents?.({ record, people, environment, onBackup })
  const fronts = readFronts(settings.trustedFront ?? '')
  const takeReport = rateLimit({ perMinute: 30, burst: 30 })
  const enterFiles = placesFor(64)
  const underWay = new Set<Promise<unknown>>()
  const https = isHttps(settings, secure)

  async function answer(exchange: Exchange, next: (() => void) | undefined): Promise<void> {
    const { request, response, target, method, headers } = exchange
    const { localAddress = '', localPort = 0 } = request.socket
    const own = originPolicy(settings, { address: localAddress, port: localPort, secure })
    const path = target.replace(/\?.*$/s, '')
    const reading = method === 'GET' || method === 'HEAD'
    if (/^\/oms(?![\w-])/.test(target)) return proxy(exchange, own)
    if (events !== undefined && /^\/record(?![\w-])/.test(target)) return events.handle(exchange, own)
    if (target === '/healthz' && reading) return replyJson(exchange, 200, { ok: true, version })
    const foreign = findForeign(own, headers, { linked: reading && path !== '/desk.json' })
    if (target === '/csp-report' && method === 'POST' && foreign !== 'host') return logReport(exchange)
    if (foreign !== undefined) return replyRefusal(exchange, refuse(403, foreign))
    if (target === '/desk.json' && reading) return replyJson(exchange, 200, deskJson(settings, record?.memory))
    if (pages === undefined && next !== undefined) return next()
    if (!reading) {
      response.setHeader('Allow', 'GET, HEAD')
      return replyRefusal(exchange, refuse(405, 'method'))
    }
    const file = decodePath(path)
    if (!target.startsWith('/') || file === undefined) return replyRefusal(exchange, refuse(400, 'malformed'))
    const page = choosePage(target)
    if (page === undefined || pages === undefined) return sendFile(exchange, file)
    const nonce = newNonce()
    const language = chooseLanguage(headers.cookie?.join(';'), single(headers['accept-language']))
    const { body, encoding } = packFor(headers['accept-encoding']?.join(',') ?? '', pages.html(page, language, nonce))
    if (policy) response.setHeaders(new Map(Object.entries(ownHeaders({ nonce, secure: https }))))
    response.setHeader('Content-Language', language).setHeader('Vary', 'Accept-Encoding, Accept-Language, Cookie')
    if (encoding !== undefined) response.setHeader('Content-Encoding', encoding)
    reply(exchange, 200, 'text/html; charset=utf-8', body)
  }

  function sendFile(exchange: Exchange, file: string): void {
    const { request, response, address } = exchange
    const leave = enterFiles(limitKey(address))
    if (leave === undefined) return replyRefusal(exchange, refuse(429, 'limited'))
    response.once('close', leave)
    response.setTimeout(slowReadMs, () => response.destroy())
    const none = () => replyRefusal(exchange, refuse(404, 'no route'))
    if (pages === undefined || file.endsWith('.html')) return none()
    // sirv never ends the answer to a range that ends before it begins; whole files are right for all.
    delete request.headers.range
    // Its own says what may be kept.
    response.removeHeader('Cache-Control')
    pages.files(request, response, () => {
      response.setHeader('Cache-Control', 'no-store')
      none()
    })
  }

  async function logReport(exchange: Exchange): Promise<void> {
    const { request, response, address } = exchange
    const length = Number(request.headers['content-length'] ?? Number.NaN)
    if (!(length <= reportLimitBytes) || !takeReport(limitKey(address))) {
      return replyRefusal(exchange, refuse(429, 'limited'))
    }
    const body = await readBody(request)
    const report = body && parseJson(body)
    if (report !== undefined) log(JSON.stringify({ time: new Date().toISOString(), violation: violationOf(report) }))
    response.writeHead(204).end()
  }

  function handle(request: IncomingMessage, response: ServerResponse, next?: () => void): void {
    const started = performance.now()
    const { method = '', url: target = '', headersDistinct: headers } = request
    const address = clientAddress(request.socket.remoteAddress ?? '', headers['x-forwarded-for']?.join(','), fronts)
    const path = target.replace(/[?#].*$/s, '')
    const entry: LogEntry = { method, path, attempt: requestId(headers), status: 0, bytes: 0, ms: 0, address }
    const exchange = { request, response, headers, method, target, address, entry }
    // On a reused connection that dies, a browser sends a POST a second time by itself: only a lasting memory has its answer.
    if (record === undefined || !/^(?:GET|HEAD)$/.test(method)) response.shouldKeepAlive = false
    const sandbox = target.startsWith('/oms')
    const own = policy || sandbox ? ownHeaders({ secure: https, sandbox }) : plainHeaders
    response.setHeaders(new Map(Object.entries(own)))
    let passedOn = false
    response.once('close', () => {
      if (passedOn) return
      entry.status = response.headersSent ? response.statusCode : 0
      entry.bytes = Number(response.getHeader('Content-Length') ?? 0)
      entry.ms = Math.round(performance.now() - started)
      if (!response.writableFinished) entry.error ??= 'left'
      log(logLine(entry, bearer(headers)))
    })
    const onward =
      next === undefined
        ? undefined
        : () => {
            passedOn = true
            next()
          }
    const answering = answer(exchange, onward).catch((error: unknown) => {
      logCrash(error)
      replyRefusal(exchange, refuse(500, 'failed', 'maybe'))
    })
    underWay.add(answering)
    void answering.finally(() => underWay.delete(answering))
  }

  const settled = async () => {
    while (underWay.size > 0) await Promise.all(underWay)
  }
  return { handle, settled, stopWaiting: () => events?.stopWaiting() }
}

/** Where the program failed, with the code of the error and without its words: they may repeat what a request holds. */
export function crashLine(error: unknown): string {
  const { name = 'Error', stack = '' } = error instanceof Error ? error : {}
  const where = stack.split('\n').filter((line) => /^ +at /.test(line))
  return JSON.stringify({
    time: new Date().toISOString(),
    error: 'failed',
    why: codeOf(error) ?? name,
    at: where.slice(0, 5).map((line) => line.trim()),
  })
}

function decodePath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}

const word = z.catch(z.string(), '')
const cspReport = z.object({
  'csp-report': z.object({ 'effective-directive': word, 'blocked-uri': word, 'source-file': word }),
})

/** What the page was kept from doing, in short; an address of a page may hold what a person has typed. */
function violationOf(report: unknown) {
  const fields = cspReport.safeParse(report).data?.['csp-report']
  const short = (text = '') => text.replace(/[?#].*$/s, '').slice(0, 100)
  return {
    directive: short(fields?.['effective-directive']),
    blocked: short(fields?.['blocked-uri']),
    source: short(fields?.['source-file']),
  }
}
