import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { encodeToken } from '../../src/oms/access-token.ts'
import { journalEvent, type JournalEvent } from '../../src/record/events.ts'
import type { BackupSeen } from '../robot/notify-text.ts'
import { storeMs } from '../gate/in-time.ts'
import { closeAll, closeLater, hurry, newFolder, refusal, startDesk, startOms, token } from '../test-desk.ts'
import { openRecord } from './open.ts'
import type { TeamRecord } from './record.ts'

afterEach(closeAll)

const pasted = 'token-that-was-pasted'
const resolved = (attempt: string, more: object = {}): JournalEvent => ({
  kind: 'apply resolved',
  application: attempt,
  attempt,
  at: '2026-11-28T08:00:00.000Z',
  ...more,
})

/** A desk with a record, where alice has signed in, and somebody has pasted a token that OMS accepts. */
async function startTeam(
  around: (record: TeamRecord) => TeamRecord = (record) => record,
  onBackup?: (seen: BackupSeen) => void,
  env: { [name: string]: string } = {},
) {
  const oms = await startOms((response, { method }) =>
    response.end(method === 'POST' ? JSON.stringify({ token }) : 'true'),
  )
  const { host: environment } = new URL(oms.address)
  const record = await openRecord(`sqlite:${join(newFolder(), 'record.db')}`, { environment })
  closeLater(() => record.close())
  const { url } = await startDesk({ OMS_ADDRESS: oms.address, ...env }, around(record), undefined, onBackup)
  // On a busy machine a request may go on a connection that the desk has ended, being idle, and would fail.
  const authorized = (bearer = token) => ({ Authorization: `Bearer ${bearer}`, Connection: 'close' })
  const ask = (path: string, init: RequestInit = {}) => fetch(url + path, { headers: authorized(), ...init })
  const get = async (query: string): Promise<unknown> => (await ask(`/record/events?${query}`)).json()
  const post = async (body: string, headers: object = {}, query = '') => {
    const answer = await ask(`/record/events${query}`, {
      method: 'POST',
      body,
      headers: { ...authorized(), 'Content-Type': 'application/json', ...headers },
    })
    return { status: answer.status, json: await answer.json() }
  }
  const append = (events: unknown[], bearer = token) =>
    post(JSON.stringify({ environment, events }), authorized(bearer))
  await ask('/oms/token', {
    method: 'POST',
    body: '{"username":"alice","password":"secret"}',
    headers: { 'Content-Type': 'application/json' },
  })
  await ask('/oms/apply-detail/5', { headers: authorized(pasted) })
  return { oms, record, environment, ask, get, post, append, authorized }
}

test('of a batch the good events are kept, in their order, and the bad ones are named', async () => {
  const { record, environment, append, get } = await startTeam()
  const answer = await append([
    resolved('attempt-one', { seq: 99, by: 'alice' }),
    { kind: 'of no schema' },
    resolved('attempt-two', { by: `Bearer ${token}` }),
    resolved('attempt-three'),
    resolved('attempt-one', { at: '2026-11-28T09:00:00.000Z' }),
  ])
  expect(answer).toEqual({
    status: 200,
    json: {
      added: 2,
      last: 2,
      refused: [
        { index: 1, why: 'schema' },
        { index: 2, why: 'token' },
      ],
    },
  })
  const events = [
    { seq: 1, event: resolved('attempt-one', { by: 'alice' }) },
    { seq: 2, event: resolved('attempt-three', { by: 'alice' }) },
  ]
  const page = { environment, memory: record.memory, last: 2 }
  expect(await get('after=0')).toEqual({ ...page, events })
  expect(await get('after=1&wait=25')).toEqual({ ...page, events: events.slice(1) })
  expect(await get('newest=1')).toEqual({ ...page, events: events.slice(1) })
})

