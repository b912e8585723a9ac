import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { findFailovers } from '~/oms/questions/failovers'
import { server } from '~/test/server'

const documented =
  '[{"Id":1360,"AppId":2,"ZoneId":0,"Type":128,"Status":10,"CanRedo":0,"CanSuspend":1,"CanRollback":1,"Reason":2,"Num":0,"IdName":"m_1","Data":"","Memo":"Failover","CreateUser":"SYSTEM","CreateTime":"2019-02-03 22:46:01","UpdateTime":"2019-02-13 16:58:33","SetId":126,"ExtendInfo":"","MaxConcurrentCount":10,"AffectedZoneList":[{"app_id":"2","zone_id":"19"}]}]'

const answering = (body: string, status = 200) =>
  server.use(http.post('*/oms/failovers', () => new HttpResponse(body, { status })))

test('asks for the fail-overs of an app, finished ones too, as documented', async () => {
  let seen: unknown
  server.use(
    http.post('*/oms/failovers', async ({ request }) => {
      seen = await request.text()
      return HttpResponse.json([])
    }),
  )
  expect(await findFailovers({ appId: '2' }, 'a')).toEqual({ kind: 'known', failovers: [] })
  expect(seen).toBe('{"app_id":2,"only_incomplete":0}')
})

test('the documented fail-over is over, and has its zone', async () => {
  answering(documented)
  expect(await findFailovers({ appId: '2' }, 'a')).toEqual({
    kind: 'known',
    failovers: [{ setId: '126', isUnderWay: false, createTime: '2019-02-03 22:46:01', zones: ['19'] }],
  })
})

test.each([
  [
    'a status that is neither 9 nor 10',
    '[{"Id":"1","Status":"5"}]',
    [{ setId: '', isUnderWay: true, createTime: '', zones: [] }],
  ],
  ['no status', '[{"Id":1},{"Id":2,"Status":9}]', [{ isUnderWay: false }]],
  ['another app', '[{"Id":1,"AppId":3,"Status":9}]', []],
  [
    'entries that are not zones',
    '[{"Id":1,"Status":1,"AffectedZoneList":[null,"x",{"zone_id":4},{"app_id":3,"zone_id":5},{"app_id":"2"}]}]',
    [{ zones: ['4'] }],
  ],
  ['zones of another type', '[{"Id":1,"Status":1,"AffectedZoneList":{"0":7}}]', [{ zones: [] }]],
])('of %s is read what there is', async (_name, body, failovers) => {
  answering(body)
  expect(await findFailovers({ appId: '2' }, 'a')).toMatchObject({ kind: 'known', failovers })
})

test.each(['{}', '["failed"]', '[{"Status":9}]', 'null', '', '<script>var queue = []</script>'])(
  '%j is no answer that OMS documents',
  async (body) => {
    answering(body)
    expect(await findFailovers({ appId: '2' }, 'a')).toMatchObject({ kind: 'unknown' })
  },
)
