import { expect, test } from 'vitest'
import type { Evidence } from '~/oms/client'
import { judgeFailure, readMessages } from '~/oms/refusal'

const html = '<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>'

const answer = (status: number, text: string): Evidence =>
  text === html ? { kind: 'answer', status, text } : { kind: 'answer', status, text, json: JSON.parse(text) }

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
])('%s is judged', (_name, status, text, outcome) => {
  expect(judgeFailure(answer(status, text))).toEqual(outcome)
})

test("the proxy's own error without proof is unknown", () => {
  expect(judgeFailure(answer(502, '{"proxy":{"kind":"cut","sent":"maybe"}}'))).toMatchObject({
    kind: 'unknown',
    why: 'proxy',
    status: 502,
  })
})

test('a token that OMS refuses to give is read too', () => {
  expect(readMessages(JSON.parse('{"code":1,"error":"wrong password"}'))).toEqual(['wrong password'])
})

test('messages in nested lists are found', () => {
  expect(readMessages(JSON.parse('[["a"],["b",["c"]]]'))).toEqual(['a', 'b', 'c'])
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

test('an unknown answer keeps as much text as a person can use', () => {
  const text = `<h1>${'x'.repeat(5000)}`
  expect(judgeFailure({ kind: 'answer', status: 500, text })).toEqual({
    kind: 'unknown',
    why: 'answer',
    status: 500,
    text: text.slice(0, 2000),
  })
})