test('"Why" is kept for the team as it is, and refused where no desk can have written it', async () => {
  const { append, get } = await startTeam()
  const applied = (attempt: string, why: unknown) => ({
    kind: 'apply intent',
    application: attempt,
    attempt,
    at: '2026-11-28T08:00:00.000Z',
    expires: '2026-11-28T08:01:00.000Z',
    body: '{}',
    draft: { setId: '126', appId: '2', target: { scope: 'all' }, autoApprove: false },
    why,
  })
  const whys = ['停服维护前', 'x'.repeat(201), 'two\nlines', { more: 1 }, `with ${token}`, undefined]
  const answer = await append(whys.map((why, index) => applied(`attempt-${index}`, why)))
  expect(answer.json).toMatchObject({
    added: 2,
    refused: [
      { index: 1, why: 'schema' },
      { index: 2, why: 'schema' },
      { index: 3, why: 'schema' },
      { index: 4, why: 'token' },
    ],
  })
  expect(await get('after=0')).toMatchObject({ events: [{ event: { why: whys[0] } }, { event: { body: '{}' } }] })
})

test.each([
  ['with a name that a database may not keep', resolved('a\0b')],
  ['with a name that no text has', resolved('a\ud800b')],
  ['by a clock that is days ahead', resolved('ahead', { at: new Date(Date.now() + 2 * 86_400_000).toISOString() })],
])('what no browser would read is refused, not kept: %s', async (_how, event) => {
  const { append } = await startTeam()
  const answer = { status: 200, json: { added: 1, refused: [{ index: 0, why: 'schema' }] } }
  expect(await append([event, resolved('good')])).toMatchObject(answer)
})

const rejecting = (attempt: string, memo = '驳'.repeat(300_000)): JournalEvent => ({
  kind: 'reject intent',
  application: attempt,
  attempt,
  body: '{}',
  memo,
  at: '2026-11-28T08:00:00.000Z',
  expires: '2026-11-28T08:01:00.000Z',
})

test('a page has at most 2 MiB, whatever the language of its memos', async () => {
  const { record, get } = await startTeam()
  await record.append(['one', 'two', 'three'].map((attempt) => rejecting(attempt)))
  expect(await get('after=0')).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }], last: 3 })
})

test('an event of more than a page has a page to itself', async () => {
  const { record, get } = await startTeam()
  const memo = '驳'.repeat(800_000)
  await record.append(['one', 'two'].map((attempt) => rejecting(attempt, memo)))
  expect(await get('after=0')).toMatchObject({ events: [{ seq: 1 }], last: 2 })
  expect(await get('after=1')).toMatchObject({ events: [{ seq: 2 }], last: 2 })
})

test.each([
  ['signed in, says nothing', token, {}, { by: 'alice' }],
  ['signed in, says so', token, { by: 'alice', unproven: true }, { by: 'alice' }],
  ['signed in, says another name', token, { by: 'bob' }, { by: 'bob', unproven: true }],
  ['pasted, says nothing', pasted, {}, { unproven: true }],
  ['pasted, says a name', pasted, { by: 'alice' }, { by: 'alice', unproven: true }],
])('the author is the one that the gate saw: %s', async (_name, bearer, said, kept) => {
  const { append, get } = await startTeam()
  await append([resolved('attempt-one', said)], bearer)
  expect(await get('after=0')).toMatchObject({ events: [{ event: resolved('attempt-one', kept) }] })
})

test('where all share a token everybody reads and writes, and no name is proven', async () => {
  const { post, environment, get } = await startTeam(undefined, undefined, { OMS_ACCESS_TOKEN: 'shared-by-all' })
  const events = [resolved('attempt-one', { by: 'alice' }), resolved('attempt-two', { by: 'shared-by-all' })]
  expect(await post(JSON.stringify({ environment, events }), { Authorization: '' })).toEqual({
    status: 200,
    json: { added: 1, last: 1, refused: [{ index: 1, why: 'token' }] },
  })
  expect(await get('after=0')).toMatchObject({
    events: [{ event: resolved('attempt-one', { by: 'alice', unproven: true }) }],
  })
})

test('what OMS said has no author: nobody has', async () => {
  const { append, get } = await startTeam()
  const detail = { id: '558', setId: '126', zoneId: '0', tableName: '', servers: '', username: '', status: '1' }
  const times = { createTime: '', updateTime: '' }
  const transaction = { id: '260', status: '5', statusText: '', reason: '', memo: '', idName: '', createdBy: '' }
  const flags = { canRedo: '', canSuspend: '', canRollback: '' }
  const events = [
    {
      ...resolved('attempt-one'),
      kind: 'apply outcome',
      outcome: { kind: 'refused', reason: 'request', messages: [] },
    },
    { ...resolved('attempt-one'), kind: 'seen', detail: { ...detail, transaction: '0', decidedBy: '', ...times } },
    { ...resolved('attempt-one'), kind: 'transaction seen', transaction: { ...transaction, ...flags, ...times } },
  ]
  expect(await append(events)).toMatchObject({ json: { added: 3, refused: [] } })
  const { events: kept } = (await get('after=0')) as { events: { event: object }[] }
  for (const { event } of kept) {
    expect(event).not.toHaveProperty('by')
    expect(event).not.toHaveProperty('unproven')
  }
})

