import { HttpResponse } from 'msw'
import * as z from 'zod/mini'
import { fieldError } from '~/mocks/answers'
import { number, omsTime } from '~/mocks/applications'

const hourMs = 3_600_000

/** The fail-overs of set 126, so many hours before the seed: one is over, one is not. */
const failovers = [
  { id: 1358, app: 2, zone: '0', status: 9, hours: 120, text: '已成功完成' },
  { id: 1360, app: 3, zone: '0', status: 1, hours: 0.2, text: '正在执行' },
]

/** The one that the whitelist keeps from asking. */
const refusedApp = 4

const failoversRequest = z.object({
  app_id: number,
  zone_id: z._default(number, 0),
  only_incomplete: z._default(number, 1),
})

/** The fail-over transactions of an app in the documented shape (oms-api.md section 4); `seededAt` in ms since 1970. */
export function failoversFor(body: unknown, seededAt: number): Response {
  const { data } = failoversRequest.safeParse(body)
  if (data === undefined) return fieldError('app_id', 'app_id must be an integer.')
  const { app_id, zone_id, only_incomplete } = data
  if (Number(app_id) === refusedApp) {
    const message = `ip(10.29.89.51) not in whitelist to query failover list(cmd:10017) of app_id:${app_id}`
    return HttpResponse.json({ app_id: [message] }, { status: 403 })
  }
  const wanted = failovers.filter(
    ({ app, zone, status }) =>
      app === Number(app_id) &&
      (Number(zone_id) === 0 || zone === String(zone_id)) &&
      (Number(only_incomplete) === 0 || status < 9),
  )
  return HttpResponse.json(
    wanted.map(({ id, app, zone, status, hours, text }) => ({
      Id: id,
      AppId: app,
      ZoneId: 0,
      Type: 128,
      Status: status,
      CanRedo: 0,
      CanSuspend: 1,
      CanRollback: 1,
      Reason: 2,
      Num: 0,
      IdName: 'm_1',
      Data: '',
      Memo: 'Failover',
      CreateUser: 'SYSTEM',
      CreateTime: omsTime(seededAt - hours * hourMs),
      UpdateTime: omsTime(seededAt - hours * hourMs + 60_000),
      SetId: 126,
      ExtendInfo: '',
      MaxConcurrentCount: 10,
      StatusText: text,
      AffectedZoneList: [{ app_id: String(app), zone_id: zone }],
    })),
  )
}
