import { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeAll, crowd, lookBeside, requestText, startDesk, startOms, stopClock, type Headers } from './test-desk.ts'

let desk: Awaited<ReturnType<typeof startDesk>>
beforeAll(async () => {
  const oms = await startOms()
  desk = await startDesk({ OMS_ADDRESS: oms.address })
})
afterAll(closeAll)

const own = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  connection: 'close',
}

test.each<[string, number, Headers?, string?]>([
  ['GET /', 200],
  ['GET /applications/558', 200],
  ['GET /desk.json', 200],
  ['GET /healthz', 200],
  ['GET /favicon.svg', 200],
  ['GET /assets/main-1.js', 200],
  ['GET /assets/none.js', 404],
  ['GET /index.html', 404],
  ['GET /%zz', 400],
  ['GET http://elsewhere.example/', 400],
  ['DELETE /', 405],
  ['POST /desk.json', 405],
  ['GET /oms/none', 404],
  ['GET /', 403, { Host: 'rebound.example' }],
  ['GET /desk.json', 403, { Host: 'rebound.example' }],
  ['POST /csp-report', 403, { Host: 'rebound.example' }],
  [
    'GET /desk.json',
    403,
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
  ],
  ['GET /', 200, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }],
  ['GET /', 403, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }],
  ['GET /assets/main-1.js', 403, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
  ['GET /', 431, { 'X-Long': 'x'.repeat(40_000) }],
  ['GET / HTTP/9.9\r\nX:', 400],
  ['GET /', 403, { Host: undefined }],
  ['GET /', 200, { Expect: 'a miracle' }],
  ['GET /index.htm%6c', 404],
])('%s is %i with the headers of every answer', async (line, status, headers) => {
  const answer = await desk.send(line, headers)
  expect(answer.status).toBe(status)
  expect(answer.headers).toMatchObject(own)
  expect(answer.headers).toHaveProperty('permissions-policy')
  expect(answer.headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'.*; report-uri \/csp-report/,
  )
  const refused = { proxy: { kind: expect.any(String) as string, sent: false } }
  expect(status < 400 ? refused : answer.json).toEqual(refused)
  const kept = /assets\/main/.test(line)
    ? 'public, max-age=31536000, immutable'
    : line.includes('favicon')
      ? 'no-cache'
      : 'no-store'
  expect(answer.headers['cache-control']).toBe(status === 200 ? kept : 'no-store')
})

