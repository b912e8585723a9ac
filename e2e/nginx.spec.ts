import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:https'
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { accounts } from '~/mocks/world'
import { startMockOms } from '~/mocks/node'
import { applyAs, fillForm, form, row, signInByToken, submit } from './desk-page'
import { expect, test as base } from './fixtures'
import { hang } from './ledger/desk'
import { startFaultOms, type FaultOms } from './ledger/fault-oms'
import { startSilentPort } from './ledger/silent-port'
import { noNginx, startNginx } from './nginx'
import { certificate, key } from './tls/certificate'

const { token } = accounts[1]
const canary = 'canary-5d81e0'
const body = '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}'

type Nginx = Awaited<ReturnType<typeof startNginx>>
type Start = (env?: Record<string, string>, revise?: (conf: string) => string) => Promise<Nginx>

const test = base.extend<{ oms: FaultOms; start: Start }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  oms: async ({}, provide) => {
    const oms = await startFaultOms()
    await provide(oms)
    await oms.stop()
  },
  /** nginx in front of `oms`, or of what the settings say instead. */
  start: async ({ oms }, provide) => {
    const started: Nginx[] = []
    await provide(async (env = {}, revise) => {
      const nginx = await startNginx({ OMS_ADDRESS: oms.address, ...env }, revise)
      started.push(nginx)
      return nginx
    })
    await Promise.all(started.map((nginx) => nginx.close()))
  },
})

test.describe.configure({ mode: 'parallel' })
test.skip(noNginx !== undefined, noNginx)

let presses = 0
/** A press of the desk's own page, but for what is given. */
function apply(url: string, headers: Record<string, string> = {}, content: string | undefined = body) {
  presses += 1
  return fetch(`${url}/oms/apply`, {
    method: 'POST',
    body: content,
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      Authorization: `Bearer ${token}`,
      'X-Request-Id': `press-${presses}-of-nginx`,
      Origin: url,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
  })
}

async function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  return text(socket)
}

const ownHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  connection: 'close',
}
const policy = new RegExp(
  "^default-src 'none'; script-src 'self' 'nonce-[0-9a-f]{32}'; style-src 'self' 'nonce-[0-9a-f]{32}'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$",
)

test('every answer carries the security headers, errors included', async ({ oms, start }) => {
  const { url, port } = await start()
  const page = await (await fetch(url)).text()
  const asset = /\/assets\/[\w-]+\.js/.exec(page)?.[0] ?? ''
  const answers: [number, Response][] = [
    [200, await fetch(url)],
    [200, await fetch(`${url}/applications/558`)],
    [200, await fetch(`${url}/desk.json`)],
    [200, await fetch(`${url}/favicon.svg`)],
    [200, await fetch(`${url}${asset}`)],
    [404, await fetch(`${url}/assets/none.js`)],
    [405, await fetch(url, { method: 'DELETE' })],
    [405, await fetch(`${url}/desk.json`, { method: 'POST' })],
    [404, await fetch(`${url}/oms/none`)],
    [400, await apply(url, { 'X-Request-Id': '' })],
    [401, await apply(url, { Authorization: '' })],
    [403, await apply(url, { Origin: 'https://elsewhere.example' })],
    [413, await apply(url, {}, ' '.repeat(1024 * 1024 + 1))],
    [415, await apply(url, { 'Content-Type': 'text/plain' })],
    [400, await fetch(url, { headers: { 'X-Long': 'x'.repeat(40_000) } })],
    [414, await fetch(`${url}/${'x'.repeat(40_000)}`)],
    [200, await apply(url, { 'X-Request-Id': 'the-very-same-press' })],
    [409, await apply(url, { 'X-Request-Id': 'the-very-same-press' })],
  ]
  await oms.stop()
  answers.push([502, await apply(url)])
  for (const [status, response] of answers) {
    const { headers } = response
    const what = `${response.url.slice(0, 60)} ${status}`
    expect(response.status, what).toBe(status)
    expect(Object.fromEntries(headers), what).toMatchObject(ownHeaders)
    expect(headers.get('content-security-policy'), what).toMatch(policy)
    const immutable = status === 200 && response.url.includes('/assets/')
    expect(headers.get('cache-control'), what).toBe(immutable ? 'public, max-age=31536000, immutable' : 'no-store')
    if (status >= 400) {
      expect(await response.json(), what).toEqual({
        proxy: { kind: expect.any(String), sent: status === 409 ? 'maybe' : false },
      })
    }
  }
  const malformed = await raw(port, 'GET / HTTP/9.9\r\n\r\n')
  expect(malformed).toContain("Content-Security-Policy: default-src 'none'")
  expect(malformed).not.toContain('nginx/')
})

