import { http, HttpResponse } from 'msw'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { encodeToken, scrubToken } from '~/oms/access-token'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import { mockMark } from '~/oms/service-worker'
import { server } from '~/test/server'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const answering = (respond: (request: Request) => Response | Promise<Response>) =>
  server.use(http.all('*/oms/*', ({ request }) => respond(request)))

test('sends the token as a header, percent-encoded, and in no URL', async () => {
  let seen: Request | undefined
  answering((request) => {
    seen = request
    return HttpResponse.json(true)
  })
  await send(endpoints.apply, { body: '{}', token: "a+b&c#d e!'()*", requestId: 'attempt-1' })
  expect(seen?.headers.get('authorization')).toBe('Bearer a%2Bb%26c%23d%20e%21%27%28%29%2A')
  expect(seen?.headers.get('x-request-id')).toBe('attempt-1')
  expect(seen?.headers.get('content-type')).toBe('application/json')
  expect(new URL(seen?.url ?? '').pathname + new URL(seen?.url ?? '').search).toBe('/oms/apply')
})

test('reads ids beyond 2^53 to the digit', async () => {
  answering(() => new HttpResponse('{"apply":{"ret":0,"id":9007199254740993}}'))
  expect(await send(endpoints.apply, { body: '{}' })).toMatchObject({
    json: { apply: { ret: 0, id: '9007199254740993' } },
  })
})

test('an old Firefox, which cannot join signals, gets its answer, and gives up what nobody waits for any more', async () => {
  const { any } = Object.getOwnPropertyDescriptors(AbortSignal)
  Reflect.deleteProperty(AbortSignal, 'any')
  onTestFinished(() => void Object.defineProperty(AbortSignal, 'any', any))
  answering(() => HttpResponse.json(true))
  const leaving = new AbortController()
  const { signal } = leaving
  expect(await send(endpoints.zones, { body: '{}', signal })).toMatchObject({ json: true })
  answering(() => new Promise(() => {}))
  const asked = send(endpoints.zones, { body: '{}', signal })
  leaving.abort()
  expect(await asked).toEqual({ kind: 'lost', reason: 'connection' })
  expect(await send(endpoints.zones, { body: '{}', signal })).toEqual({ kind: 'lost', reason: 'connection' })
})

test('a __proto__ in an answer changes no prototype', async () => {
  answering(() => new HttpResponse('{"__proto__":{"apply":{"ret":0,"id":1}}}'))
  const evidence = await send(endpoints.apply, { body: '{}' })
  const json = evidence.kind === 'answer' ? evidence.json : undefined
  expect(Object.getPrototypeOf(json)).toBe(Object.prototype)
})

