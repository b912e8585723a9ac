import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../e2e/support/listen.ts'
import { latch } from '../../src/test/latch.ts'
import type { TeamRecord } from '../record/record.ts'
import { storeMs } from './in-time.ts'
import {
  closeAll,
  fakeRecord,
  hurry,
  refusal,
  startDesk,
  startOms,
  stopClock,
  token,
  wellFormed,
} from '../test-desk.ts'

// Attempts over real sockets: with the team's record, and without one.
const anns = 'anns-token-4f3a9b7c2d1e'
const id = 'attempt-of-this-test'
const memory = 'memory-of-the-test'
const modes = [
  { mode: 'on', on: true },
  { mode: 'off', on: false },
]
let oms: Awaited<ReturnType<typeof startOms>>
beforeEach(async () => {
  oms = await startOms()
})
afterEach(closeAll)

async function start(on: boolean, address = oms.address) {
  const { record, pass } = fakeRecord()
  const desk = await startDesk({ OMS_ADDRESS: address }, on ? record : undefined)
  return { ...desk, record, pass }
}
const press = (bearer = token, attempt = id) => ({ ...wellFormed(attempt), Authorization: `Bearer ${bearer}` })
const attempt = (state: string, rest: object = {}) => ({ status: 200, json: { attempt: { state, ...rest } } })

/** OMS says that this token is good. */
async function accept(desk: Awaited<ReturnType<typeof start>>, bearer: string) {
  const { answer } = oms
  oms.answer = (response) => response.end('{}')
  await desk.send('GET /oms/apply-detail/1', { Authorization: `Bearer ${bearer}` })
  oms.answer = answer
  oms.arrivals.length = 0
}

const gbk = Buffer.from([0xd6, 0xd0])
const endings: [string, (response: ServerResponse) => unknown, object][] = [
  ['yes', (response) => response.end('true'), { state: 'answered', status: 200, body: 'dHJ1ZQ==' }],
  ['no', (response) => response.writeHead(401).end('[]'), { state: 'answered', status: 401, body: 'W10=' }],
  [
    'something in GBK',
    (response) => response.writeHead(200, { 'Content-Type': 'text/html; charset=GBK' }).end(gbk),
    { state: 'answered', status: 200, charset: 'gbk', body: gbk.toString('base64') },
  ],
  [
    'the token back',
    (response) => response.end(`<${token}>`),
    { state: 'answered', status: 200, body: Buffer.from('<[token]>').toString('base64') },
  ],
  [
    'half a sentence',
    (response) => response.writeHead(200, { 'Content-Length': 9 }).write('{', () => response.destroy()),
    { state: 'gave up', kind: 'cut', sent: 'maybe', why: 'ECONNRESET' },
  ],
]

test.each(modes.flatMap(({ mode, on }) => endings.map((ending) => [mode, on, ...ending] as const)))(
  'with the record %s (%s), what OMS has answered to an attempt (%s) is told again, to a second arrival too',
  async (_mode, on, _words, answer, kept) => {
    oms.answer = answer
    const desk = await start(on)
    const first = await desk.apply(press())
    oms.answer = (response) => response.end('another')
    const again = await desk.apply(press())
    expect(first.headers).not.toHaveProperty('x-attempt')
    expect(again.headers['x-attempt']).toBe('repeated')
    const { 'x-attempt': _repeated, date: _then, ...others } = again.headers
    const { date: _now, ...own } = first.headers
    expect([again.status, others, again.body]).toEqual([first.status, own, first.body])
    expect(await desk.settle(id)).toMatchObject({ status: 200, json: { attempt: kept } })
    expect(oms.arrivals).toHaveLength(1)
  },
)

test.each(modes)('with the record $mode, that nothing was sent is told again', async ({ on }) => {
  const desk = await start(on, `http://127.0.0.1:${await freePort()}`)
  const refused = { status: 502, json: refusal('refused', false, 'ECONNREFUSED') }
  expect(await desk.apply(press())).toMatchObject(refused)
  expect(await desk.apply(press())).toMatchObject({ ...refused, headers: { 'x-attempt': 'repeated' } })
  const gaveUp = attempt('gave up', { kind: 'refused', sent: false, why: 'ECONNREFUSED' })
  expect(await desk.settle(id)).toMatchObject(gaveUp)
  // Nobody need be asked about what was not sent.
  expect(await desk.apply(press(anns, 'attempt-of-ann'))).toMatchObject(refused)
})

