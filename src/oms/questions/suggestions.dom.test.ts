import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { accounts } from '~/mocks/world'
import { findTables, findZones } from '~/oms/questions/suggestions'
import { server } from '~/test/server'

const { token } = accounts[0]
const asking = () => ({ token, signal: new AbortController().signal })
const place = { setId: '1', appId: '2', zoneId: '3' }

const documentedZones =
  '[{"uid":1,"set_id":1,"app_id":2,"zone_id":3,"zone_name":"tdr_zone","create_date":"2021-06-25 10:38:29","zone_tag":"test","zone_group":"","set_name":"test_set"}]'
const documentedTables =
  '[{"set_id":1,"app_id":2,"zone_id":3,"table_name":"test_table","fmt_type":"tdr","create_date":"2021-06-25 10:38:29","modify_date":"0000-00-00 00:00:00"}]'

const answering = (body: string, status = 200) =>
  server.use(
    http.all('*/oms/*', () => new HttpResponse(body, { status, headers: { 'Content-Type': 'application/json' } })),
  )

test.each([
  ['in a set', { setId: '126', appId: '2' }, '{"app_id":2,"set_id":126}'],
  ['under all sets', { appId: '2' }, '{"app_id":2}'],
])('asks for the zones of an app %s with numbers, as documented', async (_name, asked, body) => {
  let seen: unknown
  server.use(
    http.post('*/oms/zones', async ({ request }) => {
      seen = await request.text()
      return HttpResponse.json([])
    }),
  )
  await findZones(asked, asking())
  expect(seen).toBe(body)
})

test('the documented zone is suggested with its name and its set', async () => {
  answering(documentedZones)
  expect(await findZones(place, asking())).toEqual({
    kind: 'known',
    suggestions: [{ value: '3', names: ['tdr_zone'], set: { value: '1', names: ['test_set'] } }],
  })
})

test('the documented zone with HTTP 500 is a failure', async () => {
  answering(documentedZones, 500)
  expect(await findZones(place, asking())).toMatchObject({ kind: 'unknown', why: 'answer', status: 500 })
})

test('a zone is suggested with a notice before it, too', async () => {
  answering(`<b>Notice</b>: Undefined index: x in /srv/oms.php<br />\n${documentedZones}`)
  expect(await findZones(place, asking())).toMatchObject({ kind: 'known', suggestions: [{ value: '3' }] })
})

test('zones of equal ids under several sets are all suggested', async () => {
  answering(
    '[{"set_id":1,"app_id":2,"zone_id":0},{"set_id":7,"app_id":2,"zone_id":0},{"set_id":7,"app_id":3,"zone_id":0}]',
  )
  expect(await findZones({ appId: '2' }, asking())).toMatchObject({
    suggestions: [
      { value: '0', set: { value: '1' } },
      { value: '0', set: { value: '7' } },
    ],
  })
})

test('the documented table is suggested with the dates of its definition', async () => {
  answering(documentedTables)
  expect(await findTables(place, asking())).toEqual({
    kind: 'known',
    suggestions: [
      { value: 'test_table', names: [], createDate: '2021-06-25 10:38:29', modifyDate: '0000-00-00 00:00:00' },
    ],
  })
})

test.each(['', '"create_date":null,"modify_date":7,'])('invalid dates, as in %j, are left out', async (dates) => {
  answering(`[{${dates}"set_id":1,"app_id":2,"zone_id":3,"table_name":"t"}]`)
  expect(await findTables(place, asking())).toMatchObject({ suggestions: [{ createDate: '', modifyDate: '' }] })
})

test('the zones and tables of the mock OMS are suggested', async () => {
  const known = { setId: '126', appId: '2', zoneId: '1' }
  expect(await findZones(known, asking())).toMatchObject({
    suggestions: [{ value: '0' }, { value: '1' }, { value: '9' }],
  })
  expect(await findTables(known, asking())).toMatchObject({
    suggestions: [{ value: 'event_score' }, { value: 'event_reward' }],
  })
})

