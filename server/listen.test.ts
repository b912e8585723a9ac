import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttp, type ServerResponse } from 'node:http'
import { createServer as createHttps, request as askHttps } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../e2e/support/listen.ts'
import {
  closeAll,
  closeLater,
  crowd,
  fixtureDist,
  hurry,
  listen,
  newFolder,
  raw,
  read,
  refusal,
  requestText,
  senders,
  startDesk,
  startOms,
  stopClock,
  token,
  wellFormed,
  applyBody,
  type Headers,
} from './test-desk.ts'
import { openRecord } from './record/open.ts'
import { serve } from './serve.ts'
import { readSettings } from './settings/settings.ts'

const root = join(import.meta.dirname, '..')
const tls = { TLS_CERT: join(root, 'e2e/tls/localhost.cert.pem'), TLS_KEY: join(root, 'e2e/tls/localhost.key.pem') }
afterEach(closeAll)

test('3,000 half-open connections leave the desk answering', async () => {
  const oms = await startOms()
  const desk = await startDesk({ OMS_ADDRESS: oms.address })
  await crowd(desk.port, 3_000, `POST /oms/apply HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nContent-Le`)
  for (let probe = 0; probe < 20; probe += 1) expect(await desk.send('GET /')).toMatchObject({ status: 200 })
  expect(await desk.apply()).toMatchObject({ status: 200 })
})

test('64 calls of one address that OMS leaves open take neither files nor pages from it', async () => {
  const oms = await startOms(() => undefined)
  const desk = await startDesk({
    OMS_ADDRESS: oms.address,
    TRUSTED_FRONT: '127.0.0.1',
    OMS_ACCESS_TOKEN: 'shared-by-all',
  })
  const all = new Promise<void>((resolve) => {
    oms.answer = () => void (oms.arrivals.length === 64 && resolve())
  })
  const line = requestText(desk.port, 'GET /oms/apply-detail/5', { 'X-Forwarded-For': '9.9.9.9' })
  const readers = await crowd(desk.port, 64, line)
  await all
  const from = (address: string, path: string) => desk.send(`GET ${path}`, { 'X-Forwarded-For': address })
  expect(await from('9.9.9.9', '/oms/apply-detail/6')).toMatchObject({ status: 429, json: refusal('limited') })
  expect(await from('9.9.9.9', '/assets/main-1.js')).toMatchObject({ status: 200 })
  expect(await from('9.9.9.9', '/')).toMatchObject({ status: 200 })
  oms.answer = (response) => response.end('true')
  expect(await from('8.8.8.8', '/oms/apply-detail/6')).toMatchObject({ status: 200 })
  // The browser has left: its places are free.
  for (const reader of readers) reader.destroy()
  await desk.settled()
  expect(await from('9.9.9.9', '/oms/apply-detail/6')).toMatchObject({ status: 200 })
})

test.each([
  ['half a request has 30 s to become a whole one', 30_000, 'GET /oms/apply-detail/5 HTTP/1.1\r\nHo'],
  ['a request and all that follows from it have 120 s', 120_000, undefined],
])('%s; then the connection ends', async (_rule, deadlineMs, half) => {
  hurry(deadlineMs)
  const oms = await startOms(() => undefined)
  const { port } = await startDesk({ OMS_ADDRESS: oms.address })
  const whole = requestText(port, 'GET /oms/apply-detail/5', { Authorization: 'Bearer a' })
  expect(await raw(port, half ?? whole)).toBe('')
})

test('signing in is limited for each address, and so is a token that OMS has not accepted', async () => {
  stopClock()
  const oms = await startOms((response) => response.writeHead(401).end('{}'))
  const desk = await startDesk({ OMS_ADDRESS: oms.address, TRUSTED_FRONT: '127.0.0.0/8' })
  const statuses = async (count: number, line: string, headers: object, body = '') => {
    const answers = await Promise.all(Array.from({ length: count }, () => desk.send(line, { ...headers }, body)))
    return answers.map(({ status }) => status)
  }
  const signIn = { ...wellFormed(), 'X-Forwarded-For': '1.1.1.1' }
  const first = await statuses(45, 'POST /oms/token', signIn, applyBody)
  expect(first.filter((status) => status === 401).length).toBeGreaterThanOrEqual(31)
  expect(first).toContain(429)
  expect(await statuses(1, 'POST /oms/token', { ...signIn, 'X-Forwarded-For': '2.2.2.2' }, applyBody)).toEqual([401])
  const reads = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '3.3.3.3' }
  const unknown = [
    ...(await statuses(60, 'GET /oms/apply-detail/5', reads)),
    ...(await statuses(90, 'GET /oms/apply-detail/5', reads)),
  ]
  expect(unknown).toContain(429)
  oms.answer = (response) => response.end('{}')
  const others = { ...reads, 'X-Forwarded-For': '4.4.4.4' }
  expect(await statuses(1, 'GET /oms/apply-detail/5', others)).toEqual([200])
  expect(await statuses(60, 'GET /oms/apply-detail/5', reads)).not.toContain(429)
})

