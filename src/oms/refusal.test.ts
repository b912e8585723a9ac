import { describe, expect, test } from 'vitest'
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

describe('the documented failures', () => {
  test('a yii error with 401 is a refused token', () => {
    expect(judgeFailure(answer(401, yii))).toEqual({
      kind: 'refused',
      reason: 'token',
      messages: ['You are requesting with an invalid credential.'],
    })
  })

  test.each([200, 400, 403])('source_ip with HTTP %d is a refused address', (status) => {
    expect(judgeFailure(answer(status, whitelist))).toEqual({
      kind: 'refused',
      reason: 'whitelist',
      messages: ['ip:10.29.89.51 not in whitelist'],
    })
  })

  test('a map from field to messages is refused, each message with its field', () => {
    expect(judgeFailure(answer(422, fieldMap))).toEqual({
      kind: 'refused',
      reason: 'request',
      messages: ["apply_id: can't find apply_list(apply_id=100)"],
    })
  })

  test('a bare array of messages is refused', () => {
    expect(judgeFailure(answer(400, bareArray))).toEqual({
      kind: 'refused',
      reason: 'request',
      messages: ['Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed.'],
    })
  })

  test('a token that OMS refuses to give is read too', () => {
    expect(readMessages(JSON.parse('{"code":1,"error":"wrong password"}'))).toEqual(['wrong password'])
  })
})

test('any 401 is a refused token, whatever its body', () => {
  expect(judgeFailure({ kind: 'answer', status: 401, text: '<html>' })).toEqual({
    kind: 'refused',
    reason: 'token',
    messages: [],
  })
})

test('messages in nested lists are found', () => {
  expect(readMessages(JSON.parse('[["a"],["b",["c"]]]'))).toEqual(['a', 'b', 'c'])
})

describe("the proxy's own errors", () => {
  test('with proof are not sent, even with 401', () => {
    expect(judgeFailure(answer(401, '{"proxy":{"kind":"token","sent":false}}'))).toEqual({
      kind: 'not sent',
      why: 'token',
    })
  })

  test('without proof are unknown', () => {
    expect(judgeFailure(answer(502, '{"proxy":{"kind":"cut","sent":"maybe"}}'))).toMatchObject({
      kind: 'unknown',
      why: 'proxy',
      status: 502,
    })
  })
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
