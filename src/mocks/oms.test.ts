import { getResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { memoryDb } from '~/mocks/db'
import { omsHandlers } from '~/mocks/oms'
import { accounts } from '~/mocks/world'

let handlers = omsHandlers(memoryDb())
beforeEach(() => {
  handlers = omsHandlers(memoryDb())
})

const backup = 'webservice/business/backup-svr-data'

async function call(path: string, body?: unknown, { cmd = 10009, token }: { cmd?: number; token?: string } = {}) {
  const url = `http://oms.example/app/newoms.php/${path}?cmd=${cmd}&ip-type=webservicerest&access-token=${token ?? accounts[0].token}`
  const request = new Request(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  const response = await getResponse(handlers, request)
  return { status: response?.status, json: (await response?.json()) as unknown }
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
  ['a missing set', { app_id: '2' }, { set_id: ['set_id is invalid.'] }],
  ['an empty list of servers', { ...request, svr_ids: [] }, { svr_ids: ['svr_ids is invalid.'] }],
])('refuses %s', async (_name, body, json) => {
  expect((await call(`${backup}/apply`, body)).json).toEqual(json)
})

test('approves by itself where the set allows it, and says so where it does not', async () => {
  expect((await call(`${backup}/apply`, { ...request, auto_approve: '1' })).json).toMatchObject({
    check: { ret: 0, msg: '', trans_id: 260 },
  })
  expect((await call(`${backup}/apply`, { ...request, set_id: '127', auto_approve: '1' })).json).toMatchObject({
    apply: { ret: 0 },
    check: { ret: -1 },
  })
})

test('rejects what is pending, once', async () => {
  expect((await call(`${backup}/apply`, { apply_id: '557', memo: 'test' })).json).toBe(true)
  expect((await call(`${backup}/apply`, { apply_id: '557', memo: 'test' })).json).toEqual({
    apply_id: ['apply_list(apply_id=557) is not pending'],
  })
  expect((await call(`${backup}/apply-detail/557`)).json).toMatchObject({ id: 557, execute_status: -1 })
})

test('refuses to reject what there is not, in the documented words', async () => {
  expect((await call(`${backup}/apply`, { apply_id: '100', memo: 'test' })).json).toEqual({
    apply_id: ["can't find apply_list(apply_id=100)"],
  })
})

test('approves what is pending, once, and knows the transaction', async () => {
  expect((await call(`${backup}/check`, { uid: 557 })).json).toEqual({
    set_id: 126,
    trans_id: 260,
    username: 'tcaplus',
  })
  expect((await call(`${backup}/check`, { uid: 557 })).status).toBe(422)
  expect((await call('webservice/oamp/transaction/detail/126/260')).json).toMatchObject({ Id: 260, Status: 9 })
})

test('lists zones and tables', async () => {
  expect(
    (await call('webservice/business/app/get-zone-list', { app_id: 2, set_id: 127 }, { cmd: 10010 })).json,
  ).toMatchObject([{ uid: 1, set_id: 127, app_id: 2, zone_id: 0, zone_name: 'ledger_zone', set_name: 'payment_set' }])
  expect((await call('webservice/business/table-list-by-zone/126/3/0', undefined, { cmd: 10006 })).json).toMatchObject([
    { table_name: 'friend' },
    { table_name: 'chat' },
  ])
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

test('gives a token for the right password only', async () => {
  const ask = (password: string) => call('webservice/token', { username: 'demo', password }, { cmd: 10000 })
  expect((await ask('demo')).json).toEqual({ code: 0, error: '', token: accounts[0].token })
  expect((await ask('wrong')).json).toEqual({ code: 1, error: 'username or password is wrong' })
})
