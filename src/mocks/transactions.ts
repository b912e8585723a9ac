import { omsTime } from '~/mocks/applications'
import type { StoredApplication } from '~/mocks/db'

/** How long a backup takes here, in ms. */
const duration = 20_000

/** The statuses that the documents name (9 completed, 5 suspended, 10 final), and 1 for a running one, which is *inferred* like all texts but that of 9. */
const texts = { 1: '正在执行', 5: '已暂停', 9: '已成功完成', 10: '执行失败' } as const

/** `transaction/detail` of an application that has been approved (oms-api.md section 4). */
export function transactionDetail(application: StoredApplication, now: number) {
  const { trans_id, set_id, app_id, zone_id, execute_user, update_time, approved_at = 0 } = application
  const endsAt = approved_at + duration
  const { transaction_end: end = 9 } = application
  const status = now < endsAt ? 1 : end
  return {
    Id: trans_id,
    SetId: set_id,
    AppId: app_id,
    ZoneId: Number(zone_id),
    Type: 283,
    Status: status,
    Reason: 0,
    CreateUser: execute_user,
    CreateTime: update_time,
    UpdateTime: status === 1 || approved_at === 0 ? update_time : omsTime(endsAt),
    StatusText: texts[status],
  }
}
