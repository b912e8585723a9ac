import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { accounts } from '~/mocks/world'
import { lookUp } from '~/oms/questions/look-up'
import { server } from '~/test/server'

const { token } = accounts[0]

test('reads what OMS knows of an application, every value as text', async () => {
  expect(await lookUp('556', token)).toEqual({
    kind: 'found',
    detail: {
      id: '556',
      setId: '126',
      zoneId: '0',
      tableName: 'guild',
      username: 'tcaplus',
      status: '1',
      decidedBy: 'reviewer',
      transaction: '259',
      createTime: '2026-11-20 09:12:44',
      updateTime: '2026-11-20 09:31:02',
      servers: '',
    },
  })
})

test('an id that OMS does not know is refused in its own words', async () => {
  expect(await lookUp('100', token)).toEqual({
    kind: 'refused',
    reason: 'request',
    messages: ["uid: can't find apply_list(apply_id=100)"],
  })
})

test.each([
  ['another id', { id: 557, set_id: 126 }],
  ['no id', { set_id: 126 }],
  ['a list', []],
  ['HTTP 500', { id: 556, set_id: 126 }, 500],
])('an answer with %s is no evidence', async (_name, body, status = 200) => {
  server.use(http.get('*/oms/apply-detail/556', () => HttpResponse.json(body, { status })))
  expect(await lookUp('556', token)).toMatchObject({ kind: 'unknown' })
})

test.each([[0], ['126.2.2.2', '126.2.2.3']])('servers that come as a list are kept as one', async (...svr_info) => {
  server.use(http.get('*/oms/apply-detail/556', () => HttpResponse.json({ id: 556, svr_info })))
  expect(await lookUp('556', token)).toMatchObject({ detail: { servers: JSON.stringify(svr_info) } })
})

test('ids beyond 2^53 are compared to the digit', async () => {
  server.use(http.get('*/oms/apply-detail/:id', () => new HttpResponse('{"id":9007199254740993}')))
  expect(await lookUp('9007199254740993', token)).toMatchObject({ kind: 'found' })
  expect(await lookUp('9007199254740992', token)).toMatchObject({ kind: 'unknown' })
})

test.each([
  [undefined, ['9', '"9"', '" 9"', '9.0', 'null', '""']],
  ['10', ['10', '"10"']],
  ['11', ['11', '"11"', '" 11 "', '11.0']],
  ['0', ['0', '"0"']],
  ['12', ['12']],
  ['-9', ['-9']],
  ['recovery', ['"recovery"']],
  ['false', ['false']],
])('a form is of kind %s (none: a backup) where OMS writes its apply_type as any of %j', async (otherKind, written) => {
  for (const apply_type of written) {
    server.use(http.get('*/oms/apply-detail/5', () => new HttpResponse(`{"id":5,"apply_type":${apply_type}}`)))
    const lookup = await lookUp('5', token)
    expect(lookup).toMatchObject({ kind: 'found' })
    expect(lookup.kind === 'found' && lookup.detail.otherKind).toBe(otherKind)
  }
})