test('the headers of OMS that could do something to the browser stay behind', async ({ oms, start }) => {
  const { url } = await start()
  oms.obey(({ answer, commit }) =>
    answer(200, `{"apply":{"ret":0,"msg":"","id":${commit()}}}`, 'application/json', [
      'Set-Cookie: a=b',
      'Access-Control-Allow-Origin: *',
      'Location: https://elsewhere.example',
      'Refresh: 0; url=https://elsewhere.example',
      'Cache-Control: public, max-age=99',
      'WWW-Authenticate: Basic',
      'X-Accel-Redirect: /index.html',
      'X-Powered-By: canary',
      'Content-Security-Policy: default-src *',
    ]),
  )
  const response = await apply(url)
  expect(await response.json()).toMatchObject({ apply: { ret: 0 } })
  expect([...response.headers.keys()].toSorted()).toEqual(
    [
      ...Object.keys(ownHeaders),
      'cache-control',
      'content-length',
      'content-security-policy',
      'content-type',
      'date',
      'server',
    ].toSorted(),
  )
  expect(response.headers.get('content-security-policy')).toMatch(policy)
})

test('the nonce is new with every answer, and the page has that of its own', async ({ start }) => {
  const { url } = await start()
  const nonces: string[] = []
  for (const path of ['/', '/', '/apply']) {
    const response = await fetch(url + path)
    const nonce = /'nonce-([0-9a-f]{32})'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    const html = await response.text()
    expect(html).toContain(`<meta property="csp-nonce" nonce="${nonce}">`)
    expect([...html.matchAll(/nonce="([^"]*)"/g)].every(([, found]) => found === nonce)).toBe(true)
    nonces.push(nonce)
  }
  expect(new Set(nonces).size).toBe(3)
})

test('the policy lets nothing of a stranger run in the page', async ({ browser, start }) => {
  const { url } = await start()
  // A context of its own: elsewhere a violation fails the test.
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  const blocked = await page.evaluate(async () => {
    const found: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => found.push(effectiveDirective))
    const add = (tag: string, attributes: Record<string, string>, content = '') => {
      const element = Object.assign(document.createElement(tag), { textContent: content })
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      document.body.append(element)
    }
    add('script', {}, 'window.inlineRan = true')
    add('style', {}, 'body { color: red }')
    add('img', { src: 'https://elsewhere.example/x.png' })
    await fetch('https://elsewhere.example/').catch(() => {})
    await new Promise((resolve) => setTimeout(resolve))
    return found
  })
  expect(blocked).toEqual(expect.arrayContaining(['script-src-elem', 'style-src-elem', 'img-src', 'connect-src']))
  expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false)
  await context.close()
})

test('the page and its assets are sent packed', async ({ start }) => {
  const { url } = await start()
  const page = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } })
  expect(page.headers.get('content-encoding')).toBe('gzip')
  expect(page.headers.get('vary')).toBe('Accept-Encoding')
  const [, nonce] = /'nonce-([0-9a-f]{32})'/.exec(page.headers.get('content-security-policy') ?? '') ?? []
  expect(await page.text()).toContain(`<script nonce="${nonce}">`)
  const asset = /\/assets\/[\w-]+\.js/.exec(await (await fetch(url)).text())?.[0] ?? ''
  const packed = await fetch(url + asset, { headers: { 'Accept-Encoding': 'gzip' } })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('vary')).toBe('Accept-Encoding')
  expect(await packed.text()).toBe(
    await (await fetch(url + asset, { headers: { 'Accept-Encoding': 'identity' } })).text(),
  )
})

