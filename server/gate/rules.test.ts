import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeToken } from '../../src/oms/access-token.ts'
import { authorize as decide, type GateRequest } from './rules.ts'
import { routesFor, type Route } from './routes.ts'

const routes = routesFor()
const origin = 'https://desk.example'
const authorize = (table: Route[], request: GateRequest, injected?: string) =>
  decide(table, { origins: [origin, 'http://127.0.0.1:8080'], injected }, request)
const post = (target: string, headers: GateRequest['headers'] = {}): GateRequest => ({
  method: 'POST',
  target,
  headers: {
    host: 'desk.example',
    'content-type': 'application/json',
    'content-length': '2',
    authorization: 'Bearer 081dcfbc',
    'x-request-id': 'attempt-0001',
    ...headers,
  },
})
const get = (target: string): GateRequest => ({
  method: 'GET',
  target,
  headers: { host: 'desk.example', authorization: 'Bearer 081dcfbc' },
})
const backup = '/app/newoms.php/webservice/business/backup-svr-data'
const common = 'ip-type=webservicerest'
const settling = '/oms/attempts/attempt-0001/settle'

test.each([
  [post('/oms/apply'), `${backup}/apply?cmd=10009&${common}&access-token=081dcfbc`],
  [post('/oms/reject'), `${backup}/apply?cmd=10009&${common}&access-token=081dcfbc`],
  [post('/oms/check'), `${backup}/check?cmd=10009&${common}&access-token=081dcfbc`],
  [post('/oms/token'), `/app/newoms.php/webservice/token?cmd=10000&${common}`],
  [
    post('/oms/zones'),
    `/app/newoms.php/webservice/business/app/get-zone-list?cmd=10010&${common}&access-token=081dcfbc`,
  ],
  [get('/oms/apply-detail/558'), `${backup}/apply-detail/558?cmd=10009&${common}&access-token=081dcfbc`],
  [
    get('/oms/tables/126/2/0'),
    `/app/newoms.php/webservice/business/table-list-by-zone/126/2/0?cmd=10006&${common}&access-token=081dcfbc`,
  ],
  [
    get('/oms/transaction/126/260'),
    `/app/newoms.php/webservice/oamp/transaction/detail/126/260?cmd=10009&${common}&access-token=081dcfbc`,
  ],
  [
    post('/oms/start'),
    `/app/newoms.php/webservice/oamp/transaction/executing?cmd=10009&${common}&access-token=081dcfbc`,
  ],
  [post('/oms/resume'), `/app/newoms.php/webservice/oamp/transaction/redo?cmd=10009&${common}&access-token=081dcfbc`],
  [
    post('/oms/failovers', { 'x-request-id': undefined }),
    `/app/newoms.php/webservice/oamp/transaction/get-failover-list?cmd=10017&${common}&access-token=081dcfbc`,
  ],
])('$target goes to the documented address', (request, forward) => {
  expect(authorize(routes, request)).toMatchObject({ forward })
})

test('OMS_REJECT_PATH moves "reject" and nothing else', () => {
  const moved = routesFor({ rejectPath: 'webservice/business/backup-svr-data/reject' })
  expect(authorize(moved, post('/oms/reject'))).toMatchObject({
    forward: `${backup}/reject?cmd=10009&${common}&access-token=081dcfbc`,
  })
  expect(authorize(moved, post('/oms/apply'))).toEqual(authorize(routes, post('/oms/apply')))
})

test('OMS_EXECUTE_CMD is the cmd of "start" and of nothing else', () => {
  const moved = routesFor({ executeCmd: 10002 })
  expect(authorize(moved, post('/oms/start'))).toMatchObject({
    forward: `/app/newoms.php/webservice/oamp/transaction/executing?cmd=10002&${common}&access-token=081dcfbc`,
  })
  expect(authorize(moved, post('/oms/resume'))).toEqual(authorize(routes, post('/oms/resume')))
})

