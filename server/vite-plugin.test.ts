// @vitest-environment node
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createServer as createVite } from 'vite'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { server as mockedNetwork } from '~/test/server'
import { readSettings } from './settings.ts'
import { omsProxy } from './vite-plugin.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

// These tests are about the real network.
beforeAll(() => mockedNetwork.close())

const closers: (() => Promise<unknown>)[] = []
let arrivals: string[] = []
beforeEach(() => {
  arrivals = []
})
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function desk(oms: string): Promise<string> {
  const vite = await createVite({
    configFile: false,
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    plugins: [omsProxy(readSettings({ OMS_ADDRESS: oms }))],
    server: { host: '127.0.0.1', port: 0, ws: false },
  })
  await vite.listen()
  closers.push(() => vite.close())
  return vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
}

const oms = (answer: Answer) =>
  listen(
    createServer((request, response) => {
      void (async () => {
        arrivals.push(`${request.method} ${request.url} ${await text(request)}`)
        answer(request, response)
      })()
    }),
  )

let attempts = 0
function post(url: string, headers: Record<string, string> = {}) {
  attempts += 1
  return fetch(`${url}/oms/apply`, {
    method: 'POST',
    body: '{}',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer abc',
      'x-request-id': `attempt-${attempts}-abcdef`,
      ...headers,
    },
  })
}
const rawPost = (...headers: string[]) =>
  [
    'POST /oms/apply HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'Content-Length: 2',
    'Authorization: Bearer abc',
    ...headers,
    '',
    '{}',
  ].join('\r\n')
const forwarded =
  /^POST \/app\/newoms\.php\/webservice\/business\/backup-svr-data\/apply\?cmd=10009&ip-type=webservicerest&access-token=abc \{\}$/

test('forwards once, with the four headers and no other', async () => {
  let headers: string[] = []
  const url = await desk(
    await oms((request, response) => {
      headers = Object.keys(request.headers)
      response.setHeader('Set-Cookie', 'a=b').setHeader('Content-Type', 'application/json').end('true')
    }),
  )
  const response = await post(url, { cookie: 'secret=1', 'x-forwarded-for': '10.0.0.1', 'access-token': 'mine' })
  expect(await response.json()).toBe(true)
  expect(arrivals).toEqual([expect.stringMatching(forwarded)])
  expect(headers.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'accept',
    'connection',
    'content-length',
    'content-type',
    'host',
  ])
  expect(response.headers.get('set-cookie')).toBeNull()
})

test('every answer closes its connection, assets and errors included', async () => {
  const url = await desk(await oms((_request, response) => response.end('true')))
  for (const response of [
    await post(url),
    await post(url, { authorization: '' }),
    await fetch(`${url}/desk.json`),
    await fetch(url),
  ]) {
    expect(response.headers.get('connection')).toBe('close')
  }
})

test('a request id passes once', async () => {
  const url = await desk(await oms((_request, response) => response.end('true')))
  const id = { 'x-request-id': 'the-same-attempt' }
  expect((await post(url, id)).status).toBe(200)
  const second = await post(url, id)
  expect(second.status).toBe(409)
  expect(await second.json()).toEqual({ proxy: { kind: 'repeated', sent: 'maybe' } })
  expect(arrivals).toHaveLength(1)
})

test('an OMS that is down is proof that nothing was sent', async () => {
  const closed = createServer()
  const address = await listen(closed)
  await new Promise((resolve) => closed.close(resolve))
  const response = await post(await desk(address))
  expect(response.status).toBe(502)
  expect(await response.json()).toEqual({ proxy: { kind: 'upstream', sent: false } })
})

test('an OMS that hangs up is no such proof', async () => {
  const url = await desk(await oms((request) => request.socket.destroy()))
  const response = await post(url)
  expect(response.status).toBe(502)
  expect(await response.json()).toEqual({ proxy: { kind: 'upstream', sent: 'maybe' } })
  expect(arrivals).toHaveLength(1)
})

test('an answer that OMS cuts off is cut off for the page too', async () => {
  const url = await desk(
    await oms((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"apply":')
      setImmediate(() => request.socket.destroy())
    }),
  )
  await expect(post(url).then((response) => response.text())).rejects.toThrow('terminated')
})

test('a redirection is passed on without its target', async () => {
  const url = await desk(await oms((_request, response) => response.writeHead(302, { location: '/login' }).end()))
  const response = await fetch(`${url}/oms/apply-detail/1`, {
    redirect: 'manual',
    headers: { authorization: 'Bearer abc' },
  })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBeNull()
})

test('goes on when the browser leaves', async () => {
  const arriving = new EventEmitter()
  const arrived = once(arriving, 'request') as Promise<[IncomingMessage, ServerResponse]>
  const url = await desk(await oms((request, response) => arriving.emit('request', request, response)))
  const browser = connect(Number(new URL(url).port), '127.0.0.1')
  browser.write(rawPost('X-Request-Id: attempt-leaves'))
  const [request, response] = await arrived
  browser.destroy()
  await once(browser, 'close')
  // By the time it has answered others, the proxy has seen the browser leave.
  for (let turn = 0; turn < 3; turn += 1) await fetch(`${url}/desk.json`)
  expect(request.socket.destroyed).toBe(false)
  await new Promise<void>((resolve) => response.end('true', resolve))
  expect(arrivals).toHaveLength(1)
})

test('two tokens in one request are none', async () => {
  const url = await desk(await oms((_request, response) => response.end('true')))
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(rawPost('Authorization: Bearer def', 'X-Request-Id: attempt-two-tokens'))
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /)
  expect(arrivals).toEqual([])
})

test('/desk.json names the environment', async () => {
  const address = await oms((_request, response) => response.end('true'))
  const response = await fetch(`${await desk(address)}/desk.json`)
  expect(await response.json()).toEqual({
    environment: new URL(address).host,
    omsHost: new URL(address).host,
    applyAddress: `${address}/app/newoms.php/webservice/business/backup-svr-data/apply?cmd=10009&ip-type=webservicerest`,
    signIn: 'person',
  })
  expect(response.headers.get('cache-control')).toBe('no-store')
})
