import { expect, test } from 'vitest'
import type { Evidence } from '~/oms/evidence'
import { failureMessages } from '~/oms/messages'
import { judgeFailure, judgeQuestion, rawAnswer } from '~/oms/refusal'

const html = '<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>'

const answer = (status: number, text: string): Evidence =>
  /^[[{"n]/.test(text) ? { kind: 'answer', status, text, json: JSON.parse(text) } : { kind: 'answer', status, text }

const yii =
  '{"name":"Unauthorized","message":"You are requesting with an invalid credential.","code":0,"status":401,"type":"yii\\\\web UnauthorizedHttpException"}'
const whitelist = '{"source_ip":"ip:10.29.89.51 not in whitelist"}'
const fieldMap = `{"apply_id":["can't find apply_list(apply_id=100)"]}`
const bareArray = '["Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed."]'

const refused = (reason: string, messages: string[]) => ({ kind: 'refused', reason, messages })
const address = refused('whitelist', ['ip:10.29.89.51 not in whitelist'])
const transaction = 'Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed.'

test.each([
  ['a yii error with 401', 401, yii, refused('token', ['You are requesting with an invalid credential.'])],
  ['any other 401', 401, html, refused('token', [])],
  ['source_ip with 200', 200, whitelist, address],
  ['source_ip with 400', 400, whitelist, address],
  ['source_ip with 403', 403, whitelist, address],
  [
    'a map from field to messages',
    422,
    fieldMap,
    refused('request', ["apply_id: can't find apply_list(apply_id=100)"]),
  ],
  ['a bare array of messages', 400, bareArray, refused('request', [transaction])],
  [
    "the proxy's own error with proof",
    401,
    '{"proxy":{"kind":"token","sent":false}}',
    { kind: 'not sent', why: 'token' },
  ],
  [
    'what somebody else has just sent',
    409,
    '{"proxy":{"kind":"duplicate","sent":false,"by":"li.wei","at":"2026-11-24T09:00:00.000Z"}}',
    { kind: 'not sent', why: 'duplicate', other: { by: 'li.wei', at: '2026-11-24T09:00:00.000Z' } },
  ],
  [
    'what somebody without a name has just sent',
    409,
    '{"proxy":{"kind":"duplicate","sent":false,"at":"2026-11-24T09:00:00.000Z"}}',
    { kind: 'not sent', why: 'duplicate', other: { at: '2026-11-24T09:00:00.000Z' } },
  ],
  ['a closed attempt', 409, '{"proxy":{"kind":"closed","sent":false}}', { kind: 'not sent', why: 'closed' }],
])('%s is judged', (_name, status, text, outcome) => {
  expect(judgeFailure(answer(status, text))).toEqual(outcome)
})

test('a 401 is a refusal, also where its body is lost', () => {
  expect(judgeFailure({ kind: 'lost', reason: 'connection', status: 401 })).toEqual(refused('token', []))
})

test("the proxy's own error without proof is unknown", () => {
  expect(judgeFailure(answer(502, '{"proxy":{"kind":"cut","sent":"maybe"}}'))).toMatchObject({
    kind: 'unknown',
    why: 'proxy',
    status: 502,
  })
})

const inZones = 'ip(10.29.89.68) not in whitelist to query zones info(cmd:10010) of set_id:126 app_id:2'

test.each([
  ['a field map', 200, JSON.stringify({ app_id: [inZones] }), [`app_id: ${inZones}`]],
  ['a field map', 422, JSON.stringify({ app_id: [inZones] }), [`app_id: ${inZones}`]],
  [
    'one line of a field map',
    422,
    JSON.stringify({ set_id: ['no'], app_id: [inZones] }),
    ['set_id: no', `app_id: ${inZones}`],
  ],
  ['a field map', 500, JSON.stringify({ app_id: [inZones] }), [`app_id: ${inZones}`]],
  ['a list with gaps', 403, JSON.stringify({ app_id: { 1: inZones } }), [`app_id: ${inZones}`]],
  [
    'source_ip as a list',
    403,
    JSON.stringify({ source_ip: ['ip:10.1.1.1 not in whitelist'] }),
    ['ip:10.1.1.1 not in whitelist'],
  ],
  [
    'source_ip beside a code',
    200,
    '{"code":1,"source_ip":"ip:10.1.1.1 not in whitelist"}',
    ['ip:10.1.1.1 not in whitelist'],
  ],
  ['source_ip in other words', 200, '{"source_ip":"10.1.1.1 is unknown"}', ['10.1.1.1 is unknown']],
  ['a bare list', 403, JSON.stringify([inZones]), [inZones]],
  ['a yii error', 403, JSON.stringify({ name: 'Forbidden', message: inZones }), [inZones]],
  ["yii's list", 422, JSON.stringify([{ field: 'app_id', message: inZones }]), [`app_id: ${inZones}`]],
])('the whitelist in %s with HTTP %d is known', (_name, status, text, messages) => {
  expect(judgeFailure(answer(status, text))).toEqual(refused('whitelist', messages))
})

test.each<[string, string, string[] | undefined]>([
  ['a refused sign-in', '{"code":1,"error":"wrong password"}', ['wrong password']],
  ['a code as a string', '{"code":"-12","error":["a","b"]}', ['a', 'b']],
  ['a code of success', '{"code":0,"error":"a"}', undefined],
  ['a code that is a word', '{"code":"E1","error":"a"}', undefined],
  ['a code without text', '{"code":3,"error":""}', ['code: 3']],
  ['lists in lists', '[["a"],["b",["c"]]]', ['a', 'b', 'c']],
  ['a yii error', yii, ['You are requesting with an invalid credential.']],
  ['a yii error without a message', '{"name":"Forbidden","message":""}', ['Forbidden']],
  ['a yii error with a list', '{"name":"Forbidden","message":["a",{"x":"b"}]}', ['a', 'x: b']],
  ["yii's list", '[{"field":"set_id","message":"a"},{"field":"app_id","message":["b"]}]', ['set_id: a', 'app_id: b']],
  ['a field map with a list that has gaps', '{"set_id":{"0":"a","12":"b"}}', ['set_id: a', 'set_id: b']],
  ['a field map with nested lists', '{"set_id":[["a"],"b"]}', ['set_id: a', 'set_id: b']],
  ['a map of maps', '{"set_id":{"why":"a"}}', undefined],
  ['a map of texts', '{"set_id":"a"}', undefined],
  ['a map of maps that has numbers, too', '{"set_id":{"0":"a","x1":"b"}}', undefined],
  ['a list of numbers', '[1]', undefined],
  ['a list of texts and numbers', '["a",1]', undefined],
  ['null', 'null', undefined],
])('of the failures, %s is read', (_name, text, messages) => {
  expect(failureMessages(JSON.parse(text))).toEqual(messages)
})

test.each([
  [fieldMap, ["apply_id: can't find apply_list(apply_id=100)"]],
  [yii, ['You are requesting with an invalid credential.']],
])('a question that is answered by %s with HTTP 200 is refused', (text, messages) => {
  expect(judgeQuestion(answer(200, text))).toEqual(refused('request', messages))
  expect(judgeFailure(answer(200, text)).kind).toBe('unknown')
  expect(judgeQuestion(answer(500, text)).kind).toBe('unknown')
})

test.each([
  [409, fieldMap],
  [500, yii],
  [500, bareArray],
  [502, '{}'],
  [503, '[]'],
  ...[413, 414, 415, 429, 431, 502, 503].map((status): [number, string] => [status, html]),
  [400, '{"wrong":{"why":1}}'],
  [400, '['.repeat(10_000) + ']'.repeat(10_000)],
  [400, '{}'],
  [400, '[]'],
  [400, 'null'],
  [400, '{"field":"text"}'],
  [400, '{"field":[1]}'],
  [400, '[1,2]'],
  [418, '"tea"'],
  [302, fieldMap],
])('HTTP %d with %s is unknown', (status, text) => {
  expect(judgeFailure(answer(status, text)).kind).toBe('unknown')
})

test('what was not sent stays not sent', () => {
  expect(judgeFailure({ kind: 'not sent', why: 'worker' })).toEqual({ kind: 'not sent', why: 'worker' })
})

test('what was lost after it began to come keeps its status', () => {
  const lost = { kind: 'lost', reason: 'too large', status: 200 } as const
  expect(judgeFailure(lost)).toEqual({ kind: 'unknown', why: 'too large', status: 200 })
})

test.each([
  [
    'a notice and what the JSON after it says',
    '<b>Notice</b>: x in y\n{"apply":{"ret":0,"msg":"success","id":558}}',
    'Notice : x in y; ret: 0; success; id: 558',
  ],
  ['JSON of no known shape', '{"done":true,"apply_id":{"id":7,"none":null}}', 'done: true; apply_id.id: 7'],
  ['a page', '<h1>Please log in</h1><script>var a = 1</script>', 'Please log in'],
  ['a long one', `<p>${'x'.repeat(5000)}`, 'x'.repeat(2000)],
  ['nothing', '', ''],
])('an unknown answer says what a person can use of %s', (_name, text, said) => {
  expect(judgeFailure(answer(500, text))).toEqual({ kind: 'unknown', why: 'answer', status: 500, text: said })
})

test('what OMS answers is kept to the letter, up to a bound; not what the proxy says, nor what never came', () => {
  expect(rawAnswer(answer(200, fieldMap))).toEqual({ status: 200, text: fieldMap })
  expect(rawAnswer(answer(500, 'x'.repeat(5000)))).toEqual({ status: 500, text: 'x'.repeat(4000) })
  expect(rawAnswer(answer(502, '{"proxy":{"kind":"cut","sent":"maybe"}}'))).toBeUndefined()
  expect(rawAnswer({ kind: 'lost', reason: 'connection' })).toBeUndefined()
})

test('a message of a megabyte is judged, whatever it names', { timeout: 10_000 }, () => {
  const message = 'no route for ip 10.123.15.2; '.repeat(40_000)
  expect(judgeFailure(answer(422, JSON.stringify([message])))).toEqual(refused('request', [message]))
})

test('an answer of very many messages is read whole', () => {
  const messages = Array.from({ length: 200_000 }, (_, index) => `${index}`)
  expect(failureMessages({ zone_id: messages })).toHaveLength(200_000)
})