test('http at the port of https is told so, with every header', async () => {
  const oms = await startOms()
  const desk = await startDesk({ OMS_ADDRESS: oms.address, ...tls })
  const answer = await desk.send('GET /')
  expect(answer).toMatchObject({ status: 400, json: refusal('encryption') })
  expect(answer.headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    'content-type': 'application/json',
    'strict-transport-security': 'max-age=31536000',
  })
  for (const headers of [{}, { Expect: 'a miracle' }]) {
    expect(await readByTls(desk.port, '/', headers)).toMatchObject({ status: 200, hsts: 'max-age=31536000' })
  }
})

test.each([
  ['a front ends TLS', { PUBLIC_ORIGIN: 'https://desk.example' }, 'max-age=31536000'],
  ['nothing is encrypted', {}, undefined],
])('what is no HTTP is answered with HSTS as everything else where %s', async (_where, env, hsts) => {
  const desk = await startDesk({ OMS_ADDRESS: 'http://127.0.0.1:1', ...env })
  const malformed = read(await raw(desk.port, 'nonsense\r\n\r\n'))
  const large = read(await raw(desk.port, `GET / HTTP/1.1\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`))
  expect(malformed).toMatchObject({ status: 400, json: refusal('malformed') })
  expect(large).toMatchObject({ status: 431, json: refusal('too large') })
  for (const { headers } of [malformed, large]) {
    expect(headers['content-type']).toBe('application/json')
    expect(headers['strict-transport-security']).toBe(hsts)
  }
  expect(desk.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { status: 400, error: 'malformed' },
    { status: 431, error: 'too large' },
  ])
})

function readByTls(
  port: number,
  path: string,
  headers = {},
): Promise<{ status: number | undefined; hsts: string | undefined }> {
  return new Promise((resolve, reject) => {
    askHttps({ port, path, headers, host: '127.0.0.1', rejectUnauthorized: false }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] })
    })
      .on('error', reject)
      .end()
  })
}

/** Production in a process of its own, with a build that is there already. */
async function startProgram(env: Record<string, string>) {
  const dist = fixtureDist()
  const script = `const { serve } = await import('./server/serve.ts'); const { readSettings } = await import('./server/settings/settings.ts');
    await serve(readSettings(process.env), ${JSON.stringify(dist)}, ${JSON.stringify(join(dist, 'state'))}); console.log('listens')`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  closeLater(() => child.kill('SIGKILL'))
  let printed = ''
  const started = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        if (printed.includes('listens')) resolve()
      })
    }
  })
  const exited = once(child, 'exit')
  await Promise.race([started, exited])
  return { child, printed: () => printed, exited }
}

