import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createServer } from 'vite'
import { startMockOms } from '~/mocks/node'
import { accounts } from '~/mocks/world'
import { expect, serveBuild, test as base, withSettings, type MockOms } from './fixtures'
import { noNginx, startNginx } from './nginx'

const { token } = accounts[1]
const tail = `ip-type=webservicerest&access-token=${token}`
const backup = '/app/newoms.php/webservice/business/backup-svr-data'
const body = '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}'

type Kind = 'dev server' | 'preview' | 'nginx'
type Answer = { status: number; json: unknown }
type Hop = {
  oms: MockOms
  port: number
  /** Sends a request as written: no client tidies its address or its headers. */
  send: (line: string, headers?: Record<string, string | string[]>, body?: string) => Promise<Answer>
  /** An apply that OMS would accept, but for what is given. */
  apply: (headers?: Record<string, string | string[]>) => Promise<Answer>
}

const test = base.extend<{ kind: Kind; hop: Hop }>({
  kind: ['preview', { option: true }],
  hop: async ({ kind }, provide) => {
    const oms = await startMockOms()
    const { port, close } = await serve(kind, oms.address)
    let presses = 0
    const send: Hop['send'] = (line, headers = {}, content = '') => sendRaw(port, line, headers, content)
    const apply: Hop['apply'] = (headers = {}) => {
      presses += 1
      return send('POST /oms/apply', { ...wellFormed(`press-${presses}-of-the-test`), ...headers }, body)
    }
    await provide({ oms, port, send, apply })
    await close()
    await oms.close()
  },
})

async function serve(kind: Kind, oms: string): Promise<{ port: number; close: () => Promise<void> }> {
  switch (kind) {
    case 'nginx':
      return startNginx({ OMS_ADDRESS: oms })
    case 'preview':
      return serveBuild('production', { OMS_ADDRESS: oms })
    case 'dev server':
      return startDevServer(oms)
  }
}

async function startDevServer(oms: string) {
  const cacheDir = await mkdtemp(join(tmpdir(), 'desk-vite-'))
  const server = await withSettings({ OMS_ADDRESS: oms }, () =>
    createServer({
      logLevel: 'silent',
      server: { port: 0, ws: false, watch: null },
      // No page is loaded here, and a cache shared with `npm start` would be in its way.
      optimizeDeps: { noDiscovery: true, include: [] },
      cacheDir,
    }),
  )
  await server.listen()
  const address = server.httpServer?.address()
  const { port } = address as AddressInfo // a TCP server that listens has one
  return {
    port,
    close: async () => {
      await server.close()
      await rm(cacheDir, { recursive: true, force: true })
    },
  }
}

function wellFormed(requestId: string) {
  return {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Accept: 'application/json',
    'X-Request-Id': requestId,
  }
}

async function sendRaw(port: number, line: string, headers: Record<string, string | string[]>, content: string) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, Connection: 'close', ...headers }).flatMap(
    ([name, values]) => [values].flat().map((value) => `${name}: ${value}`),
  )
  socket.write([`${line} HTTP/1.1`, ...lines, '', content].join('\r\n'))
  const answer = await text(socket)
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const payload = rest.join('\r\n\r\n')
  const whole = /^transfer-encoding: chunked/im.test(head) ? joinChunks(payload) : payload
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), json: readJson(whole) }
}

function joinChunks(payload: string): string {
  const bytes = Buffer.from(payload)
  let joined = ''
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (!(size > 0)) break
    joined += bytes.toString('utf8', lineEnd + 2, lineEnd + 2 + size)
    at = lineEnd + 2 + size + 2
  }
  return joined
}

function readJson(whole: string): unknown {
  try {
    return JSON.parse(whole)
  } catch {
    return whole
  }
}

const refusal = (status: number, kind: string, sent: false | 'maybe' = false) => ({
  status,
  json: { proxy: { kind, sent } },
})