test.each([
  ['none', '[]', []],
  ['one whose ids are strings', '[{"set_id":"1","app_id":"2","zone_id":"0"}]', ['0']],
  ['one of another set', '[{"set_id":9,"app_id":2,"zone_id":3},{"set_id":1,"app_id":2,"zone_id":4}]', ['4']],
  ['the same twice', '[{"set_id":1,"app_id":2,"zone_id":4},{"set_id":1,"app_id":2,"zone_id":4}]', ['4']],
  ['one beyond 2^53', '[{"set_id":1,"app_id":2,"zone_id":9007199254740993}]', ['9007199254740993']],
  ['one without an id among others', '[{"set_id":1,"app_id":2},{"set_id":1,"app_id":2,"zone_id":4},null,"x"]', ['4']],
  ['a negative one among others', '[{"set_id":1,"app_id":2,"zone_id":-1},{"set_id":1,"app_id":2,"zone_id":4}]', ['4']],
  ['one of another set alone', '[{"set_id":9,"app_id":2,"zone_id":3}]', []],
])('of a list of zones with %s the rest is suggested', async (_name, body, values) => {
  answering(body)
  const answer = await findZones(place, asking())
  expect(answer.kind === 'known' && answer.suggestions.map(({ value }) => value)).toEqual(values)
})

test('a name that is not a text is left out', async () => {
  answering('[{"set_id":1,"app_id":2,"zone_id":3,"zone_name":null,"set_name":""}]')
  expect(await findZones(place, asking())).toMatchObject({
    suggestions: [{ value: '3', names: [], set: { value: '1', names: [] } }],
  })
})

test.each([
  '"set_id":9,"app_id":2,"zone_id":3',
  '"set_id":1,"app_id":9,"zone_id":3',
  '"set_id":1,"app_id":2,"zone_id":9',
])('a table of another place (%s) is no suggestion', async (elsewhere) => {
  answering(`[{${elsewhere},"table_name":"t"}]`)
  expect(await findTables(place, asking())).toEqual({ kind: 'known', suggestions: [] })
})

test('a table without a name is no suggestion', async () => {
  answering(
    '[{"set_id":1,"app_id":2,"zone_id":3,"table_name":""},{"set_id":1,"app_id":2,"zone_id":3,"table_name":"t"}]',
  )
  expect(await findTables(place, asking())).toMatchObject({ suggestions: [{ value: 't' }] })
})

test.each([
  ['yii', 404, '{"name":"Not Found","message":"Page not found.","code":0,"status":404}', ['Page not found.']],
  ['the whitelist', 403, '{"source_ip":"ip:10.29.89.51 not in whitelist"}', ['ip:10.29.89.51 not in whitelist']],
  ['a field', 422, '{"app_id":["app_id must be an integer."]}', ['app_id: app_id must be an integer.']],
  ['a bare list', 422, '["Get TcaplusServer failed."]', ['Get TcaplusServer failed.']],
  [
    'the token',
    401,
    '{"name":"Unauthorized","message":"You are requesting with an invalid credential.","code":0,"status":401,"type":"yii\\\\web UnauthorizedHttpException"}',
    ['You are requesting with an invalid credential.'],
  ],
])('a refusal by %s is told in the words of OMS', async (_name, status, body, messages) => {
  answering(body, status)
  expect(await findZones(place, asking())).toMatchObject({ kind: 'refused', messages })
  expect(await findTables(place, asking())).toMatchObject({ kind: 'refused', messages })
})

test.each([
  ['an object', '{"zones":[]}'],
  ['a list of texts', '["Add transaction failed"]'],
  ['a list of nothing documented', '[{"zone":3},{"table":"x"}]'],
  ['a page', '<form>Please log in</form>'],
  ['a page whose script has an empty list', '<form>Please log in</form><script>var queue = []; run({})</script>'],
  ['nothing', ''],
  ['true', 'true'],
])('HTTP 200 with %s is no answer that OMS documents, not an empty list', async (_name, body) => {
  answering(body)
  expect(await findZones(place, asking())).toMatchObject({ kind: 'unknown', why: 'answer' })
  expect(await findTables(place, asking())).toMatchObject({ kind: 'unknown', why: 'answer' })
})

test('what is given up is lost, and throws nothing', async () => {
  const controller = new AbortController()
  server.use(
    http.post('*/oms/zones', () => {
      controller.abort()
      return new Promise<never>(() => {})
    }),
  )
  expect(await findZones(place, { token, signal: controller.signal })).toEqual({ kind: 'unknown', why: 'connection' })
})