test('what is not the page of somebody whom OMS knows, or not of its form, is refused and nothing of it kept', async () => {
  const { ask, post, authorized, environment, get } = await startTeam()
  const events = [resolved('attempt-one')]
  const good = JSON.stringify({ environment, events })
  const asked = async (query: string, headers: { [name: string]: string } = authorized()) => {
    const answer = await ask(`/record/events${query}`, { headers })
    return { status: answer.status, json: await answer.json() }
  }
  const many = Array.from({ length: 1_001 }, (_one, index) => resolved(`attempt-${index}`))
  const refused = [
    [() => post(good, authorized('nobody-knows-it')), 401, 'token'],
    [() => post(good, { 'Content-Type': 'text/plain' }), 415, 'type'],
    [() => post(good, { 'Sec-Fetch-Site': 'cross-site' }), 403, 'origin'],
    [() => post(JSON.stringify({ environment: 'other:80', events })), 409, 'environment'],
    [() => post(JSON.stringify({ environment, events: many })), 400, 'malformed'],
    [() => post('{"environment"'), 400, 'malformed'],
    [() => post(' '.repeat(4 * 1024 * 1024 + 1)), 413, 'too large'],
    [() => asked(''), 405, 'method'],
    [() => post(good, authorized(), '?after=0'), 405, 'method'],
    [() => asked('?after=0', {}), 401, 'token'],
    [() => asked('?after=0', authorized('nobody-knows-it')), 401, 'token'],
    [() => asked('?after=0', { ...authorized(), 'Sec-Fetch-Site': 'cross-site' }), 403, 'origin'],
    [() => asked('?after=-1'), 404, 'no route'],
    [() => asked('?after=0&wait=25&more=1'), 404, 'no route'],
    [() => asked('?newest=all'), 404, 'no route'],
    [() => asked('?newest=5&after=0'), 404, 'no route'],
  ] as const
  for (const [answer, status, kind] of refused) expect(await answer()).toEqual({ status, json: refusal(kind) })
  expect(await get('after=0')).toMatchObject({ last: 0, events: [] })
})

test('a browser that waits is told of what comes during its read and after it', { timeout: 15_000 }, async () => {
  let between: (() => Promise<unknown>) | undefined
  const { record, get } = await startTeam((whole) => ({
    ...whole,
    read: async (after, limit) => {
      const page = await whole.read(after, limit)
      await between?.()
      return page
    },
  }))
  between = () => {
    between = undefined
    return record.append([resolved('attempt-one')])
  }
  expect(await get('after=0&wait=25')).toMatchObject({ last: 1, events: [{ seq: 1 }] })
  const waiting = get('after=1&wait=25')
  await record.append([resolved('attempt-two')])
  expect(await waiting).toMatchObject({ last: 2, events: [{ seq: 2 }] })
})

/** Counts who waits for what is appended. */
function countWaiting() {
  const count = { waiting: 0 }
  const around = (record: TeamRecord): TeamRecord => ({
    ...record,
    subscribe: (listener) => {
      count.waiting += 1
      const unsubscribe = record.subscribe(listener)
      return () => {
        count.waiting -= 1
        unsubscribe()
      }
    },
  })
  return { count, around }
}

test('a thousand that have waited take no place from the next one', async () => {
  const { count, around } = countWaiting()
  const { record, get } = await startTeam(around)
  await record.append([resolved('attempt-one')])
  for (let hundreds = 0; hundreds < 10; hundreds += 1) {
    await Promise.all(Array.from({ length: 100 }, () => get('after=0&wait=25')))
  }
  const answer = get('after=1&wait=25')
  await expect.poll(() => count.waiting).toBe(1)
  await record.append([resolved('attempt-two')])
  expect(await answer).toMatchObject({ last: 2, events: [{ seq: 2 }] })
})