test.each([
  ['half a body', '{"apply":{"ret":0,'],
  ['the same key twice with two values', '{"apply":{"ret":1,"ret":0,"id":1}}'],
  ['ten thousand levels', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['nothing', ''],
])('%s is an answer without JSON', async (_name, text) => {
  answering(() => new HttpResponse(text))
  expect(await send(endpoints.apply, { body: '{}' })).toEqual({ kind: 'answer', status: 200, text })
})

test('an answer beyond three megabytes is given up', async () => {
  answering(() => new HttpResponse('x'.repeat(3 * 1024 * 1024 + 1)))
  expect(await send(endpoints.apply, { body: '{}' })).toEqual({ kind: 'lost', reason: 'too large', status: 200 })
})

test('a request that is given up is lost', async () => {
  const leaving = new AbortController()
  answering(() => {
    leaving.abort()
    return new Promise<never>(() => {})
  })
  expect(await send(endpoints.zones, { body: '{}', signal: leaving.signal })).toEqual({
    kind: 'lost',
    reason: 'connection',
  })
})

test('a server that echoes the token does not get it onto the screen', async () => {
  const token = 'canary token!'
  answering(() => HttpResponse.json({ message: `url ?access-token=${encodeToken(token)} of ${token}` }))
  const evidence = await send(endpoints.apply, { body: '{}', token })
  expect(JSON.stringify(evidence)).not.toMatch(/canary/)
})

const marked = (mark = mockMark.value) => Response.json({}, { headers: { [mockMark.name]: mark } })

/** A page in the control of a service worker that answers /desk.json like this, or of none. */
function controlled(answerDesk?: () => Response, answerCall: () => Response | Promise<Response> = marked) {
  vi.stubGlobal('navigator', { serviceWorker: { controller: answerDesk === undefined ? null : {} } })
  const requests: RequestInit[] = []
  vi.stubGlobal('fetch', async (url: URL | string, init: RequestInit) => {
    if (String(url) === '/desk.json') return answerDesk?.()
    requests.push(init)
    return answerCall()
  })
  return requests
}

test.each([
  ['without a worker', undefined],
  ['whose worker the browser has stopped', () => Response.error()],
  ['whose host answers in the place of the worker', () => Response.json({ environment: 'demo' })],
  ['whose worker is that of another project', () => marked('1')],
])('a demo %s sends nothing and has proof of it', async (_name, answerDesk) => {
  vi.stubEnv('MODE', 'demo')
  const requests = controlled(answerDesk)
  expect(await send(endpoints.apply, { body: '{}' })).toEqual({ kind: 'not sent', why: 'worker' })
  expect(requests).toEqual([])
})

test('a demo sends once its worker has answered with its mark', async () => {
  vi.stubEnv('MODE', 'demo')
  const requests = controlled(marked)
  expect(await send(endpoints.apply, { body: '{}' })).toMatchObject({ kind: 'answer', json: {} })
  expect(requests).toMatchObject([{ cache: 'no-store', keepalive: false }])
})

test('the question whether the worker answers is over with its answer', async () => {
  vi.stubEnv('MODE', 'demo')
  const answers: Response[] = []
  controlled(() => {
    const answer = marked()
    answers.push(answer)
    return answer
  })
  await send(endpoints.apply, { body: '{}' })
  expect(answers.map(({ bodyUsed }) => bodyUsed)).toEqual([true])
})

test('what a demo is told without the mark of its mock is no answer', async () => {
  vi.stubEnv('MODE', 'demo')
  controlled(marked, () => Response.json({ apply: { ret: 0, id: 7 } }))
  expect(await send(endpoints.apply, { body: '{}' })).toEqual({ kind: 'not sent', why: 'worker' })
})

test('a desk with an OMS sends nothing through the worker of another project', async () => {
  const requests = controlled(marked)
  expect(await send(endpoints.apply, { body: '{}' })).toEqual({ kind: 'not sent', why: 'worker' })
  expect(requests).toEqual([])
})

test('a POST without a worker outlives its page', async () => {
  const requests = controlled()
  await send(endpoints.apply, { body: '{}' })
  expect(requests).toMatchObject([{ keepalive: true, cache: 'no-store' }])
})

test('a question need not outlive its page', async () => {
  const requests = controlled()
  await send(endpoints.applyDetail, { parts: { uid: '1' } })
  await send(endpoints.zones, { body: '{}', signal: new AbortController().signal })
  expect(requests).toMatchObject([{ keepalive: false }, { keepalive: false }])
})

test('as many bytes outlive their page at a time as a browser lets; the others are sent all the same', async () => {
  let answerFirst = (_response: Response) => {}
  const first = new Promise<Response>((resolve) => (answerFirst = resolve))
  const requests = controlled(undefined, () => (requests.length === 1 ? first : marked()))
  // Three bytes each.
  const body = '表'.repeat(10_240)
  const sending = send(endpoints.apply, { body })
  await vi.waitFor(() => expect(requests).toHaveLength(1))
  await send(endpoints.apply, { body })
  await send(endpoints.apply, { body: `${body} ` })
  answerFirst(marked())
  await sending
  await send(endpoints.apply, { body: body + body })
  expect(requests.map(({ keepalive }) => keepalive)).toEqual([true, true, false, true])
})

test('scrubbing leaves other text alone', () => {
  expect(scrubToken('nothing to see', 'secret')).toBe('nothing to see')
  expect(scrubToken('a secret', 'secret')).toBe('a [token]')
  expect(scrubToken('a secret', '')).toBe('a secret')
})
