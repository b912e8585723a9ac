import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { maySettle, settle } from '~/oms/settle'
import type { UnknownOutcome } from '~/oms/outcome'
import { server } from '~/test/server'

const token = 'canary-token'
const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string) => [...new TextEncoder().encode(text)]
const gate =
  (attempt: unknown, status = 200) =>
  () =>
    HttpResponse.json({ attempt }, { status })
const nothing = { kind: 'lost', reason: 'gate' }
const noWord = { kind: 'no word' }

test.each<[string, () => Response, unknown]>([
  [
    'answered',
    gate({ state: 'answered', status: 200, body: base64(...bytesOf('{"apply":{"ret":0,"id":9007199254740993}}')) }),
    { kind: 'answer', status: 200, json: { apply: { ret: 0, id: '9007199254740993' } } },
  ],
  [
    'answered in GBK',
    gate({ state: 'answered', status: 422, charset: 'gbk', body: base64(0x22, 0xc4, 0xa3, 0x22) }),
    { kind: 'answer', status: 422, text: '"模"' },
  ],
  [
    'answered with the token in it',
    gate({ state: 'answered', status: 500, body: base64(...bytesOf(`"${token}"`)) }),
    { kind: 'answer', status: 500, text: '"[token]"', json: '[token]' },
  ],
  ['answered in what is no base64', gate({ state: 'answered', status: 200, body: '%' }), noWord],
  [
    'gave up before a byte had left',
    gate({ state: 'gave up', kind: 'certificate', sent: false, why: 'CERT_HAS_EXPIRED' }),
    { status: 502, json: { proxy: { kind: 'certificate', sent: false, why: 'CERT_HAS_EXPIRED' } } },
  ],
  [
    'gave up waiting',
    gate({ state: 'gave up', kind: 'time-out', sent: 'maybe' }),
    { status: 504, json: { proxy: { kind: 'time-out', sent: 'maybe' } } },
  ],
  ['gave up connecting', gate({ state: 'gave up', kind: 'connect time-out', sent: false }), { status: 504 }],
  ['on its way', gate({ state: 'on its way' }), { kind: 'on its way' }],
  ['lost', gate({ state: 'lost' }), nothing],
  ['closed', gate({ state: 'closed' }), { kind: 'not sent', why: 'closed' }],
  [
    'a gate without the address',
    () => HttpResponse.json({ proxy: { kind: 'no route', sent: false } }, { status: 404 }),
    nothing,
  ],
  ['a static host', () => HttpResponse.html('<h1>Not Found</h1>', { status: 404 }), nothing],
  ['an unknown token', () => HttpResponse.json({ proxy: { kind: 'token', sent: false } }, { status: 401 }), noWord],
  ['a page of something else', () => HttpResponse.html('<h1>Log in</h1>'), noWord],
  ['a state of a newer gate', gate({ state: 'reopened' }), noWord],
  ['an answer with the status of a failure', gate({ state: 'closed' }, 502), noWord],
  ['no connection', () => HttpResponse.error(), noWord],
])('what the gate says of an attempt is read: %s', async (_name, answer, said) => {
  server.use(http.post('*/oms/attempts/attempt-1/settle', answer))
  expect(await settle('attempt-1', { token })).toMatchObject(said as object)
})

test.each([
  ['a gate that remembers', 'memory-1', '{"memory":"memory-1"}'],
  ['one that forgets', undefined, '{"memory":""}'],
])('names the memory that the attempt was begun with: %s', async (_name, memory, body) => {
  let seen: Request | undefined
  server.use(
    http.post('*/oms/attempts/:attempt/settle', ({ request }) => {
      seen = request.clone()
    }),
  )
  await settle('attempt-1', { memory, token })
  expect(await seen?.text()).toBe(body)
  expect(seen?.headers.get('authorization')).toBe(`Bearer ${token}`)
  expect(seen?.headers.get('content-type')).toBe('application/json')
})

test.each<[boolean, Omit<UnknownOutcome, 'kind'>]>([
  [true, { why: 'connection' }],
  [true, { why: 'deadline' }],
  [true, { why: 'redirect' }],
  [true, { why: 'too large', status: 200 }],
  [true, { why: 'orphan' }],
  [true, { why: 'proxy', status: 409 }],
  [true, { why: 'proxy', status: 500 }],
  [true, { why: 'answer', status: 502 }],
  [true, { why: 'answer', status: 504 }],
  [false, { why: 'proxy', status: 502 }],
  [false, { why: 'proxy', status: 504 }],
  [false, { why: 'answer', status: 200 }],
  [false, { why: 'answer', status: 500 }],
  [false, { why: 'answer', status: 505 }],
  [false, { why: 'gate' }],
])('that the gate may know more is %s of %o', (expected, outcome) => {
  expect(maySettle({ kind: 'unknown', ...outcome })).toBe(expected)
})