test('each page has the nonce of its own answer', async () => {
  const nonces = await Promise.all(
    ['/', '/apply', '/?x=1'].map(async (path) => {
      const { headers, body } = await desk.send(`GET ${path}`)
      const nonce = /style-src 'self' 'nonce-([0-9a-f]{32})'/.exec(headers['content-security-policy'] ?? '')?.[1]
      expect(body).toBe(`<p nonce="${nonce}">${path === '/?x=1' ? 'app' : 'index'}</p>`)
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(3)
})

test('a page is in the language that the browser asks for, and says so', async () => {
  for (const path of ['/', '/applications']) {
    const { headers, body } = await desk.send(`GET ${path}`, { 'Accept-Language': 'zh-TW, en;q=0.5' })
    expect(body).toMatch(path === '/' ? />index\.zh-CN</ : />app\.zh-CN</)
    expect(headers).toMatchObject({
      'content-language': 'zh-CN',
      vary: expect.stringContaining('Accept-Language') as string,
    })
  }
  expect((await desk.send('GET /')).headers['content-language']).toBe('en')
  const chosen = { Cookie: ['a=b', 'language=zh-CN'], 'Accept-Language': 'en' }
  expect((await desk.send('GET /', chosen)).headers['content-language']).toBe('zh-CN')
})

test('files are sent as they were packed, pages are packed for the answer', async () => {
  expect((await desk.send('GET /assets/main-1.js', { 'Accept-Encoding': 'gzip, br' })).body).toBe('as brotli')
  expect((await desk.send('GET /assets/main-1.js', { 'Accept-Encoding': 'gzip' })).body).toBe('as gzip')
  expect((await desk.send('GET /assets/main-1.js')).body).toBe('plain')
  expect((await desk.send('GET /', { 'Accept-Encoding': 'gzip' })).headers['content-encoding']).toBe('gzip')
})

test('what lies beside the pages is served to nobody, whichever way it is asked for', async () => {
  expect(await lookBeside(desk.port)).not.toContain('canary')
})

test('a range of a file is answered by the whole file, also one that ends before it begins', async () => {
  for (const range of ['bytes=1-2', 'bytes=3-1', 'bytes=-2', 'lines=1-2']) {
    expect(await desk.send('GET /assets/main-1.js', { Range: range })).toMatchObject({ status: 200, body: 'plain' })
  }
})

test('a file that the browser has is not sent again, and may still be kept', async () => {
  const { headers } = await desk.send('GET /assets/main-1.js')
  const again = await desk.send('GET /assets/main-1.js', { 'If-None-Match': headers.etag })
  expect(again).toMatchObject({ status: 304, body: '' })
  expect(again.headers).not.toHaveProperty('cache-control')
})

test('files may be asked for one after another, as often as one likes', async () => {
  const statuses = new Set<number>()
  for (let times = 0; times < 70; times += 1) statuses.add((await desk.send('GET /favicon.svg')).status)
  expect([...statuses]).toEqual([200])
})

test('browsers that stop reading keep files from their address for 15 s and no longer', async () => {
  const limits = vi.spyOn(ServerResponse.prototype, 'setTimeout')
  await crowd(desk.port, 64, requestText(desk.port, 'GET /assets/large-1.svg'))
  const askForFile = async () => (await desk.send('GET /favicon.svg')).status
  await expect.poll(askForFile).toBe(429)
  expect(limits).toHaveBeenCalledWith(15_000, expect.anything())
  for (const response of limits.mock.contexts as ServerResponse[]) response.emit('timeout') // whose method it is
  await expect.poll(askForFile).toBe(200)
})

test('the gate says that it is there, and what may be asked of a page', async () => {
  expect((await desk.send('GET /healthz')).json).toEqual({ ok: true })
  expect((await desk.send('PUT /')).headers.allow).toBe('GET, HEAD')
})

test('a person who opens an address that has no answer is given a sentence', async () => {
  expect((await desk.send('GET /%zz', { Accept: 'text/html' })).body).toContain(
    'did not answer this request: malformed (400)',
  )
})

test('what the page was kept from is logged without what was typed', async () => {
  const report = JSON.stringify({
    'csp-report': {
      'effective-directive': 'img-src',
      'blocked-uri': 'http://x/?canary',
      'document-uri': 'http://y/?canary',
    },
  })
  const headers = { 'Content-Type': 'application/csp-report', 'Content-Length': String(report.length), Origin: 'null' }
  expect((await desk.send('POST /csp-report', headers, report)).status).toBe(204)
  expect(desk.lines.find((line) => line.includes('violation'))).toMatch(
    /"directive":"img-src","blocked":"http:\/\/x\/"/,
  )
  expect(desk.lines.join('')).not.toContain('canary')
})

test('of one address at most 30 reports are read at once, and no long one', async () => {
  stopClock()
  const { send, lines } = await startDesk({ OMS_ADDRESS: 'http://127.0.0.1:1' })
  const report = (length: number) =>
    send('POST /csp-report', { 'Content-Length': String(length) }, JSON.stringify({ more: 'x'.repeat(length - 11) }))
  expect((await report(16 * 1024 + 1)).status).toBe(429)
  const statuses = []
  for (let times = 0; times < 40; times += 1) statuses.push((await report(100)).status)
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 204))
  expect(statuses.at(-1)).toBe(429)
  expect(lines.filter((line) => line.includes('violation')).length).toBeLessThan(35)
})
