import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  applyBody,
  closeAll,
  raw,
  read,
  refusal,
  requestText,
  startDesk,
  startOms,
  token,
  wellFormed,
  type Headers,
} from './test-desk.ts'

// The rules over real sockets: one desk and one OMS for all of them.
let oms: Awaited<ReturnType<typeof startOms>>
let desk: Awaited<ReturnType<typeof startDesk>>
beforeAll(async () => {
  oms = await startOms()
  desk = await startDesk({ OMS_ADDRESS: oms.address })
  // A token that OMS knows: those that it does not are limited.
  await desk.send('GET /oms/apply-detail/1', { Authorization: `Bearer ${token}` })
})
beforeEach(() => {
  oms.arrivals.length = 0
  oms.answer = (response) => response.end('true')
})
afterAll(closeAll)

const tail = `ip-type=webservicerest&access-token=${token}`
const backup = '/app/newoms.php/webservice/business/backup-svr-data'
const reading: Headers = { Authorization: `Bearer ${token}` }
const oamp = '/app/newoms.php/webservice/oamp/transaction'
const signIn = '{"username":"a","password":"b"}'

// What the gate lets through and what not is in gate/rules.test.ts; here is what a socket adds.
test.each([
  ['POST /oms/token', signIn, '/app/newoms.php/webservice/token?cmd=10000&ip-type=webservicerest'],
  ['POST /oms/apply', applyBody, `${backup}/apply?cmd=10009&${tail}`],
  ['POST /oms/start', '{"trans_id":404,"set_id":126}', `${oamp}/executing?cmd=10009&${tail}`],
  ['POST /oms/resume', '{"set_id":126,"trans_id":45}', `${oamp}/redo?cmd=10009&${tail}`],
  ['POST /oms/failovers', '{"app_id":2,"zone_id":0}', `${oamp}/get-failover-list?cmd=10017&${tail}`],
  ['GET /oms/apply-detail/558', '', `${backup}/apply-detail/558?cmd=10009&${tail}`],
])('%s arrives once, at its one OMS address, with its body', async (line, body, url) => {
  const headers = body === '' ? reading : { ...wellFormed(), 'Content-Length': String(body.length) }
  expect(await desk.send(line, headers, body)).toMatchObject({ status: 200, json: true })
  expect(oms.arrivals.map((arrival) => [`${arrival.method} ${arrival.url}`, arrival.body])).toEqual([
    [`${line.split(' ')[0]} ${url}`, body],
  ])
})

test.each([
  'POST //oms/apply',
  'POST /oms//apply',
  'POST /oms/../oms/apply',
  'POST /oms/%2e%2e/oms/apply',
  'POST /oms\\apply',
  'POST http://127.0.0.1/oms/apply',
  'GET //oms/apply-detail/558',
  'GET /oms//apply-detail/558',
  'GET http://127.0.0.1/oms/apply-detail/558',
])('%s reaches no OMS', async (line) => {
  const isRead = line.startsWith('GET')
  const { status, json } = await (isRead ? desk.send(line, reading) : desk.send(line, wellFormed(), applyBody))
  expect(status).toBeGreaterThanOrEqual(400)
  expect(json).toHaveProperty('proxy.sent', false)
  expect(oms.arrivals).toEqual([])
})

test.each<[string, number, string, Headers, string?]>([
  ['OPTIONS', 405, 'method', {}, 'OPTIONS /oms/apply'],
  ['the page of another site', 403, 'origin', { Origin: 'https://elsewhere.example' }],
  ['a body over 1 MiB', 413, 'too large', { 'Content-Length': String(1024 * 1024 + 1) }],
  ['a token in other bytes', 401, 'token', { Authorization: 'Bearer ü' }],
  ['two tokens', 401, 'token', { Authorization: [`Bearer ${token}`, 'Bearer def'] }],
])('%s is %i "%s", and nothing is sent', async (_what, status, kind, headers, line = 'POST /oms/apply') => {
  expect(await desk.send(line, { ...wellFormed(), ...headers }, applyBody)).toMatchObject({
    status,
    json: refusal(kind),
  })
  expect(oms.arrivals).toEqual([])
})

test('a body of unknown length is 411, and a read with a body 413', async () => {
  const { 'Content-Length': _length, ...headers } = wellFormed()
  const chunked = { ...headers, 'Transfer-Encoding': 'chunked' }
  expect(await desk.send('POST /oms/apply', chunked, '2\r\n{}\r\n0\r\n\r\n')).toMatchObject({
    status: 411,
    json: refusal('length'),
  })
  expect(await desk.send('GET /oms/apply-detail/5', { ...reading, 'Content-Length': '2' }, '{}')).toMatchObject({
    status: 413,
  })
  expect(oms.arrivals).toEqual([])
})

test('of the request only four headers arrive, and a token of odd characters to the letter', async () => {
  const odd = 'a%2Bb%26c%23d%20e%25%C3%BC%E6%BC%A2~._-%21'
  await desk.apply({
    Authorization: `Bearer ${odd}`,
    'access-token': 'evil',
    Cookie: 'evil=1',
    Referer: 'evil',
    'User-Agent': 'evil',
    'X-Send-Anyway': '1',
  })
  const [arrival] = oms.arrivals
  expect(arrival?.url).toBe(`${backup}/apply?cmd=10009&ip-type=webservicerest&access-token=${odd}`)
  expect(arrival?.headers).toEqual({
    accept: 'application/json',
    'content-type': 'application/json',
    'content-length': String(applyBody.length),
    host: `127.0.0.1:${oms.port}`,
    connection: 'close',
  })
})

