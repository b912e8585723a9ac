import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { hasBody, refuse, type ProxyErrorKind } from './gate/rules.ts'
import { ownHeaders } from './headers.ts'
import { isHttps } from './settings/exposure.ts'
import type { Settings } from './settings/settings.ts'

type Handle = (request: IncomingMessage, response: ServerResponse) => void

const openLimit = 1_000
const requestMs = 30_000
/** A request, its answer by OMS, and the way of that to the browser. */
const wholeMs = 120_000
/** How long a connection may wait for its next request; most are closed with their answer (handler.ts). */
const idleMs = 5_000

/** `requests`: how many are under way on it; `latest`: the last one. */
type Connection = {
  socket: Socket
  requests: number
  latest?: IncomingMessage
  late?: NodeJS.Timeout
  end?: NodeJS.Timeout
}

/**
 * A server for the handler, by https where the settings name a certificate. Of too many connections the oldest without a whole
 * request goes first, so that half-open ones take nothing from the others.
 */
export function createListener(
  handle: Handle,
  settings: Pick<Settings, 'tls' | 'publicOrigin'>,
  log: (line: string) => void = () => {},
) {
  const { tls } = settings
  /** By their peer's address and port. */
  const open = new Map<string, Connection>()
  /** Those without a whole request, oldest first. */
  const waiting = new Map<string, Socket>()
  /** From now on a request may come: it has so long for itself, and so long for all that follows from it. */
  const wait = (peer: string, connection: Connection) => {
    const { socket } = connection
    waiting.set(peer, socket)
    clearTimeout(connection.late)
    clearTimeout(connection.end)
    connection.late = setTimeout(() => waiting.get(peer)?.destroy(), requestMs)
    connection.end = setTimeout(() => socket.destroy(), wholeMs)
  }
  const watched: Handle = (request, response) => {
    const peer = peerOf(request.socket)
    const connection = open.get(peer)
    if (connection !== undefined) {
      connection.requests += 1
      connection.latest = request
    }
    const arrived = () => waiting.delete(peer)
    if (hasBody(request.headers)) request.once('end', arrived)
    else arrived()
    response.once('close', () => {
      if (connection === undefined) return
      connection.requests -= 1
      if (connection.requests === 0 && open.has(peer)) wait(peer, connection)
    })
    if (!server.listening) response.shouldKeepAlive = false
    handle(request, response)
  }
  // Node's own answers to a request without Host, and to what one expects, have none of the desk's headers.
  const options = { maxHeaderSize: 16 * 1024, keepAliveTimeout: idleMs, requireHostHeader: false }
  const handlePlain = tls === undefined ? watched : refuseUnencrypted
  const plain = http.createServer(options, handlePlain).on('checkExpectation', handlePlain)
  const secure = tls === undefined ? undefined : https.createServer({ ...options, ...readTls(tls) }, watched)
  secure?.on('checkExpectation', watched)
  for (const inner of [plain, secure]) {
    inner?.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const connection = socket instanceof Socket ? open.get(peerOf(socket)) : undefined
      const isUnderWay = connection?.latest?.complete === true && connection.requests > 0
      // The browser would take a refusal for the answer to what is under way.
      if (error.code !== 'ECONNRESET' && isUnderWay) return
      refuseMalformed(error, socket, isHttps(settings, secure !== undefined), log)
    })
  }
  secure?.on('tlsClientError', (_error, socket) => socket.destroy())
  const server = secure === undefined ? plain : net.createServer((socket) => sortByFirstByte(socket, secure, plain))
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket)
    const connection: Connection = { socket, requests: 0 }
    open.set(peer, connection)
    wait(peer, connection)
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(connection.late)
      clearTimeout(connection.end)
      open.delete(peer)
      waiting.delete(peer)
    })
    const [oldest] = waiting.values()
    if (open.size > openLimit) oldest?.destroy()
  })
  return {
    server,
    /** Reads certificate and key again, for new connections. Throws an Error and keeps the old ones when they are unusable. */
    reload: () => {
      if (tls !== undefined) secure?.setSecureContext(readTls(tls))
    },
    /** Takes no new connection and ends those on which nothing was asked; resolves when the others have ended. */
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of waiting.values()) socket.destroy()
      await closed
    },
    /** Ends every connection. */
    destroy: () => {
      for (const { socket } of open.values()) socket.destroy()
    },
  }
}

function readTls(files: NonNullable<Settings['tls']>) {
  const [cert, key] = [readFileSync(files.cert), readFileSync(files.key)]
  // OpenSSL takes a key of another kind than the certificate's, and then fails with every browser.
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new Error('the key is that of another certificate')
  }
  return { cert, key }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}

/** A TLS connection begins with the byte 22; what begins otherwise is told that this port speaks https. */
function sortByFirstByte(socket: Socket, secure: https.Server, plain: http.Server): void {
  socket.once('readable', () => {
    const first: unknown = socket.read(1)
    if (!Buffer.isBuffer(first)) return
    socket.unshift(first)
    ;(first[0] === 22 ? secure : plain).emit('connection', socket)
  })
}

function refuseUnencrypted(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeaders(new Map(Object.entries(ownHeaders({ secure: true }))))
  response.shouldKeepAlive = false
  const body = JSON.stringify(refuse(400, 'encryption').body)
  response.writeHead(400, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body)
}

/** What is no HTTP request has no answer of its own in Node but bare lines. */
function refuseMalformed(
  { code }: NodeJS.ErrnoException,
  socket: Duplex,
  byHttps: boolean,
  log: (line: string) => void,
): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const large = code === 'HPE_HEADER_OVERFLOW'
  const status = large ? 431 : 400
  const kind: ProxyErrorKind = large ? 'too large' : 'malformed'
  const body = JSON.stringify(refuse(status, kind).body)
  const headers = {
    ...ownHeaders({ secure: byHttps }),
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  log(JSON.stringify({ time: new Date().toISOString(), status, error: kind }))
  socket.end([`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}