test.each([
  '/oms/start/',
  '/oms/start/260',
  '/oms/executing',
  '/oms/redo',
  '/oms/resume?trans_id=1',
  '/oms/failovers/2',
  '/oms/apply/',
  '/oms//apply',
  '//oms/apply',
  '/oms/apply?access-token=x',
  '/oms/apply?',
  '/oms/apply#x',
  '/oms/apply/../reject',
  '/oms/%61pply',
  '/oms/../oms/apply',
  '/OMS/apply',
  '/oms/apply%00',
  '/oms/apply\n',
  '/oms/unknown',
  '/app/newoms.php/webservice/token',
  'http://elsewhere.example/oms/apply',
  '/oms/apply-detail/5x',
  '/oms/apply-detail/-1',
  '/oms/apply-detail/1/2',
  '/oms/tables/1/2',
  '/oms/tables/126/2/',
  '/oms/apply;x',
  '/oms/./apply',
  '/oms/..%2foms/apply',
  '/oms/Apply',
  '/oms/apply-detail/',
  '/oms/apply-detail/0x1',
  '/oms/webservice/token',
  '/oms/attempts/short/settle',
  '/oms/attempts/attempt-0001/settle/',
  '/oms/attempts/attempt-0001',
  '/oms/attempts/attempt_0001/settle',
  '/oms/apply-detail/attempt-0001',
])('%j is no route', (target) => {
  const refused = { refuse: { status: 404, body: { proxy: { kind: 'no route', sent: false } } } }
  expect(authorize(routes, post(target))).toEqual(refused)
})

