import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import { createServer as createHttps } from 'node:https'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test, vi, type Mock } from 'vitest'
import { freePort } from '../../e2e/support/listen.ts'
import { forward } from './forward.ts'
import {
  closeLater,
  closeAll,
  hurry,
  listen,
  startDesk,
  startOms,
  wellFormed,
  applyBody,
  refusal,
} from '../test-desk.ts'

const tls = join(import.meta.dirname, '../../e2e/tls')
afterEach(closeAll)

const ask = (address: string, method = 'POST') =>
  forward(new URL('/x', address), { method, headers: {}, body: Buffer.from(method === 'POST' ? '{}' : '') })

/** An OMS that does this to each connection on which a request has come. */
async function crudeOms(fault: (socket: Socket) => unknown) {
  const server = createServer((socket) => {
    closeLater(() => socket.destroy())
    socket.on('error', () => {}).once('data', () => fault(socket))
  })
  return `http://127.0.0.1:${await listen(server)}`
}

const head = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'

test.each<[string, (socket: Socket) => unknown, string, string?]>([
  ['hangs up', (socket) => socket.destroy(), 'cut', 'ECONNRESET'],
  ['resets the connection', (socket) => socket.resetAndDestroy(), 'cut', 'ECONNRESET'],
  ['sends half a header', (socket) => socket.end('HTTP/1.1 200 OK\r\nConte'), 'cut', 'ECONNRESET'],
  ['sends half a body', (socket) => socket.end(`${head}{"apply":`), 'cut', 'ECONNRESET'],
  [
    'resets the connection in a body of no known length',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n[{"Id":1360,"AffectedZoneList":[],')
      setTimeout(() => socket.resetAndDestroy(), 50)
    },
    'cut',
    'ECONNRESET',
  ],
  ['speaks no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), 'answer', 'HPE_INVALID_CONSTANT'],
  [
    'changes the protocol',
    (socket) => socket.end('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    'cut',
  ],
  [
    'has an encoding that nobody knows',
    (socket) => socket.end(head.replace('OK\r\n', 'OK\r\nContent-Encoding: zpaq\r\n')),
    'answer',
    'CONTENT_ENCODING',
  ],
  [
    'breaks off its encoding',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip'),
    'answer',
    'CONTENT_ENCODING',
  ],
  [
    'sends more than 2 MiB',
    (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(2 * 1024 * 1024 + 1)}`),
    'answer',
    'TOO_LARGE',
  ],
])('an OMS that %s may have done it', async (_what, fault, kind, why) => {
  await expect(ask(await crudeOms(fault))).rejects.toMatchObject({ kind, sent: 'maybe', why })
})

test.each<[string, () => Promise<string>, string, string]>([
  ['nobody listens', async () => `http://127.0.0.1:${await freePort()}`, 'refused', 'ECONNREFUSED'],
  ['the name means nothing', async () => 'http://oms.invalid', 'name', 'ENOTFOUND|EAI_AGAIN'],
  [
    'the certificate is its own',
    async () => `https://localhost:${await secureOms()}`,
    'certificate',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ],
  [
    'there is no TLS at the address',
    async () => (await startOms()).address.replace('http:', 'https:'),
    'certificate',
    'EPROTO|ERR_SSL.*',
  ],
])('where %s it is proven that nothing was sent', async (_what, address, kind, why) => {
  await expect(ask(await address())).rejects.toMatchObject({
    kind,
    sent: false,
    why: expect.stringMatching(new RegExp(`^(?:${why})$`)),
  })
})

test.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_SYSTEM'])(
  'a name server that says %s has not found the name',
  async (code) => {
    const lookup = vi.spyOn(dns, 'lookup') as Mock // of many forms, of which Node uses one
    lookup.mockImplementation((_name: string, _options: object, done: (error: Error) => void) =>
      done(Object.assign(new Error(code), { code })),
    )
    await expect(ask('http://oms.example')).rejects.toMatchObject({ kind: 'name', sent: false, why: code })
  },
)

async function secureOms(): Promise<number> {
  const read = (name: string) => readFileSync(join(tls, `localhost.${name}.pem`))
  const server = createHttps({ cert: read('cert'), key: read('key') }, (_request, response) => response.end('true'))
  return listen(server)
}

test('a connection that is never made is given up, and proof that nothing was sent', async () => {
  hurry(3_000)
  // TLS that is never answered stands for a port that is silent: both are before the connection.
  const silent = createServer((socket) => closeLater(() => socket.destroy()))
  await expect(ask(`https://127.0.0.1:${await listen(silent)}`)).rejects.toMatchObject({
    kind: 'connect time-out',
    sent: false,
  })
})

test.each<[string, (socket: Socket) => unknown]>([
  ['says nothing', () => undefined],
  ['never ends its answer', (socket) => socket.write(`${head}{`)],
])('an OMS that %s is given up in the end', async (_what, fault) => {
  hurry(40_000)
  await expect(ask(await crudeOms(fault))).rejects.toMatchObject({ kind: 'time-out', sent: 'maybe' })
})

test.each<[string, (text: string) => Buffer]>([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['deflate', deflateRawSync],
  ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
  ['identity, GZIP', gzipSync],
  ['utf-8', (text) => Buffer.from(text)],
])('an answer that is %s unasked is unpacked', async (encoding, pack) => {
  const oms = await startOms((response) => response.setHeader('Content-Encoding', encoding).end(pack('{"apply":1}')))
  expect((await ask(oms.address)).body.toString()).toBe('{"apply":1}')
})

test.each<[string, (socket: Socket) => unknown]>([
  [
    'packed and empty',
    (socket) => socket.end('HTTP/1.1 401 No\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n'),
  ],
  ['packed as nobody can unpack', (socket) => socket.end('HTTP/1.1 401 No\r\nContent-Encoding: zpaq\r\n\r\nx')],
  ['cut', (socket) => socket.end('HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n{"name":')],
])('a 401 is one also where its body is %s', async (_what, fault) => {
  expect(await ask(await crudeOms(fault))).toEqual({ status: 401, body: Buffer.alloc(0) })
})

test('a small answer that unpacks to a large one is not read to its end', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  const oms = await startOms((response) => response.setHeader('Content-Encoding', 'gzip').end(bomb))
  await expect(ask(oms.address)).rejects.toMatchObject({ kind: 'answer', why: 'TOO_LARGE' })
})

test('a redirect is an answer like any other', async () => {
  const oms = await startOms((response) => response.writeHead(302, { Location: '/login' }).end())
  expect(await ask(oms.address)).toMatchObject({ status: 302 })
  expect(oms.arrivals).toHaveLength(1)
})

test('the browser is told what failed and what it proves, and the log too, without OMS or token', async () => {
  const desk = await startDesk({ OMS_ADDRESS: `https://localhost:${await secureOms()}` })
  expect(await desk.apply()).toMatchObject({
    status: 502,
    json: refusal('certificate', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'),
  })
  expect(desk.lines.at(-1)).toMatch(/"error":"certificate","why":"DEPTH_ZERO_SELF_SIGNED_CERT"/)
  expect(desk.lines.join('')).not.toMatch(/localhost|access-token|081dcfbc/)
})

test('half an answer of OMS never looks whole to the browser', async () => {
  const desk = await startDesk({
    OMS_ADDRESS: await crudeOms((socket) => socket.end(`${head}{"apply":{"ret":0,"id":5}}`)),
  })
  expect(await desk.apply()).toMatchObject({ status: 502, json: refusal('cut', 'maybe', 'ECONNRESET') })
})

test('what changes something goes on when the browser leaves, a read does not', async () => {
  const oms = await startOms(() => undefined)
  const desk = await startDesk({ OMS_ADDRESS: oms.address })
  const ended = new Promise<string>((resolve) => {
    oms.answer = (response, { method, url }) => {
      response.once('close', () => resolve(`${method} ${url.replace(/\?.*/, '')}`))
      if (oms.arrivals.length === 2) for (const browser of browsers) browser.abort()
    }
  })
  const browsers = [new AbortController(), new AbortController()]
  const { 'Content-Length': _length, ...headers } = wellFormed()
  const options = { headers: headers as Record<string, string> } // each once
  await Promise.allSettled([
    fetch(`${desk.url}/oms/apply`, {
      ...options,
      method: 'POST',
      body: applyBody,
      signal: browsers[0]?.signal ?? null,
    }),
    fetch(`${desk.url}/oms/apply-detail/5`, { ...options, signal: browsers[1]?.signal ?? null }),
  ])
  expect(await ended).toMatch(/^GET .*apply-detail\/5$/)
})