test.each<[string, string, ReturnType<typeof press>]>([
  ['another body', '/oms/apply', press()],
  ['another call', '/oms/reject', press()],
  ['another caller', '/oms/apply', press(anns)],
])(
  'an id that comes again with %s gets no answer of the first, and does not reach OMS',
  async (what, path, headers) => {
    const desk = await start(true)
    await desk.post('/oms/apply', press(), '{"set_id":"1"}')
    const body = what === 'another body' ? '{"set_id":"2"}' : '{"set_id":"1"}'
    expect(await desk.post(path, headers, body)).toMatchObject({ status: 409, json: refusal('repeated', 'maybe') })
    expect(oms.arrivals).toHaveLength(1)
  },
)

test('of a gate that was killed before OMS answered, an attempt is on its way for a minute, and then lost', async () => {
  const before = await start(true)
  const asked = new Promise<ServerResponse>((resolve) => {
    oms.answer = resolve
  })
  const browser = before.apply(press())
  const answer = await asked
  const after = await startDesk({ OMS_ADDRESS: oms.address }, before.record)
  before.listener.destroy()
  await browser
  expect(await after.settle(id, { memory })).toMatchObject(attempt('on its way'))
  expect(await after.apply(press())).toMatchObject({ status: 409, json: refusal('repeated', 'maybe') })
  before.pass(60_001)
  expect(await after.settle(id, { memory })).toMatchObject(attempt('lost'))
  expect(await after.apply(press())).toMatchObject({ status: 409, json: refusal('repeated', 'maybe') })
  expect(oms.arrivals).toHaveLength(1)
  answer.end('true')
  await before.settled()
  expect(await after.settle(id, { memory })).toMatchObject(attempt('answered', { status: 200, body: 'dHJ1ZQ==' }))
})

test.each([
  ['on', 'the memory that it began with', true, memory, 'closed'],
  ['on', 'another memory', true, 'another', 'lost'],
  ['on', 'no memory', true, '', 'lost'],
  ['off', 'no memory', false, '', 'lost'],
  ['off', 'a memory', false, memory, 'lost'],
])(
  'with the record %s, one with %s that never arrived is never let in later',
  async (_mode, _with, on, asked, state) => {
    const desk = await start(on)
    expect(await desk.settle(id, { memory: asked })).toMatchObject(attempt(state))
    expect(await desk.apply(press())).toMatchObject({ status: 409, json: refusal('closed') })
    expect(await desk.settle(id, { memory: asked })).toMatchObject(attempt(state))
    expect(oms.arrivals).toEqual([])
  },
)

test.each([
  ['the same token', 'on', true, token, true, 'answered'],
  ['the same token', 'off', false, token, true, 'answered'],
  ['another one that OMS has accepted', 'on', true, anns, true, 'answered'],
  ['another one that OMS has accepted', 'off', false, anns, true, 'lost'],
  ['another one that OMS has not accepted', 'on', true, anns, false, 'lost'],
])('%s may ask with the record %s as far as it goes', async (_who, _mode, on, bearer, accepted, state) => {
  const desk = await start(on)
  await desk.apply(press())
  if (accepted) await accept(desk, bearer)
  // A failure of OMS says nothing of the token.
  oms.answer = (response) => response.writeHead(500).end('{}')
  await desk.send('GET /oms/apply-detail/1', { Authorization: `Bearer ${bearer}` })
  expect(await desk.settle(id, { bearer })).toMatchObject({ json: { attempt: { state } } })
  // What OMS refuses is not accepted any more.
  oms.answer = (response) => response.writeHead(401).end('{}')
  await desk.send('GET /oms/apply-detail/1', { Authorization: `Bearer ${bearer}` })
  const own = bearer === token ? 'answered' : 'lost'
  expect(await desk.settle(id, { bearer })).toMatchObject({ json: { attempt: { state: own } } })
})

test.each(['nonsense', '[]', '{}', '{"memory":1}'])('settling with the body %s is malformed', async (body) => {
  const desk = await start(true)
  const answer = await desk.post(`/oms/attempts/${id}/settle`, press(), body)
  expect(answer).toMatchObject({ status: 400, json: refusal('malformed') })
})

