import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { requestToken, SignInError } from '~/oms/token'
import { server } from '~/test/server'

const credentials = { username: 'tcaplus', password: 'secret' }
const token = '081dcfbc6f804d9a9fce29fc2f50076486fff972'
const notice = '<br />\n<b>Notice</b>: Undefined index: x in /srv/oms.php on line <b>12</b><br />\n'

const asked = (body: BodyInit, status = 200, headers = {}) => {
  server.use(http.post('*/oms/token', () => new HttpResponse(body, { status, headers })))
  return requestToken(credentials, new AbortController().signal)
}

test.each([
  ['the documented answer', `{"code":0,"error":"","token":"${token}"}`],
  ['a code as a string', `{"code":"0","error":"","token":"${token}"}`],
  ['an empty code', `{"code":null,"error":null,"token":"${token}"}`],
  ['no code', `{"token":"${token}"}`],
  ['byte order marks before it', `\ufeff\ufeff{"code":0,"token":"${token}"}`],
  ['a notice before it', `${notice}{"code":0,"error":"","token":"${token}"}`],
  ['a notice after it', `{"code":0,"error":"","token":"${token}"}${notice}`],
  ['a page around it', `<html><body>{"code":"0","error":[],"token":"${token}"}</body></html>`],
])('%s gives the token', async (_name, body) => {
  expect(await asked(body)).toBe(token)
})

test.each<[string, BodyInit, number, object]>([
  ['the documented refusal', '{"code":1,"error":"no such user"}', 200, { messages: ['no such user'] }],
  ['a code as a string', '{"code":"1","error":"no such user"}', 200, { messages: ['no such user'] }],
  ['a list of reasons', '{"code":1,"error":["a","b"]}', 200, { messages: ['a', 'b'] }],
  ['a map of reasons', '{"code":1,"error":{"username":["a"],"0":"b"}}', 200, { messages: ['b', 'username: a'] }],
  ['reasons of another name', '{"code":1,"msg":"a"}', 200, { messages: ['a'] }],
  ['a code and no reason', '{"code":17,"error":""}', 200, { messages: ['code: 17'] }],
  ['a notice before the refusal', `${notice}{"code":1,"error":"a"}`, 200, { messages: ['a'] }],
  ['a token beside a code', `{"code":1,"error":"a","token":"${token}"}`, 200, {}],
  ['a field map', '{"username":["a"]}', 200, { messages: ['username: a'] }],
  ["yii's list", '[{"field":"username","message":"a"}]', 422, { messages: ['username: a'] }],
  ['a 401', '{"name":"Unauthorized","message":"a","code":0,"status":401}', 401, { reason: 'token', messages: ['a'] }],
  ['source_ip', '{"source_ip":"ip:1.2.3.4 not in whitelist"}', 200, { reason: 'whitelist' }],
  ['the other whitelist shape', '{"app_id":["ip(1.2.3.4) not in whitelist to call"]}', 403, { reason: 'whitelist' }],
  [
    'GBK',
    Uint8Array.from([...Buffer.from('{"code":1,"error":"'), 0xc3, 0xbb, 0xd3, 0xd0, ...Buffer.from('"}')]),
    200,
    { messages: ['没有'] },
  ],
])('%s is a refusal, in the words of OMS', async (_name, body, status, failure) => {
  const error = await asked(body, status).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SignInError)
  expect(error).toMatchObject({ failure: { kind: 'refused', ...failure } })
})

test.each([
  ['a page', '<h1>Down for maintenance</h1>', 200, 'Down for maintenance'],
  ['an error page', '<h1>Internal Server Error</h1>', 500, 'Internal Server Error'],
  ['a refusal with HTTP 500', '{"code":1,"error":"a"}', 500, 'code: 1; a'],
  ['a code that is a word', '{"code":"E1","error":"a"}', 200, 'code: E1; a'],
  ['an empty token', '{"code":0,"error":"","token":""}', 200, 'code: 0'],
  ['no token', '{"code":0,"hint":"ask later"}', 200, 'code: 0; hint: ask later'],
  ['half an answer', '{"code":0,"token":"081d', 200, '{"code":0,"token":"[token]'],
  ['nothing', '', 200, ''],
])('%s is no token and no refusal, and what it says is kept', async (_name, body, status, text) => {
  const error = await asked(body, status).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ failure: { kind: 'unknown', why: 'answer', status, text } })
})

test.each([
  ['a refusal that brings one', `{"code":1,"error":"a","token":"${token}"}`],
  ['another code for success', `{"code":200,"msg":"ok","token":"${token}"}`],
  ['a map around it', `{"code":0,"data":{"access_token":"${token}"}}`],
  ['a JSON text in JSON', JSON.stringify(`{"code":0,"token":"${token}"}`)],
  ['a list around it', `{"code":0,"token":["${token}"]}`],
  ['a map of more', `{"code":0,"token":{"value":"${token}","seconds":3600}}`],
  ['a dump of PHP', `Array ( [code] => 0 [token] => ${token} )`],
  ['XML', `<answer><token>${token}</token></answer>`],
  ['a notice before half of it', `${notice}{"code":0,"token":"${token.slice(0, 30)}`],
])('of an answer that is no documented one, %s, the token is not told', async (_name, body) => {
  const error = await asked(body).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SignInError)
  expect(JSON.stringify(error)).toContain('[token]')
  expect(JSON.stringify(error)).not.toContain(token.slice(0, 12))
})

test.each(['SELF_SIGNED', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'])(
  'what the proxy says of OMS is kept: %s',
  async (why) => {
    const body = JSON.stringify({ proxy: { kind: 'certificate', sent: false, why } })
    const error = await asked(body, 502).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ failure: { kind: 'not sent', why: `certificate: ${why}` } })
  },
)

test('a refusal with a token on a line of its own is a refusal, without it', async () => {
  const error = await asked(JSON.stringify({ code: 1, error: `locked\n${token}` })).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ failure: { kind: 'refused', messages: ['locked\n[token]'] } })
})