for (const kind of ['dev server', 'preview', 'nginx'] as const) {
  test.describe(kind, () => {
    test.describe.configure({ mode: 'parallel' })
    test.use({ kind })
    test.skip(kind === 'nginx' && noNginx !== undefined, noNginx)

    test('an apply arrives with cmd, ip-type and the token, and its answer comes back', async ({ hop }) => {
      expect(await hop.apply()).toEqual({
        status: 200,
        json: { apply: { ret: 0, msg: 'success to apply backup svr table', id: 558 } },
      })
      expect(hop.oms.arrivals.map(({ method, url, body: arrived }) => ({ method, url, arrived }))).toEqual([
        { method: 'POST', url: `${backup}/apply?cmd=10009&${tail}`, arrived: body },
      ])
    })

    test('every browser-side address leads to its one OMS address', async ({ hop }) => {
      const routes = [
        ['POST /oms/token', '/app/newoms.php/webservice/token?cmd=10000&ip-type=webservicerest'],
        ['POST /oms/apply', `${backup}/apply?cmd=10009&${tail}`],
        ['POST /oms/reject', `${backup}/apply?cmd=10009&${tail}`],
        ['POST /oms/check', `${backup}/check?cmd=10009&${tail}`],
        ['POST /oms/zones', `/app/newoms.php/webservice/business/app/get-zone-list?cmd=10010&${tail}`],
        ['GET /oms/apply-detail/558', `${backup}/apply-detail/558?cmd=10009&${tail}`],
        ['GET /oms/tables/126/2/0', `/app/newoms.php/webservice/business/table-list-by-zone/126/2/0?cmd=10006&${tail}`],
        [
          'GET /oms/transaction/126/260',
          `/app/newoms.php/webservice/oamp/transaction/detail/126/260?cmd=10009&${tail}`,
        ],
      ] as const
      for (const [index, [line]] of routes.entries()) {
        const headers = wellFormed(`route-${index}-of-the-table`)
        if (line.startsWith('POST')) await hop.send(line, headers, body)
        else await hop.send(line, { Authorization: headers.Authorization })
      }
      expect(hop.oms.arrivals.map(({ url }) => url)).toEqual(routes.map(([, url]) => url))
    })

    for (const target of [
      '/oms/apply/',
      '/oms//apply',
      '//oms/apply',
      '/oms/apply?x=1',
      '/oms/apply?access-token=evil',
      '/oms/apply?',
      '/oms/apply#x',
      '/oms/apply;x',
      '/oms/../oms/apply',
      '/oms/./apply',
      '/oms/apply/../reject',
      '/oms/x/../apply',
      '/oms/%2e%2e/oms/apply',
      '/oms/..%2foms/apply',
      '/oms%2Fapply',
      '/%6fms/apply',
      '/oms/%61pply',
      '/oms/apply%00',
      '/OMS/apply',
      '/oms/Apply',
      '/oms\\apply',
      '/oms/apply-detail/558',
      '/oms/tables/126/2/',
      '/oms/webservice/token',
      '/app/newoms.php/webservice/business/backup-svr-data/apply',
      'http://127.0.0.1/oms/apply',
    ]) {
      test(`POST ${target} reaches no OMS`, async ({ hop }) => {
        const { status, json } = await hop.send(`POST ${target}`, wellFormed('an-address-of-its-own'), body)
        expect(hop.oms.arrivals).toEqual([])
        if (status === 404 && target.startsWith('/oms/')) expect(json).toEqual(refusal(404, 'no route').json)
      })
    }

    for (const target of [
      '/oms/apply-detail/5x',
      '/oms/apply-detail/',
      '/oms/apply-detail/1/2',
      '/oms/tables/126/2/0x',
    ]) {
      test(`GET ${target} reaches no OMS`, async ({ hop }) => {
        expect(await hop.send(`GET ${target}`, { Authorization: `Bearer ${token}` })).toEqual(refusal(404, 'no route'))
        expect(hop.oms.arrivals).toEqual([])
      })
    }

    test('another method is 405', async ({ hop }) => {
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        expect(await hop.send(`${method} /oms/apply`, wellFormed('a-method-of-its-own'), body)).toEqual(
          refusal(405, 'method'),
        )
      }
      expect(await hop.send('POST /oms/apply-detail/558', wellFormed('a-method-of-its-own'), body)).toEqual(
        refusal(405, 'method'),
      )
      expect(hop.oms.arrivals).toEqual([])
    })

    test("another site's page is refused", async ({ hop }) => {
      const strangers: Record<string, string>[] = [
        { Origin: 'https://elsewhere.example' },
        { Origin: `http://127.0.0.1:${hop.port + 1}` },
        { Origin: `https://127.0.0.1:${hop.port}` },
        { Origin: 'null' },
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
      ]
      for (const stranger of strangers) {
        expect(await hop.apply(stranger)).toEqual(refusal(403, 'origin'))
        expect(await hop.send('GET /oms/apply-detail/558', { Authorization: `Bearer ${token}`, ...stranger })).toEqual(
          refusal(403, 'origin'),
        )
      }
      expect(hop.oms.arrivals).toEqual([])
      expect(
        (await hop.apply({ Origin: `http://127.0.0.1:${hop.port}`, 'Sec-Fetch-Site': 'same-origin' })).status,
      ).toBe(200)
    })

    test('a read with a body is refused', async ({ hop }) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Length': '2' }
      expect(await hop.send('GET /oms/apply-detail/558', headers, '{}')).toEqual(refusal(413, 'too large'))
      expect(hop.oms.arrivals).toEqual([])
    })

    test('another content type is 415', async ({ hop }) => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/jsonx',
        'text/plain; application/json',
      ]) {
        expect(await hop.apply({ 'Content-Type': type })).toEqual(refusal(415, 'type'))
      }
      const { 'Content-Type': _type, ...untyped } = wellFormed('a-body-without-a-type')
      expect(await hop.send('POST /oms/apply', untyped, body)).toEqual(refusal(415, 'type'))
      expect(hop.oms.arrivals).toEqual([])
    })

    test('a body of unknown length is 411, one over 1 MiB is 413', async ({ hop }) => {
      const { 'Content-Length': _length, ...chunked } = {
        ...wellFormed('a-chunked-body'),
        'Transfer-Encoding': 'chunked',
      }
      expect(await hop.send('POST /oms/apply', chunked, '2\r\n{}\r\n0\r\n\r\n')).toEqual(refusal(411, 'length'))
      expect(await hop.apply({ 'Content-Length': String(1024 * 1024 + 1) })).toEqual(refusal(413, 'too large'))
      expect(hop.oms.arrivals).toEqual([])
    })

    test('no token is 401', async ({ hop }) => {
      const { Authorization: _token, ...anonymous } = wellFormed('nobody-is-signed-in')
      expect(await hop.send('POST /oms/apply', anonymous, body)).toEqual(refusal(401, 'token'))
      expect(await hop.send('GET /oms/apply-detail/558')).toEqual(refusal(401, 'token'))
      expect(hop.oms.arrivals).toEqual([])
    })

    for (const authorization of [
      'Bearer',
      'Bearer ',
      `bearer ${token}`,
      `Basic ${token}`,
      token,
      'Bearer a b',
      'Bearer a+b',
      'Bearer a&cmd=1',
      'Bearer a#b',
      'Bearer a/b',
      'Bearer a%2fb',
      'Bearer a%2',
      'Bearer a%',
      'Bearer %00',
      'Bearer a%0D%0Ab',
      'Bearer a%7F',
      'Bearer ü',
    ]) {
      test(`the token of "${authorization}" is malformed`, async ({ hop }) => {
        expect(await hop.apply({ Authorization: authorization })).toEqual(refusal(401, 'token'))
        expect(hop.oms.arrivals).toEqual([])
      })
    }

    test('a token with odd characters arrives to the letter', async ({ hop }) => {
      const odd = 'a%2Bb%26c%23d%20e%25%C3%BC%E6%BC%A2~._-%21'
      await hop.apply({ Authorization: `Bearer ${odd}` })
      expect(hop.oms.arrivals.map(({ url }) => url)).toEqual([
        `${backup}/apply?cmd=10009&ip-type=webservicerest&access-token=${odd}`,
      ])
    })

    test('only four headers of the client arrive, and no token of its own', async ({ hop }) => {
      await hop.apply({
        'access-token': 'evil',
        Cookie: 'canary=cookie',
        Origin: `http://127.0.0.1:${hop.port}`,
        Referer: 'http://127.0.0.1/canary',
        'User-Agent': 'canary',
        'X-Forwarded-For': '10.0.0.1',
        TE: 'trailers',
      })
      const [arrival] = hop.oms.arrivals
      expect(
        Object.keys(arrival?.headers ?? {})
          .filter((name) => name !== 'connection')
          .toSorted(),
      ).toEqual(['accept', 'content-length', 'content-type', 'host'])
      expect(JSON.stringify(arrival)).not.toMatch(/evil|canary/)
    })

    test('what changes something needs a request id', async ({ hop }) => {
      const { 'X-Request-Id': _id, ...nameless } = wellFormed('')
      for (const address of ['/oms/apply', '/oms/reject', '/oms/check']) {
        expect(await hop.send(`POST ${address}`, nameless, body)).toEqual(refusal(400, 'request id'))
        expect(await hop.send(`POST ${address}`, { ...nameless, 'X-Request-Id': 'a b' }, body)).toEqual(
          refusal(400, 'request id'),
        )
      }
      expect(hop.oms.arrivals).toEqual([])
    })

    test('no connection is kept for a second request, on which a browser might send a POST twice', async ({ hop }) => {
      for (const path of ['/', '/desk.json', '/oms/apply-detail/1']) {
        const response = await fetch(`http://127.0.0.1:${hop.port}${path}`)
        expect(response.headers.get('connection')).toBe('close')
        await response.text()
      }
    })

    test('each request id passes once', async ({ hop }) => {
      const headers = wellFormed('the-very-same-press')
      const answers = await Promise.all([1, 2, 3].map(() => hop.send('POST /oms/apply', headers, body)))
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
      expect(answers.filter(({ status }) => status === 409)).toEqual(
        [1, 2].map(() => refusal(409, 'repeated', 'maybe')),
      )
      expect(await hop.send('POST /oms/reject', headers, body)).toEqual(refusal(409, 'repeated', 'maybe'))
      expect(hop.oms.arrivals).toHaveLength(1)
    })

    test('a refused request does not use its id up', async ({ hop }) => {
      const headers = wellFormed('first-without-a-token')
      expect(await hop.send('POST /oms/apply', { ...headers, Authorization: '' }, body)).toEqual(refusal(401, 'token'))
      expect((await hop.send('POST /oms/apply', headers, body)).status).toBe(200)
    })

    test('with OMS down it is proven that nothing was sent', async ({ hop }) => {
      await hop.oms.close()
      expect(await hop.apply()).toEqual(refusal(502, 'upstream'))
    })

    test('when OMS drops the connection after the request it may have been sent', async ({ hop }) => {
      const lost = '{"set_id":"126","app_id":"2","table_name":"fault_lost_answer","auto_approve":"0"}'
      const headers = { ...wellFormed('an-answer-that-is-lost'), 'Content-Length': String(lost.length) }
      expect(await hop.send('POST /oms/apply', headers, lost)).toEqual(refusal(502, 'upstream', 'maybe'))
      expect(hop.oms.arrivals).toHaveLength(1)
    })

    test("a failure of OMS comes back with OMS's own status and words", async ({ hop }) => {
      expect(await hop.apply({ Authorization: 'Bearer no-such-token' })).toEqual({
        status: 401,
        json: {
          name: 'Unauthorized',
          message: 'You are requesting with an invalid credential.',
          code: 0,
          status: 401,
          type: 'yii\\web UnauthorizedHttpException',
        },
      })
    })
  })
}