const reject = '/oms/reject'
const body = '{"apply_id":"558"}'
/** Ann signs in and rejects 558, in this way; what a second person gets who rejects it then. */
async function rejectAfterAnn({
  status = 200,
  said = 'true',
  hang = false,
  path = reject,
  sent = body,
  later = 1,
  by = anns,
}) {
  const desk = await start(true)
  oms.answer = (response) => response.end(JSON.stringify({ token: anns }))
  await desk.post('/oms/token', press(), '{"username":"ann","password":"x"}')
  // A name in any other call is nobody's.
  await desk.post('/oms/zones', press(anns), '{"username":"bob"}')
  await accept(desk, token)
  const arrived = new Promise<void>((resolve) => {
    oms.answer = (response) => {
      resolve()
      if (!hang) response.writeHead(status).end(said)
    }
  })
  const first = desk.post(path, press(by, 'attempt-of-ann'), sent)
  await (hang ? arrived : first)
  desk.pass(later)
  oms.answer = (response) => response.end('true')
  return { desk, answer: await desk.post(reject, press(), body) }
}

test.each([
  ['a moment ago', {}],
  ['and OMS has not answered', { hang: true }],
  ['and OMS has answered by an error', { status: 500 }],
  ['and OMS has answered what nobody documents', { status: 404, said: 'Not Found' }],
  ['59 seconds ago', { later: 59_000 }],
])('who sends what somebody sent %s is asked first', async (_when, before) => {
  const { desk, answer } = await rejectAfterAnn(before)
  const at = expect.stringMatching(/^\d{4}-.*Z$/) as string // a matcher
  expect(answer).toMatchObject({ status: 409, json: { proxy: { kind: 'duplicate', sent: false, by: 'ann', at } } })
  const stranger = await desk.post(reject, press('stranger', 'attempt-of-a-stranger'), body)
  expect(stranger).toMatchObject({ status: 409, json: refusal('duplicate') })
  expect(stranger.json).not.toHaveProperty('proxy.by')
  expect(oms.arrivals).toHaveLength(1)
  // Nothing was kept of the id.
  expect(await desk.post(reject, { ...press(), 'X-Send-Anyway': '1' }, body)).toMatchObject({ status: 200 })
  expect(oms.arrivals).toHaveLength(2)
})

test.each([
  ['61 seconds ago', { later: 61_000 }],
  ['and OMS refused', { status: 400, said: '{"apply_id":["no"]}' }],
  ['and OMS refused in an answer of 200', { said: '{"apply_id":["no"]}' }],
  ['with one digit more', { sent: '{"apply_id":"5581"}' }],
  ['as another call', { path: '/oms/check' }],
  ['as oneself', { by: token }],
])('who sends what was sent %s is not asked', async (_how, before) => {
  expect((await rejectAfterAnn(before)).answer).toMatchObject({ status: 200 })
  expect(oms.arrivals).toHaveLength(2)
})

const full = Object.assign(new Error('canary'), { code: 'SQLITE_FULL' })
const broken: [string, () => Promise<never>, string][] = [
  ['is on a full disk', () => Promise.reject(full), 'SQLITE_FULL'],
  ['never answers', () => new Promise(() => {}), 'Error'],
]
test.each(broken)('what a memory that %s cannot keep is not sent', async (_what, fail, why) => {
  hurry(storeMs)
  const { record } = fakeRecord()
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...record, enter: fail, settle: fail })
  expect(await desk.apply(press())).toMatchObject({ status: 503, json: refusal('not remembered') })
  expect(await desk.settle(id)).toMatchObject({ status: 503, json: refusal('not remembered', 'maybe') })
  expect(oms.arrivals).toEqual([])
  expect(desk.lines.join('')).toContain(`"error":"failed","why":"${why}"`)
  expect(desk.lines.join('')).not.toContain('canary')
})

test('what a memory has no room for is not sent', async () => {
  const { record } = fakeRecord()
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...record, enter: async () => ({ kind: 'full' }) })
  expect(await desk.apply(press())).toMatchObject({ status: 429, json: refusal('full') })
  expect(oms.arrivals).toEqual([])
})