test.each<[string, GateRequest, number, string]>([
  ['a page of another site', post('/oms/apply', { origin: 'https://elsewhere.example' }), 403, 'origin'],
  ['another port of our host', post('/oms/apply', { origin: 'https://desk.example:8443' }), 403, 'origin'],
  ['our host without encryption', post('/oms/apply', { origin: 'http://desk.example' }), 403, 'origin'],
  ['a page of no site', post('/oms/apply', { origin: 'null' }), 403, 'origin'],
  ['two origins', post('/oms/apply', { origin: [origin, origin] }), 403, 'origin'],
  ['a cross-site fetch', post('/oms/apply', { 'sec-fetch-site': 'cross-site' }), 403, 'origin'],
  ['a fetch of a sibling site', post('/oms/apply', { 'sec-fetch-site': 'same-site' }), 403, 'origin'],
  ['another name for our address', post('/oms/apply', { host: 'rebound.example' }), 403, 'host'],
  ['no host', post('/oms/apply', { host: undefined }), 403, 'host'],
  ['a navigation', post('/oms/apply', { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' }), 403, 'navigation'],
  [
    'a cross-site read',
    { ...get('/oms/apply-detail/1'), headers: { ...get('').headers, 'sec-fetch-site': 'cross-site' } },
    403,
    'origin',
  ],
  [
    'a read with a body',
    { ...get('/oms/apply-detail/1'), headers: { ...get('').headers, 'content-length': '2' } },
    413,
    'too large',
  ],
  ['a wrong method', { ...post('/oms/apply'), method: 'GET' }, 405, 'method'],
  ['a POST to a GET', { ...post('/oms/apply-detail/1') }, 405, 'method'],
  ['a form', post('/oms/apply', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'type'],
  ['text', post('/oms/apply', { 'content-type': 'text/plain; application/json' }), 415, 'type'],
  ['a type that begins like JSON', post('/oms/apply', { 'content-type': 'application/json-seq' }), 415, 'type'],
  ['no type', post('/oms/apply', { 'content-type': undefined }), 415, 'type'],
  ['no length', post('/oms/apply', { 'content-length': undefined }), 411, 'length'],
  ['a body over 1 MiB', post('/oms/apply', { 'content-length': '1048577' }), 413, 'too large'],
  ['no request id', post('/oms/apply', { 'x-request-id': undefined }), 400, 'request id'],
  ['a start without a request id', post('/oms/start', { 'x-request-id': undefined }), 400, 'request id'],
  ['a resumption without a request id', post('/oms/resume', { 'x-request-id': undefined }), 400, 'request id'],
  ['a start by GET', { ...post('/oms/start'), method: 'GET' }, 405, 'method'],
  ['an odd request id', post('/oms/apply', { 'x-request-id': 'attempt-1 of-the-test' }), 400, 'request id'],
  ['no token', post('/oms/apply', { authorization: undefined }), 401, 'token'],
  ['two tokens', post('/oms/apply', { authorization: ['Bearer a', 'Bearer b'] }), 401, 'token'],
  ['to settle for a page of another site', post(settling, { 'sec-fetch-site': 'cross-site' }), 403, 'origin'],
  ['to settle by GET', { ...post(settling), method: 'GET' }, 405, 'method'],
  ['to settle by a form', post(settling, { 'content-type': 'text/plain' }), 415, 'type'],
  ['to settle at no length', post(settling, { 'content-length': undefined }), 411, 'length'],
  ['to settle at any length', post(settling, { 'content-length': '1048577' }), 413, 'too large'],
  ['to settle without a token', post(settling, { authorization: undefined }), 401, 'token'],
  ...'Bearer|Bearer |bearer a|xBearer a|Basic dXNlcg==|a|Bearer a b|Bearer a+b|Bearer a&cmd=1|Bearer a#b|Bearer a/b|Bearer a%2fb|Bearer a%|Bearer a%2|Bearer a%0D%0Ab|Bearer a%00|Bearer a%7F|Bearer a%FF|Bearer a%C3|Bearer ü'
    .split('|')
    .map((authorization): [string, GateRequest, number, string] => [
      `the token ${authorization}`,
      post('/oms/apply', { authorization }),
      401,
      'token',
    ]),
])('%s is refused, with proof that nothing was sent', (_name, request, status, kind) => {
  expect(authorize(routes, request)).toEqual({ refuse: { status, body: { proxy: { kind, sent: false } } } })
})

test.each([
  post('/oms/apply', { origin, 'sec-fetch-site': 'same-origin' }),
  post('/oms/apply', { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }),
  post('/oms/apply', { host: 'Desk.Example' }),
  post('/oms/apply', { 'sec-fetch-site': 'none' }),
  post('/oms/apply', { 'content-length': '1048576' }),
  post('/oms/apply', { 'content-type': 'Application/JSON; charset=UTF-8' }),
])('the desk itself is admitted: $headers', (request) => {
  expect(authorize(routes, request)).toHaveProperty('forward')
})

test('what happened to an attempt is asked of the gate itself, without an id of its own', () => {
  const request = post(settling, { 'x-request-id': undefined })
  expect(authorize(routes, request)).toEqual({ settle: 'attempt-0001', token: '081dcfbc' })
})

test('a token of the proxy is used for everybody, whatever they bring', () => {
  for (const authorization of [undefined, 'Bearer mine', 'nonsense']) {
    expect(authorize(routes, post('/oms/apply', { authorization }), 'shared%20one')).toMatchObject({
      forward: `${backup}/apply?cmd=10009&${common}&access-token=shared%20one`,
    })
  }
  expect(authorize(routes, post('/oms/token'), 'shared')).toMatchObject({
    forward: `/app/newoms.php/webservice/token?cmd=10000&${common}`,
  })
})

test('"token" needs no token and no request id', () => {
  const request = post('/oms/token', { authorization: undefined, 'x-request-id': undefined })
  expect(authorize(routes, request)).toHaveProperty('forward')
})

test('every printable token arrives whole, and nothing that it could smuggle', () => {
  const printable = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text))
  fc.assert(
    fc.property(printable, (token) => {
      const verdict = authorize(routes, post('/oms/apply', { authorization: `Bearer ${encodeToken(token)}` }))
      const query = new URL('forward' in verdict ? verdict.forward : '', 'http://oms.example').searchParams
      expect(query.getAll('access-token')).toEqual([token.toWellFormed()])
      expect([...query.keys()]).toEqual(['cmd', 'ip-type', 'access-token'])
    }),
  )
})