test('a browser that leaves waits no longer', async () => {
  const { count, around } = countWaiting()
  const { ask } = await startTeam(around)
  const leaving = new AbortController()
  const answer = ask('/record/events?after=0&wait=25', {
    signal: leaving.signal,
    headers: { Authorization: `Bearer ${token}` },
  })
  await expect.poll(() => count.waiting).toBe(1)
  leaving.abort()
  await expect(answer).rejects.toThrow(/abort/)
  await expect.poll(() => count.waiting).toBe(0)
})

test('a robot is told once of each transaction that is suspended or has failed, however many see it, and never of one of last week', async () => {
  const told: string[] = []
  const onBackup = ({ id, state, transaction, words }: BackupSeen) =>
    void told.push(`#${id} ${state} ${transaction} ${words}`)
  const { record, append } = await startTeam(undefined, onBackup)
  const detail = { zoneId: '0', tableName: '', servers: '', username: '', status: '1', decidedBy: '' }
  const times = { createTime: '', updateTime: '' }
  const tracked = (application: string, id: string, setId: string) => ({
    ...resolved(application),
    kind: 'tracked',
    detail: { ...detail, ...times, id, setId, transaction: '260' },
  })
  const applied = (application: string, setId: string) => ({
    ...resolved(application),
    kind: 'apply intent',
    expires: '2026-11-28T08:01:00.000Z',
    body: '{}',
    draft: { setId, appId: '2', target: { scope: 'all' }, autoApprove: true },
  })
  const texts = { reason: '', memo: '', idName: '', createdBy: '', ...times }
  const flags = { canRedo: '', canSuspend: '', canRollback: '' }
  const now = Date.now()
  const seen = (application: string, status: string, second: number) => ({
    ...resolved(application, { at: new Date(now + second * 1000).toISOString() }),
    kind: 'transaction seen',
    transaction: { id: '260', status, statusText: `status ${status}`, ...texts, ...flags },
  })
  await append([
    tracked('alice-one', '558', '126'),
    tracked('bob-one', '558', '126'),
    tracked('alice-two', '559', '127'),
    seen('alice-one', '1', 1),
    seen('alice-one', '5', 2),
    seen('bob-one', '5', 3),
    seen('nobody-known', '5', 3),
    applied('without-id', '129'),
    seen('without-id', '5', 3),
    seen('alice-two', '5', -8 * 86_400),
  ])
  await append([seen('alice-one', '5', 2), seen('alice-one', '1', 4), seen('alice-one', '5', 5)])
  await append([seen('bob-one', '10', 6), seen('alice-one', '9', 7), seen('alice-two', '10', 8)])
  await append([applied('eve-one', '128'), resolved('eve-one', { id: '560' }), seen('eve-one', '10', 9)])
  await expect
    .poll(() => told)
    .toEqual([
      '#558 suspended 260 status 5',
      '#558 failed 260 status 10',
      '#559 failed 260 status 10',
      '#560 failed 260 status 10',
    ])
  expect(await record.tellOnce('backup 126 260 5')).toBe(false)
})

test('a robot hears of what a gate had appended when it was killed, once the browser tells it again', async () => {
  const told: string[] = []
  const { record, append } = await startTeam(undefined, ({ id }) => void told.push(id))
  const times = { createTime: '', updateTime: '' }
  const detail = { zoneId: '0', tableName: '', servers: '', username: '', status: '1', decidedBy: '', ...times }
  const about = { application: 'alice-one', attempt: 'alice-one', at: new Date().toISOString() }
  const transaction = { id: '260', status: '5', statusText: '', reason: '', memo: '', idName: '', createdBy: '' }
  const flags = { canRedo: '', canSuspend: '', canRollback: '' }
  const events = [
    { kind: 'tracked', ...about, detail: { ...detail, id: '558', setId: '126', transaction: '260' } },
    { kind: 'transaction seen', ...about, transaction: { ...transaction, ...flags, ...times } },
  ]
  await record.append(events.map((event) => journalEvent.parse(event)))
  expect(await append(events)).toMatchObject({ status: 200, json: { added: 0 } })
  await expect.poll(() => told).toEqual(['558'])
})