test('what a memory keeps only after the page was told that nothing was sent is nobody’s duplicate, and was not sent', async () => {
  hurry(storeMs)
  const { record } = fakeRecord()
  const { opened: mayKeep, open: keep } = latch()
  const kept = new Set<ReturnType<TeamRecord['enter']>>()
  const enter: TeamRecord['enter'] = (arrival, sendAnyway) => {
    const entering = (arrival.id === id ? mayKeep : Promise.resolve()).then(() => record.enter(arrival, sendAnyway))
    kept.add(entering)
    return entering
  }
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...record, enter })
  expect(await desk.apply(press())).toMatchObject({ status: 503, json: refusal('not remembered') })
  keep()
  await Promise.all(kept)
  expect(await desk.apply(press(anns, 'attempt-of-ann'))).toMatchObject({ status: 200, json: true })
  expect(await desk.settle(id)).toEqual(
    expect.objectContaining(attempt('gave up', { kind: 'not remembered', sent: false })),
  )
  expect(oms.arrivals).toHaveLength(1)
})

test.each<[string, TeamRecord['enter']]>([
  ['is on a full disk', () => Promise.reject(full)],
  ['has no room', async () => ({ kind: 'full' })],
])(
  'of an attempt that has been sent it is never said that it was not, when it comes again and the memory %s',
  async (_what, fail) => {
    const { record } = fakeRecord()
    let enter = record.enter
    const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...record, enter: (...arrival) => enter(...arrival) })
    await desk.apply(press())
    enter = fail
    expect(await desk.apply(press())).toMatchObject({ status: 409, json: refusal('repeated', 'maybe') })
    expect(await desk.apply(press(token, 'another-attempt'))).not.toMatchObject({ status: 409 })
    expect(oms.arrivals).toHaveLength(1)
  },
)

test('of an attempt that has been sent it is never said that it was not, when it comes again and its address has asked too much', async () => {
  stopClock()
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, fakeRecord().record)
  await desk.apply(press())
  const others = await Promise.all(
    Array.from({ length: 130 }, (_, index) =>
      desk.apply(press(`token-${index}-of-nobody`, `attempt-${index}-of-nobody`)),
    ),
  )
  expect(others).toContainEqual(expect.objectContaining({ status: 429, json: refusal('limited') }))
  expect(await desk.apply(press('another-token-of-nobody'))).toMatchObject({
    status: 409,
    json: refusal('repeated', 'maybe'),
  })
})

test('an attempt that has been sent is not sent again where its memory is another one by now', async () => {
  const [before, after] = [fakeRecord().record, fakeRecord().record]
  let enter = before.enter
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...before, enter: (...arrival) => enter(...arrival) })
  await desk.apply(press())
  enter = after.enter
  expect(await desk.apply(press())).toMatchObject({ status: 409, json: refusal('repeated', 'maybe') })
  expect(oms.arrivals).toHaveLength(1)
})

test('an attempt that comes again while the memory is slow keeps the answer that it has', async () => {
  hurry(storeMs)
  const { record } = fakeRecord()
  const { opened: mayKeep, open: keep } = latch()
  const kept: ReturnType<TeamRecord['enter']>[] = []
  const enter: TeamRecord['enter'] = (arrival, sendAnyway) => {
    const entering = (kept.length === 0 ? Promise.resolve() : mayKeep).then(() => record.enter(arrival, sendAnyway))
    kept.push(entering)
    return entering
  }
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...record, enter })
  await desk.apply(press())
  expect(await desk.apply(press())).toMatchObject({ status: 409, json: refusal('repeated', 'maybe') })
  keep()
  expect(await Promise.all(kept)).toMatchObject([{ kind: 'first' }, { kind: 'repeated' }])
  expect(await desk.settle(id)).toMatchObject(attempt('answered', { status: 200, body: 'dHJ1ZQ==' }))
})

test.each(broken)('an answer that a memory that %s cannot keep is the page’s all the same', async (_what, fail) => {
  hurry(storeMs)
  const { record } = fakeRecord()
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, { ...record, end: fail })
  expect(await desk.apply(press())).toMatchObject({ status: 200, json: true })
  expect(desk.lines.join('')).toContain('"error":"failed"')
})

test('the page learns which memory its attempts go through', async () => {
  const ask = async (on: boolean) => (await (await start(on)).send('GET /desk.json')).json
  expect(await ask(true)).toMatchObject({ memory, record: true })
  expect(await ask(false)).not.toHaveProperty('record')
})