test('each attempt passes once, whatever it asks; a refused one has not passed', async () => {
  const headers = wellFormed('the-very-same-press')
  const body = '{"set_id":"127"}'
  expect(await desk.post('/oms/apply', { ...headers, Authorization: '' }, body)).toMatchObject({ status: 401 })
  const answers = await Promise.all([1, 2, 3].map(() => desk.post('/oms/apply', headers, body)))
  const first = answers.filter((answer) => !('x-attempt' in answer.headers))
  expect(first.map(({ status }) => status)).toEqual([200])
  expect(await desk.post('/oms/reject', headers, body)).toMatchObject({
    status: 409,
    json: refusal('repeated', 'maybe'),
  })
  expect(oms.arrivals).toHaveLength(1)
})

test('bytes after a press are no answer to it: it gets what OMS says', async () => {
  const body = '{"set_id":"128"}'
  const headers = { ...wellFormed(), 'Content-Length': String(body.length) }
  const answer = await raw(desk.port, requestText(desk.port, 'POST /oms/apply', headers, `${body}and more\r\n\r\n`))
  expect(read(answer)).toMatchObject({ status: 200, json: true })
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  expect(oms.arrivals).toHaveLength(1)
})

test('a press that breaks off within its body is refused at once, and not sent', async () => {
  const socket = connect(desk.port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString()
  })
  socket.end(requestText(desk.port, 'POST /oms/apply', wellFormed(), '{"set'))
  await once(socket, 'close')
  expect(read(answer)).toMatchObject({ status: 400, json: refusal('malformed') })
  expect(oms.arrivals).toHaveLength(0)
})

test.each(['start', 'resume'])('each attempt to %s passes once', async (order) => {
  const headers = wellFormed(`the-same-press-of-${order}`)
  const body = '{"set_id":126,"trans_id":45}'
  const again = await Promise.all([1, 2].map(() => desk.post(`/oms/${order}`, headers, body)))
  expect(again.filter((answer) => 'x-attempt' in answer.headers)).toHaveLength(1)
  expect(await desk.post('/oms/apply', headers, body)).toMatchObject({ status: 409 })
  expect(oms.arrivals).toHaveLength(1)
})

test('of an answer of OMS only status and body pass, and they are JSON to a browser whatever OMS says', async () => {
  oms.answer = (response) =>
    response
      .writeHead(418, {
        'Content-Type': 'text/javascript',
        'Set-Cookie': 'a=b',
        Location: '/x',
        'Cache-Control': 'public',
      })
      .end('alert(1)')
  const { status, headers, body } = await desk.send('GET /oms/apply-detail/2', reading)
  expect([status, body]).toEqual([418, 'alert(1)'])
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect(headers['content-security-policy']).toContain('; sandbox')
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['set-cookie']))
  expect(headers).not.toHaveProperty('location')
})

test.each([
  ['text/html; charset=GBK', 'application/json; charset=gbk'],
  ['application/json; charset="gb18030"; x=y', 'application/json; charset=gb18030'],
  ['application/json; charset=UTF-8', 'application/json'],
  ['application/json; charset=utf-16le', 'application/json'],
  ['text/html; charset=gbk2', 'application/json'],
])('of %j the page learns the charset where it is a known one that writes ASCII as ASCII', async (type, passed) => {
  oms.answer = (response) => response.setHeader('Content-Type', type).end(Buffer.from([0xd6, 0xd0]))
  const answer = await desk.send('GET /oms/apply-detail/2', reading)
  expect(answer.headers['content-type']).toBe(passed)
  expect(answer.body).toBe('\u00d6\u00d0')
})

test('the token is taken out of every answer but the one that grants it', async () => {
  oms.answer = (response, { url }) => response.end(JSON.stringify({ code: 0, error: '', token, url }))
  expect((await desk.send('GET /oms/apply-detail/2', reading)).body).not.toContain(token.slice(5, 20))
  expect((await desk.send('POST /oms/token', wellFormed(), applyBody)).json).toMatchObject({ token })
})

test('the log has the method and path as sent, the attempt, both statuses, and never a token', async () => {
  desk.lines.length = 0
  const canary = `Bearer canary-5d81e0-of-the-log`
  for (const target of [
    '/oms/canary-5d81e0-of-the-log',
    '/assets/canary-5d81e0-of-the-log',
    '/?access-token=canary-5d81e0-of-the-log',
    '/%zzcanary-5d81e0-of-the-log',
  ]) {
    for (const method of ['GET', 'POST'])
      await desk.send(`${method} ${target}`, { Authorization: canary, 'Content-Length': '0' })
  }
  await desk.apply({ 'X-Request-Id': 'attempt-to-be-logged', Authorization: canary, 'X-Send-Anyway': '1' })
  await desk.settle('attempt-to-be-logged', { bearer: canary.slice(7) })
  await desk.send('PUT /oms/apply', wellFormed())
  expect(desk.lines.join('\n')).not.toContain('canary-5d81')
  const line = JSON.parse(desk.lines.find((text) => text.includes('attempt-to-be-logged')) ?? '{}') as object // a line of JSON
  expect(line).toMatchObject({
    method: 'POST',
    path: '/oms/apply',
    status: 200,
    oms: 200,
    bytes: 4,
    address: '127.0.0.1',
  })
  expect(desk.lines.at(-1)).toMatch(/"method":"PUT","path":"\/oms\/apply".*"error":"method"/)
})

test('half a request reaches no OMS', async () => {
  const socket = connect(desk.port, '127.0.0.1')
  socket.write(requestText(desk.port, 'POST /oms/apply', wellFormed(), '{"set'))
  await once(socket, 'connect')
  await raw(desk.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.destroy()
  await raw(desk.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(oms.arrivals).toEqual([])
})