test('SIGTERM lets what is on its way to OMS end, SIGHUP reads the certificate again and says why one is of no use, and no log has the token', async () => {
  const folder = newFolder()
  const files = { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') }
  copyFileSync(tls.TLS_CERT, files.TLS_CERT)
  copyFileSync(tls.TLS_KEY, files.TLS_KEY)
  const oms = await startOms(() => undefined)
  const port = await freePort()
  const env = { OMS_ADDRESS: oms.address, LISTEN: `127.0.0.1:${port}`, ...files }
  const { child, printed, exited } = await startProgram(env)

  writeFileSync(files.TLS_CERT, 'no certificate')
  child.kill('SIGHUP')
  expect(await readByTls(port, '/healthz')).toMatchObject({ status: 200 })

  const arrived = new Promise<void>((resolve) => {
    oms.answer = (response) => {
      resolve()
      child.kill('SIGTERM')
      // The port is closed by then, and the answer still comes.
      const look = () =>
        connect(port, '127.0.0.1')
          .once('connect', look)
          .once('error', () => response.end('{"token":1}'))
      look()
    }
  })
  const browser = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
  browser.write(requestText(port, 'POST /oms/apply', wellFormed(), applyBody))
  let answer = ''
  browser.on('data', (chunk: Buffer) => {
    answer += chunk.toString()
  })
  await arrived
  expect(await exited).toEqual([0, null])
  expect(read(answer)).toMatchObject({ status: 200, json: { token: 1 } })
  expect(printed()).toMatch(/"method":"POST","path":"\/oms\/apply"/)
  expect(printed()).toMatch(/"error":"certificate","why":".*PEM routines/)
  expect(printed()).not.toContain(token)
})

test('told to end more than once, as npm does after Ctrl+C, the program still lets what is on its way to OMS end', async () => {
  const oms = await startOms(() => undefined)
  const port = await freePort()
  const { child, exited } = await startProgram({ OMS_ADDRESS: oms.address, LISTEN: `127.0.0.1:${port}` })
  oms.answer = (response) => {
    child.kill('SIGINT')
    // The first one is heard when the port is closed.
    const look = () =>
      connect(port, '127.0.0.1')
        .once('connect', look)
        .once('error', () => {
          child.kill('SIGINT')
          child.kill('SIGTERM')
          response.end('{"apply":1}')
        })
    look()
  }
  expect(await senders(port).apply()).toMatchObject({ status: 200, json: { apply: 1 } })
  expect(await exited).toEqual([0, null])
})

test('SIGTERM lets an attempt end that comes after it on an open connection, though its browser leaves, and keeps the answer', async () => {
  const oms = await startOms()
  const port = await freePort()
  const file = join(fixtureDist(), 'record.db')
  const env = { OMS_ADDRESS: oms.address, LISTEN: `127.0.0.1:${port}`, RECORD: `sqlite:${file}` }
  const { child, printed, exited } = await startProgram(env)
  const browser = connect(port, '127.0.0.1').on('error', () => {})
  const ask = (...request: [line: string, headers: Headers, body?: string]) =>
    browser.write(requestText(port, ...request))
  const { Authorization } = wellFormed()
  await once(browser, 'connect')
  ask('GET /oms/apply-detail/1', { Authorization })
  await once(browser, 'data')
  ask('GET /record/events?after=0&wait=25', { Authorization })
  await senders(port).send('GET /desk.json')
  child.kill('SIGTERM')
  await once(browser, 'data')
  const arrived = new Promise<ServerResponse>((resolve) => {
    oms.answer = resolve
  })
  ask('POST /oms/apply', wellFormed('attempt-after-the-signal'), applyBody)
  const response = await arrived
  browser.resetAndDestroy()
  await expect.poll(printed, { timeout: 10_000 }).toContain('"error":"left"')
  response.end('{"apply":1}')
  expect(await exited).toEqual([0, null])
  const record = await openRecord(`sqlite:${file}`, { environment: `127.0.0.1:${oms.port}` })
  closeLater(() => record.close())
  expect(await record.settle('attempt-after-the-signal')).toMatchObject({ kind: 'answered', status: 200 })
})

test('SIGTERM waits for nobody who waits for news', { timeout: 15_000 }, async () => {
  const oms = await startOms()
  const port = await freePort()
  const { child, exited } = await startProgram({ OMS_ADDRESS: oms.address, LISTEN: `127.0.0.1:${port}` })
  const browser = connect(port, '127.0.0.1')
  const ask = (path: string) => browser.write(requestText(port, `GET ${path}`, { Authorization: `Bearer ${token}` }))
  const follow = () => ask('/record/events?after=0&wait=25')
  let answer = ''
  browser
    .on('error', () => {})
    .on('data', (chunk: Buffer) => {
      answer += chunk.toString()
      // As the page does, on the same connection.
      if (answer.endsWith('"events":[]}')) follow()
    })
  await once(browser, 'connect')
  ask('/oms/apply-detail/1')
  await once(browser, 'data')
  follow()
  await senders(port).send('GET /desk.json')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test('SIGTERM waits only a moment for a browser that reads slowly', { timeout: 15_000 }, async () => {
  const port = await freePort()
  const { child, exited } = await startProgram({ OMS_ADDRESS: 'http://127.0.0.1:1', LISTEN: `127.0.0.1:${port}` })
  const browser = connect(port, '127.0.0.1').on('error', () => {})
  closeLater(() => browser.destroy())
  browser.write(requestText(port, 'GET /assets/large-1.svg'))
  await once(browser, 'readable')
  const reading = setInterval(() => browser.read(1_000), 100)
  closeLater(() => clearInterval(reading))
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test('SIGTERM lets the robot hear first what waits for its next message', async () => {
  const heard: string[] = []
  const certificate = { cert: readFileSync(tls.TLS_CERT), key: readFileSync(tls.TLS_KEY) }
  const robot = createHttps(certificate, (request, response) => {
    void (async () => {
      heard.push(...((await text(request)).match(/#\d+/g) ?? []))
      response.end('ok')
    })()
  })
  const robotPort = await listen(robot)
  const oms = await startOms()
  const port = await freePort()
  const { child, exited } = await startProgram({
    OMS_ADDRESS: oms.address,
    LISTEN: `127.0.0.1:${port}`,
    NOTIFY_URL: `https://localhost:${robotPort}/send`,
    NOTIFY_KIND: 'slack',
    NODE_EXTRA_CA_CERTS: tls.TLS_CERT,
  })
  const { apply } = senders(port)
  for (const id of [558, 559, 560]) {
    oms.answer = (response) => response.end(`{"apply":{"ret":0,"msg":"","id":${id}}}`)
    expect(await apply()).toMatchObject({ status: 200 })
  }
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(heard).toEqual(['#558', '#559', '#560'])
})

test.each([
  ['is not there', 'none.pem', /^Unusable settings:\n {2}TLS_CERT or TLS_KEY can't be used \(ENOENT.*none\.pem/],
  ['is no PEM file', 'README.md', /^Unusable settings:\n {2}TLS_CERT or TLS_KEY can't be used \(.*PEM/],
])('a certificate that %s is an unusable setting, named', async (_what, file, message) => {
  const env = { OMS_ADDRESS: 'http://127.0.0.1:1', RECORD: 'off', ...tls, TLS_CERT: join(root, file) }
  await expect(serve(readSettings(env), fixtureDist(), root)).rejects.toThrow(message)
})

test('an address where the desk cannot listen is named by its setting, and no unusable setting where it may become free', async () => {
  const port = await listen(createHttp())
  const serveAt = (address: string, env: Record<string, string> = {}) =>
    serve(
      readSettings({ OMS_ADDRESS: 'http://127.0.0.1:1', RECORD: 'off', LISTEN: address, ...env }),
      fixtureDist(),
      root,
    )
  await expect(serveAt(`127.0.0.1:${port}`)).rejects.toThrow(
    new RegExp(`^LISTEN 127.0.0.1:${port} can't be used now \\(.*EADDRINUSE.*\\n.*choose another LISTEN`),
  )
  await expect(serveAt('192.0.2.1:8080')).rejects.toThrow(
    /^LISTEN 192\.0\.2\.1:8080 can't be used now \(.*EADDRNOTAVAIL/,
  )
  await expect(serveAt('[ff0e::1]:8080')).rejects.toThrow(
    /^Unusable settings:\n {2}LISTEN \[ff0e::1\]:8080 can't be used \(/,
  )
})

test('a key of another kind than the certificate is an unusable setting, and no new certificate at SIGHUP', async () => {
  const folder = newFolder()
  const env = { OMS_ADDRESS: 'http://127.0.0.1:1', RECORD: 'off', ...tls, TLS_KEY: join(folder, 'key.pem') }
  copyFileSync(tls.TLS_KEY, env.TLS_KEY)
  const desk = await startDesk(env)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(env.TLS_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  expect(() => desk.listener.reload()).toThrow('the key is that of another certificate')
  expect(await readByTls(desk.port, '/healthz')).toMatchObject({ status: 200 })
  await expect(serve(readSettings(env), fixtureDist(), root)).rejects.toThrow(
    /^Unusable settings:\n {2}TLS_CERT or TLS_KEY can't be used \(the key is that of another certificate\)/,
  )
})

test('a shared token is in nothing that the program prints or answers, and in what it prints is nothing of OMS’s address', async () => {
  const shared = 'canary-5d81e0 shared by all'
  const oms = await startOms((response, { url }) => response.end(`{"message":"no such page: ${url}"}`))
  const port = await freePort()
  const { child, printed, exited } = await startProgram({
    OMS_ADDRESS: oms.address,
    OMS_ACCESS_TOKEN: shared,
    LISTEN: `127.0.0.1:${port}`,
  })
  const { send } = senders(port)
  expect((await send('GET /oms/apply-detail/5')).body).toMatch(/access-token=\[token\]/)
  expect((await send('GET /desk.json')).body).not.toContain('canary')
  expect(await raw(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  oms.answer = (response) => response.destroy()
  expect(await send('GET /oms/apply-detail/5')).toMatchObject({ status: 502 })
  child.kill('SIGTERM')
  await exited
  expect(printed()).toContain('"error":"cut"')
  for (const word of ['canary', new URL(oms.address).host]) expect(printed()).not.toContain(word)
})