test('another name for our address is refused, which a page of another site could give itself', async ({
  start,
  oms,
}) => {
  const { port } = await start()
  const request = (host: string) =>
    raw(
      port,
      `GET /oms/apply-detail/558 HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nSec-Fetch-Site: same-origin\r\n\r\n`,
    )
  expect(await request('rebound.example')).toMatch(/^HTTP\/1\.1 403 .*"kind":"origin","sent":false/s)
  expect(await request(`rebound.example:${port}`)).toMatch(/^HTTP\/1\.1 403 /)
  // OMS knows no such application, but it was asked.
  expect(await request(`localhost:${port}`)).toContain('Page not found.')
  expect(oms.ledger.arrivals).toEqual([])
})

test('PUBLIC_ORIGIN is where the desk is at home, and nowhere else', async ({ start, oms }) => {
  const PUBLIC_ORIGIN = `https://${'a-rather-long-name.'.repeat(12)}example:8443`
  const { url } = await start({ PUBLIC_ORIGIN })
  expect((await apply(url, { Origin: PUBLIC_ORIGIN })).status).toBe(200)
  expect((await apply(url)).status).toBe(403)
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('an OMS address that is a name is reached', async ({ start, oms }) => {
  const { url } = await start({ OMS_ADDRESS: oms.address.replace('127.0.0.1', 'localhost') })
  for (let press = 0; press < 4; press += 1) expect((await apply(url)).status).toBe(200)
  expect(oms.ledger.arrivals).toHaveLength(4)
})

test('a body of nearly 1 MiB arrives whole', async ({ start, oms }) => {
  const { url } = await start()
  const ids = Array.from({ length: 60_000 }, (_unused, index) => `"126.2.${index % 250}.${index}"`)
  const large = `{"set_id":"126","app_id":"2","svr_ids":[${ids.join(',')}],"auto_approve":"0"}`
  expect(large.length).toBeGreaterThan(900_000)
  expect(large.length).toBeLessThan(1024 * 1024)
  expect((await apply(url, {}, large)).status).toBe(200)
  expect(oms.ledger.arrivals[0]?.body === large).toBe(true)
})

test('signing in is limited, so that nobody can try passwords by the thousand', async ({ start, oms }) => {
  const { url } = await start()
  oms.obey(({ answer }) => answer(200, '{"code":1,"error":"username or password is wrong"}'))
  const attempts = await Promise.all(
    Array.from({ length: 45 }, () =>
      fetch(`${url}/oms/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"username":"reviewer","password":"guess"}',
      }),
    ),
  )
  const limited = attempts.filter(({ status }) => status === 429)
  expect(attempts.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(31)
  expect(limited.length).toBeGreaterThan(0)
  expect(await limited[0]?.json()).toEqual({ proxy: { kind: 'limited', sent: false } })
  expect(oms.ledger.arrivals).toHaveLength(45 - limited.length)
})

test('one address has so many connections and no more', async ({ start, oms }) => {
  const { url } = await start()
  oms.obey(hang)
  const leaving = new AbortController()
  const attempts = Array.from({ length: 70 }, () => {
    presses += 1
    return fetch(`${url}/oms/check`, {
      method: 'POST',
      body: '{}',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        'X-Request-Id': `press-${presses}-of-nginx`,
      },
      signal: leaving.signal,
    }).then(
      (response) => response.status,
      () => 'left',
    )
  })
  await oms.arrived(64)
  const first = await Promise.race(attempts)
  expect(first).toBe(429)
  leaving.abort()
  const ends = await Promise.all(attempts)
  expect(ends.filter((end) => end === 429)).toHaveLength(6)
  expect(oms.ledger.arrivals).toHaveLength(64)
})

test('a port that never answers to a connection is proof that nothing was sent', async ({ start, oms }) => {
  const silent = await startSilentPort()
  const { url } = await start({ OMS_ADDRESS: `http://${silent.environment}` })
  const response = await apply(url)
  silent.close()
  expect(response.status).toBe(504)
  expect(await response.json()).toEqual({ proxy: { kind: 'upstream', sent: false } })
  expect(oms.ledger.arrivals).toEqual([])
})

test('an OMS that says nothing is given up after 40 seconds, here after one, and may have been reached', async ({
  start,
  oms,
}) => {
  const { url, conf } = await start({}, (generated) =>
    generated.replace('proxy_read_timeout 40s', 'proxy_read_timeout 1s'),
  )
  expect(conf).toContain('proxy_read_timeout 40s;')
  oms.obey(hang)
  const response = await apply(url)
  expect(response.status).toBe(504)
  expect(await response.json()).toEqual({ proxy: { kind: 'upstream', sent: 'maybe' } })
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('goes on when the browser leaves', async ({ start, oms }) => {
  const { port, url } = await start()
  let alive = true
  oms.obey(({ socket }) => {
    socket.on('close', () => {
      alive = false
    })
  })
  const browser = connect(port, '127.0.0.1')
  browser.write(
    `POST /oms/apply HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n` +
      `Authorization: Bearer ${token}\r\nX-Request-Id: press-that-leaves\r\n\r\n{}`,
  )
  await oms.arrived(1)
  browser.destroy()
  await once(browser, 'close')
  // By the time it has answered others, nginx has seen the browser leave.
  for (let turn = 0; turn < 5; turn += 1) await fetch(`${url}/desk.json`)
  expect(alive).toBe(true)
})

test('half a request reaches no OMS', async ({ start }) => {
  let connections = 0
  const oms = createTcpServer(() => {
    connections += 1
  }).listen(0, '127.0.0.1')
  await once(oms, 'listening')
  const { port: omsPort } = oms.address() as AddressInfo // a TCP server that listens has one
  const { port, url } = await start({ OMS_ADDRESS: `http://127.0.0.1:${omsPort}` })
  const browser = connect(port, '127.0.0.1')
  browser.write(
    `POST /oms/apply HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 200\r\n` +
      `Authorization: Bearer ${token}\r\nX-Request-Id: press-of-half-a-body\r\n\r\n{"set_id"`,
  )
  await once(browser, 'connect')
  // By the time it has answered others, nginx has read the half.
  for (let turn = 0; turn < 5; turn += 1) await fetch(`${url}/desk.json`)
  browser.destroy()
  for (let turn = 0; turn < 5; turn += 1) await fetch(`${url}/desk.json`)
  expect(connections).toBe(0)
  oms.close()
})

test('a worker that is killed in the middle of a POST leaves an unknown outcome and one arrival', async ({
  page,
  start,
  oms,
}) => {
  const { url, pid } = await start({}, (conf) => conf.replace('worker_processes auto', 'worker_processes 1'))
  await page.goto(url)
  await signInByToken(page, canary)
  oms.obey(hang)
  await fillForm(page, { tableName: 'guild' })
  await submit(page).click()
  await oms.arrived(1)
  const worker = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  process.kill(Number(worker), 'SIGKILL')
  await expect(row(page, 'Table guild').getByText('Outcome unknown', { exact: true })).toBeVisible()
  await expect(form(page).getByRole('alert')).toContainText('Outcome unknown')
  expect(oms.ledger.arrivals).toHaveLength(1)
})

for (const level of ['warn', 'debug']) {
  test(`the token is in no log at the level ${level}, whatever is done to it`, async ({ start, oms }) => {
    const { url, port, logs, work, close } = await start({}, (conf) =>
      conf.replace("error.log' warn", `error.log' ${level}`),
    )
    expect(readFileSync(join(work, 'nginx.conf'), 'utf8')).toContain(`error.log' ${level};`)
    const authorized = { Authorization: `Bearer ${canary}` }
    expect((await apply(url, authorized)).status).toBe(200)
    await apply(url, { Authorization: `Basic ${canary}` })
    await apply(url, authorized, ' '.repeat(1024 * 1024 + 1))
    for (const target of [
      `/oms/apply?access-token=${canary}`,
      `/oms/apply%3Faccess-token=${canary}`,
      `/oms/../${canary}`,
      `/oms/${canary}`,
      `/assets/${canary}`,
      `/?access-token=${canary}`,
      `http://127.0.0.1/oms/apply?access-token=${canary}`,
      `/oms/apply-detail/${canary}`,
      `/%zz${canary}`,
      `/${canary}${'x'.repeat(40_000)}`,
    ]) {
      for (const method of ['GET', 'POST']) {
        await raw(
          port,
          `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 0\r\nAuthorization: Bearer ${canary}\r\nReferer: ${canary}\r\nUser-Agent: ${canary}\r\nConnection: close\r\n\r\n`,
        )
      }
    }
    oms.obey(({ socket }) => void socket.destroy())
    expect((await apply(url, authorized)).status).toBe(502)
    oms.obey(({ socket }) => void socket.end('no HTTP at all'))
    // nginx passes such an answer on as it is.
    await expect(apply(url, authorized)).rejects.toThrow('fetch failed')
    await oms.stop()
    expect((await apply(url, authorized)).status).toBe(502)
    await close()
    const written = logs()
    expect(written).toContain('"path":"/oms/apply"')
    expect(written).not.toContain(canary)
  })
}

test('the shared token is in a file for its owner, and in nothing that is printed or logged', async ({
  start,
  oms,
}) => {
  const { url, work, conf, logs, close } = await start({ OMS_ACCESS_TOKEN: `${canary} +&` })
  expect(conf).not.toContain(canary)
  const file = join(work, 'oms-access-token.conf')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await apply(url, { Authorization: '' })).status).toBe(200)
  expect(oms.ledger.arrivals[0]?.url).toMatch(new RegExp(`&access-token=${canary}%20%2B%26$`))
  await oms.stop()
  await apply(url, { Authorization: '' })
  await close()
  expect(logs()).not.toContain(canary)
})

test('the log names time, call, attempt and what became of it', async ({ start }) => {
  const { url, logs, close } = await start()
  await apply(url, { 'X-Request-Id': 'attempt-to-be-logged' })
  await close()
  const line = logs()
    .split('\n')
    .find((entry) => entry.includes('attempt-to-be-logged'))
  expect(JSON.parse(line ?? '')).toMatchObject({
    method: 'POST',
    path: '/oms/apply',
    attempt: 'attempt-to-be-logged',
    status: 200,
    oms_status: '200',
  })
})

test('over https the desk works with TLS_CERT and TLS_KEY', async ({ page, start, oms }) => {
  const { url } = await start({ TLS_CERT: certificate, TLS_KEY: key })
  expect(url).toMatch(/^https:/)
  await page.goto(url)
  await signInByToken(page, token)
  await applyAs(page, '#558')
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('an OMS behind https is reached when its certificate is known, and refused without a byte sent when not', async ({
  start,
}) => {
  const asked: string[] = []
  const secure = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host}`)
    request.resume()
    response.setHeader('Content-Type', 'application/json').end('{"apply":{"ret":0,"msg":"","id":558}}')
  }).listen(0, '127.0.0.1')
  await once(secure, 'listening')
  const { port } = secure.address() as AddressInfo // a TCP server that listens has one
  const OMS_ADDRESS = `https://localhost:${port}`

  const known = await start({ OMS_ADDRESS, NODE_EXTRA_CA_CERTS: certificate })
  expect((await apply(known.url)).status).toBe(200)
  expect(asked).toEqual([`POST localhost:${port}`])

  const stranger = await start({ OMS_ADDRESS })
  const refused = await apply(stranger.url)
  expect(refused.status).toBe(502)
  expect(await refused.json()).toEqual({ proxy: { kind: 'upstream', sent: false } })
  expect(asked).toHaveLength(1)
  secure.closeAllConnections()
  secure.close()
})

test('a page that a closed desk left behind works again when the front is back', async ({ page, start }) => {
  const oms = await startMockOms()
  const { url } = await start({ OMS_ADDRESS: oms.address })
  await page.goto(url)
  await signInByToken(page, token)
  await oms.close()
  await fillForm(page)
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('could not connect to OMS')
  const again = await startMockOms({ port: Number(new URL(oms.address).port) })
  await applyAs(page, '#558')
  await again.close()
})