test('an event with a token of odd characters in it is refused like any other', async () => {
  const odd = 'odd"token\\of-ä-characters'
  const { ask, append } = await startTeam()
  await ask('/oms/apply-detail/5', { headers: { Authorization: `Bearer ${encodeToken(odd)}` } })
  const answer = await append([resolved('attempt-one', { by: `Bearer ${odd}` })], encodeToken(odd))
  expect(answer).toEqual({ status: 200, json: { added: 0, last: 0, refused: [{ index: 0, why: 'token' }] } })
})

test.each([
  ['a page', '<!doctype html><html><body>Sign in<script>x = {}</script></body></html>'],
  ['nothing', ''],
  ['a word', 'OK'],
  ['that the address is unknown', '{"source_ip":"ip:10.29.89.51 not in whitelist"}'],
  [
    'that the address is unknown for this app',
    '{"app_id":["ip(10.29.89.68) not in whitelist to query zones info(cmd:10010) of set_id:126 app_id:2"]}',
  ],
  ['that the address is unknown, in other words', '{"app_id":["IP 10.29.89.68 is not in the white-list"]}'],
  [
    'that the token is invalid',
    '{"name":"Unauthorized","message":"You are requesting with an invalid credential.","code":0,"status":401,"type":"yii\\web UnauthorizedHttpException"}',
  ],
  ['a failure in the shape of a sign-in', '{"code":"3","error":"no such token"}'],
])('a token to which OMS answers 200 with %s is not accepted', async (_what, body) => {
  const { oms, ask, authorized } = await startTeam()
  oms.answer = (response) => response.end(body)
  const headers = authorized('made-up-by-a-stranger')
  await ask('/oms/apply-detail/5', { headers })
  expect((await ask('/record/events?after=0', { headers })).status).toBe(401)
})

test.each([
  ['a notice before it', '<br />\n<b>Notice</b>: Undefined index in <b>/a.php</b><br />\n{"id":5,"set_id":126}'],
  ['a list', '[{"set_id":1,"app_id":2}]\n'],
  ['what was applied for is refused', '{"apply":{"ret":-1,"msg":"no such table"}}'],
  ['an id that it does not know', '{"apply_id":["can\'t find apply_list(apply_id=100)"]}'],
])('a token to which OMS answers a question is accepted: %s', async (_what, body) => {
  const { oms, ask, authorized } = await startTeam()
  oms.answer = (response) => response.end(body)
  const headers = authorized('token-of-a-colleague')
  await ask('/oms/apply-detail/5', { headers })
  expect((await ask('/record/events?after=0', { headers })).status).toBe(200)
})

test('a token that OMS repeats as it refuses a sign-in is not accepted', async () => {
  const { oms, ask, authorized } = await startTeam()
  const made = 'made-up-by-a-stranger'
  const body = `{"username":"alice","password":"","token":"${made}"}`
  oms.answer = (response) => response.end(`{"code":1,"error":"wrong password","asked":${body}}`)
  await ask('/oms/token', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  expect((await ask('/record/events?after=0', { headers: authorized(made) })).status).toBe(401)
})

test('who signs in is the author also where OMS gives a token that JSON writes with escapes', async () => {
  const { oms, ask, append, get } = await startTeam()
  oms.answer = (response) => response.end('{"code":0,"error":"","token":"q7\\/Zk+\\u00e4-9f=="}')
  await ask('/oms/token', {
    method: 'POST',
    body: '{"username":"bob","password":"secret"}',
    headers: { 'Content-Type': 'application/json' },
  })
  await append([resolved('attempt-one')], encodeToken('q7/Zk+ä-9f=='))
  expect(await get('after=0')).toMatchObject({ events: [{ event: { by: 'bob' } }] })
})

test('a store that does not answer holds no request up, and so not the end of the gate either', async () => {
  hurry(storeMs)
  const silent = () => new Promise<never>(() => {})
  const { ask, append } = await startTeam((record) => ({ ...record, read: silent, newest: silent, append: silent }))
  for (const query of ['after=0', 'after=0&wait=25', 'newest=5']) {
    expect((await ask(`/record/events?${query}`)).status).toBe(500)
  }
  expect((await append([resolved('attempt-one')])).status).toBe(500)
})
