import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { accounts } from '~/mocks/world'
import { lookUpTransaction } from '~/oms/questions/transaction'
import { isFinal, transactionState } from '~/oms/transaction-detail'
import { transactionOf } from '~/test/events'
import { server } from '~/test/server'

const { token } = accounts[0]
const place = { setId: '1', id: '300' }

const documented =
  '{"Id":300,"AppId":2,"ZoneId":5,"Type":283,"Status":9,"Reason":0,"Num":0,"IdName":"add_table350","Data":"...","Memo":"AddTableManual","CreateUser":"tcaplus","CreateTime":"2021-07-23 16:17:20","UpdateTime":"2021-07-23 16:17:47","CanRedo":1,"CanSuspend":1,"CanRollback":1,"SetId":1,"ExtendInfo":"","MaxConcurrentCount":10,"StatusText":"已成功完成"}'

const answering = (body: string, status = 200) =>
  server.use(
    http.get(
      '*/oms/transaction/1/300',
      () => new HttpResponse(body, { status, headers: { 'Content-Type': 'application/json' } }),
    ),
  )

test('the documented transaction is read, every value as text', async () => {
  answering(documented)
  expect(await lookUpTransaction(place, { token })).toEqual({
    kind: 'found',
    transaction: {
      id: '300',
      status: '9',
      statusText: '已成功完成',
      reason: '0',
      memo: 'AddTableManual',
      idName: 'add_table350',
      createdBy: 'tcaplus',
      createTime: '2021-07-23 16:17:20',
      updateTime: '2021-07-23 16:17:47',
      canRedo: '1',
      canSuspend: '1',
      canRollback: '1',
      appId: '2',
    },
  })
})

test.each(['0', '"x"', '"2x"', '"x2"', 'null', '{}'])('an AppId of %s names no app', async (appId) => {
  answering(`{"Id":300,"Status":9,"AppId":${appId}}`)
  expect(await lookUpTransaction(place, { token })).not.toHaveProperty('transaction.appId')
})

test('a transaction of the mock OMS is found by its set and id', async () => {
  expect(await lookUpTransaction({ setId: '126', id: '259' }, { token })).toMatchObject({ kind: 'found' })
  expect(await lookUpTransaction({ setId: '126', id: '999' }, { token })).toMatchObject({
    kind: 'refused',
    messages: ["trans_id: can't find transaction(trans_id=999)"],
  })
})

test('what may be absent is empty', async () => {
  answering('{"Id":"300","Status":"3"}')
  expect(await lookUpTransaction(place, { token })).toMatchObject({
    transaction: transactionOf({ id: '300', status: '3' }),
  })
})

test.each([
  ['another transaction', '{"Id":301,"Status":9}'],
  ['the transaction of another set', '{"Id":300,"Status":9,"SetId":2}'],
  ['no status', '{"Id":300}'],
  ['a list', '[]'],
  ['a page', '<form>Please log in</form>'],
  ['HTTP 500', documented, 500],
])('an answer with %s is no evidence', async (_name, body, status = 200) => {
  answering(body, status)
  expect(await lookUpTransaction(place, { token })).toMatchObject({ kind: 'unknown', why: 'answer' })
})

test.each([
  ['9', 'completed', true],
  ['10', 'failed', true],
  ['5', 'suspended', false],
  ['0', 'open', false],
  ['90', 'open', false],
  ['-1', 'open', false],
])('status %s is %s', (status, state, final) => {
  const detail = transactionOf({ status })
  expect(transactionState(detail)).toBe(state)
  expect(isFinal(detail)).toBe(final)
})

test.each(['1', '"1"', '0', 'null'])('a SetId of %s is no other set', async (setId) => {
  answering(`{"Id":300,"Status":9,"SetId":${setId}}`)
  expect(await lookUpTransaction(place, { token })).toMatchObject({ kind: 'found' })
})

test('texts of a megabyte are cut', async () => {
  answering(JSON.stringify({ Id: 300, Status: 1, Memo: 'x'.repeat(1_000_000) }))
  expect(await lookUpTransaction(place, { token })).toMatchObject({ transaction: { memo: 'x'.repeat(2000) } })
})
