import { getResponse } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { memoryDb } from '~/mocks/memory-db'
import { omsHandlers } from '~/mocks/oms'
import { accounts } from '~/mocks/world'

let handlers = omsHandlers(memoryDb())
const start = Date.parse('2026-11-24T09:00:00Z')
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  handlers = omsHandlers(memoryDb())
})
afterEach(() => vi.useRealTimers())

const detail = z.looseObject({
  username: z.string(),
  execute_status: z.number(),
  execute_user: z.string(),
  trans_id: z.number(),
})

const backup = 'webservice/business/backup-svr-data'

type Options = { cmd?: number; token?: string }

async function call(path: string, body?: unknown, options: Options = {}) {
  const response = await respond(path, body, options)
  return { status: response?.status, json: (await response?.json()) as unknown }
}

async function respond(path: string, body?: unknown, { cmd = 10009, token }: Options = {}) {
  const url = `http://oms.example/app/newoms.php/${path}?cmd=${cmd}&ip-type=webservicerest&access-token=${token ?? accounts[0].token}`
  const request = new Request(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  return getResponse(handlers, request)
}

const request = { set_id: '126', app_id: '2', zone_id: '0', auto_approve: '0' }

test('the documented request is accepted with the documented answer', async () => {
  const documented = {
    set_id: '126',
    app_id: '2',
    zone_id: '0',
    svr_ids: ['126.2.2.2', '126.2.2.3'],
    auto_approve: '0',
  }
  expect(await call(`${backup}/apply`, documented)).toEqual({
    status: 200,
    json: { apply: { ret: 0, msg: 'success to apply backup svr table', id: 558 } },
  })
})

test.each([
  ['an unknown set', { ...request, set_id: '999' }, { set_id: ["can't find set(set_id=999)"] }],
  ['an unknown app', { ...request, app_id: '9' }, { app_id: ["can't find app(set_id=126, app_id=9)"] }],
  [
    'no table in the zone',
    { ...request, zone_id: '9' },
    { apply: { ret: -1, msg: 'there is no table in this zone(zone_id=9)' } },
  ],
  ['an unknown table', { ...request, table_name: 'x' }, { apply: { ret: -1, msg: "can't find table(table_name=x)" } }],
  ['a master', { ...request, svr_ids: ['126.2.2.1'] }, ['svr 126.2.2.1 is not a slave process of this app.']],
  [
    'a rejection of what there is not',
    { apply_id: '100', memo: 'test' },
    { apply_id: ["can't find apply_list(apply_id=100)"] },
  ],
  ['a missing set', { app_id: '2' }, { set_id: ['set_id is invalid.'] }],
  ['an empty list of servers', { ...request, svr_ids: [] }, { svr_ids: ['svr_ids is invalid.'] }],
])('refuses %s', async (_name, body, json) => {
  expect((await call(`${backup}/apply`, body)).json).toEqual(json)
})

test('rejects what is pending, once', async () => {
  expect((await call(`${backup}/apply`, { apply_id: '557', memo: 'test' })).json).toBe(true)
  expect((await call(`${backup}/apply`, { apply_id: '557', memo: 'test' })).json).toEqual({
    apply_id: ['apply_list(apply_id=557) is not pending'],
  })
  expect((await call(`${backup}/apply-detail/557`)).json).toMatchObject({ id: 557, execute_status: -1 })
})

test('of two rejections at the same moment the second is refused', async () => {
  const reject = () => call(`${backup}/apply`, { apply_id: '557', memo: 'test' })
  expect((await Promise.all([reject(), reject()])).map(({ status }) => status)).toEqual([200, 422])
})

test('approves what is pending, once, and knows the transaction', async () => {
  expect((await call(`${backup}/check`, { uid: 557 })).json).toEqual({
    set_id: 126,
    trans_id: 260,
    username: 'tcaplus',
  })
  expect((await call(`${backup}/check`, { uid: 557 })).status).toBe(422)
})

const transactionStatus = async (id: number) => (await call(`webservice/oamp/transaction/detail/126/${id}`)).json

test('a transaction runs for twenty seconds and is completed then', async () => {
  vi.setSystemTime('2026-11-24T10:00:00Z')
  await call(`${backup}/check`, { uid: 557 })
  expect(await transactionStatus(260)).toMatchObject({ Id: 260, Status: 1, StatusText: '正在执行' })
  vi.setSystemTime('2026-11-24T10:00:20Z')
  expect(await transactionStatus(260)).toMatchObject({
    Status: 9,
    StatusText: '已成功完成',
    CreateTime: '2026-11-24 10:00:00',
    UpdateTime: '2026-11-24 10:00:20',
  })
})

test.each([
  ['completed', 259, 9],
  ['running', 254, 1],
  ['suspended', 252, 5],
  ['failed', 253, 10],
])('has a transaction that is %s from the beginning', async (_word, id, status) => {
  expect(await transactionStatus(id)).toMatchObject({ Id: id, Status: status })
})

test("other people's applications are there, most of them pending, with gaps between their ids", async () => {
  const ids = Array.from({ length: 28 }, (_, index) => 530 + index)
  const answers = await Promise.all(ids.map((id) => call(`${backup}/apply-detail/${id}`)))
  const details = answers.flatMap(({ status, json }) => (status === 200 ? [detail.parse(json)] : []))
  expect(details).toHaveLength(26)
  expect(details.filter(({ execute_status }) => execute_status === 0)).toHaveLength(17)
  expect(new Set(details.map(({ username }) => username)).size).toBeGreaterThan(4)
  expect(details[0]).not.toHaveProperty('app_id')
  expect(details[0]).not.toHaveProperty('approved_at')
})

test('a reviewer elsewhere decides some of what is pending as time passes, and can be forestalled', async () => {
  const statusOf = async (id: number) => detail.parse((await call(`${backup}/apply-detail/${id}`)).json)
  expect(await statusOf(545)).toMatchObject({ execute_status: 0, trans_id: 0 })
  await call(`${backup}/check`, { uid: 551 })
  vi.setSystemTime(start + 80_000)
  expect(await statusOf(545)).toMatchObject({ execute_status: 1, execute_user: 'reviewer', trans_id: 255 })
  expect(await statusOf(548)).toMatchObject({ execute_status: -1, trans_id: 0 })
  expect(await statusOf(554)).toMatchObject({ execute_status: 0 })
  vi.setSystemTime(start + 180_000)
  expect(await statusOf(551)).toMatchObject({ execute_user: 'demo', trans_id: 260 })
  expect((await call(`${backup}/apply`, { apply_id: '554', memo: 'test' })).json).toEqual({
    apply_id: ['apply_list(apply_id=554) is not pending'],
  })
})

test.each([
  ['a wrong token', { token: 'wrong' }],
  ['a wrong cmd', { cmd: 1 }],
])('%s is unauthorized, in the documented words', async (_name, options) => {
  expect(await call(`${backup}/apply`, request, options)).toEqual({
    status: 401,
    json: {
      name: 'Unauthorized',
      message: 'You are requesting with an invalid credential.',
      code: 0,
      status: 401,
      type: 'yii\\web UnauthorizedHttpException',
    },
  })
})
