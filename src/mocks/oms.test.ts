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

const transactionStatus = async (set: number, id: number) =>
  (await call(`webservice/oamp/transaction/detail/${set}/${id}`)).json

test('a transaction is completed twenty seconds after its approval, in the documented words', async () => {
  vi.setSystemTime('2026-11-24T10:00:00Z')
  await call(`${backup}/check`, { uid: 557 })
  expect(await transactionStatus(126, 260)).toMatchObject({ Id: 260, Status: 0 })
  vi.setSystemTime('2026-11-24T10:00:20Z')
  expect(await transactionStatus(126, 260)).toEqual({
    Id: 260,
    AppId: 2,
    ZoneId: 1,
    Type: 283,
    Status: 9,
    Reason: 0,
    Num: 0,
    IdName: 'backup_557',
    Data: '',
    Memo: 'BackupSvrData',
    CreateUser: 'demo',
    CreateTime: '2026-11-24 10:00:00',
    UpdateTime: '2026-11-24 10:00:20',
    CanRedo: 1,
    CanSuspend: 1,
    CanRollback: 1,
    SetId: 126,
    ExtendInfo: '',
    MaxConcurrentCount: 10,
    StatusText: '已成功完成',
  })
})

test.each([
  ['completed', 126, 259, 9],
  ['running', 126, 254, 1],
  ['suspended', 127, 252, 5],
  ['failed', 127, 253, 10],
])('has a transaction that is %s from the beginning', async (_word, set, id, status) => {
  expect(await transactionStatus(set, id)).toMatchObject({ Id: id, Status: status })
})

const oamp = 'webservice/oamp/transaction'

test('starts and resumes where the status allows it, and says in the documented words where not', async () => {
  const order = async (path: string, body: object) => (await call(`${oamp}/${path}`, body)).json
  expect(await order('executing', { trans_id: 404, set_id: 125 })).toEqual({
    trans_id: ['事务不存在,集群ID:125,事务ID:404'],
  })
  expect(await order('executing', { trans_id: 252, set_id: 126 })).toEqual({
    trans_id: ['事务不存在,集群ID:126,事务ID:252'],
  })
  expect(await order('executing', { trans_id: 259, set_id: 126 })).toEqual({
    trans_id: ['当前事务状态不允许执行,当前事务状态:已成功完成'],
  })
  expect(await order('redo', { set_id: 127, trans_id: 252 })).toEqual({ set_id: 127, trans_id: 252 })
  expect(await transactionStatus(127, 252)).toMatchObject({ Status: 1 })
  expect((await call(`${backup}/apply-detail/533`)).json).not.toHaveProperty('orders')
})

test('of an app alone the zones under all sets are told', async () => {
  const zones = async (body: object) => (await call('webservice/business/app/get-zone-list', body, { cmd: 10010 })).json
  const names = [
    { set_id: 126, zone_name: 'main_zone' },
    { set_id: 126, zone_name: 'event_zone' },
    { set_id: 126, zone_name: 'empty_zone' },
    { set_id: 127, zone_name: 'ledger_zone', set_name: 'payment_set' },
  ]
  expect(await zones({ app_id: 2 })).toMatchObject(names)
  expect(await zones({ app_id: 2, set_id: 126 })).toMatchObject(names.slice(0, 3))
})

test('a table tells when it was made and when it was changed, if ever', async () => {
  const { json } = await call('webservice/business/table-list-by-zone/126/2/0', undefined, { cmd: 10006 })
  const made = { create_date: '2021-06-25 10:41:07' }
  expect(json).toMatchObject([
    { table_name: 'player', ...made, modify_date: '0000-00-00 00:00:00' },
    { table_name: 'guild', ...made, modify_date: '2026-11-23 09:00:00' },
    {},
    {},
  ])
})

test.each([
  [
    'that are not over, of an app with one',
    { app_id: 3 },
    [{ Status: 1, AffectedZoneList: [{ app_id: '3', zone_id: '0' }] }],
  ],
  ['that are not over, of an app without', { app_id: 2 }, []],
  ['all', { app_id: 2, only_incomplete: 0 }, [{ Status: 9, UpdateTime: '2026-11-19 09:01:00' }]],
  ['of another zone', { app_id: 3, zone_id: 1 }, []],
  [
    'of an app that the whitelist hides',
    { app_id: 4 },
    { app_id: ['ip(10.29.89.51) not in whitelist to query failover list(cmd:10017) of app_id:4'] },
  ],
])('fail-overs %s', async (_which, body, json) => {
  expect((await call(`${oamp}/get-failover-list`, body, { cmd: 10017 })).json).toMatchObject(json)
})

test("other people's applications are there, most of them pending, with gaps between their ids", async () => {
  const ids = Array.from({ length: 28 }, (_, index) => 530 + index)
  const answers = await Promise.all(ids.map((id) => call(`${backup}/apply-detail/${id}`)))
  const forms = answers.flatMap(({ status, json }) => (status === 200 ? [detail.parse(json)] : []))
  const details = forms.filter(({ apply_type }) => apply_type === 9)
  expect(forms).toHaveLength(27)
  expect(details).toHaveLength(26)
  expect(details.filter(({ execute_status }) => execute_status === 0)).toHaveLength(17)
  expect(new Set(details.map(({ username }) => username)).size).toBeGreaterThan(4)
  expect(details[0]).not.toHaveProperty('app_id')
  expect(details[3]).not.toHaveProperty('life')
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
