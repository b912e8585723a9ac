import { HttpResponse } from 'msw'
import * as z from 'zod/mini'
import { fieldError } from '~/mocks/answers'
import { number, omsTime } from '~/mocks/applications'
import { idOf, type Oms, type StoredApplication } from '~/mocks/db'
import { isLife, phaseAt, type Order } from '~/mocks/lives'

const backupOrder = z.object({ set_id: number, trans_id: number })

/** `transaction/detail` of an application that has been approved (oms-api.md section 4); undefined where OMS says that it has none. */
export function transactionDetail(application: StoredApplication, now: number) {
  const { id, trans_id, set_id, app_id, zone_id, execute_user, update_time } = application
  const { status, text, memo, details, since } = phaseOf(application, now)
  if (details === 'none') return undefined
  if (details === 'bare') return { Id: String(trans_id), Status: String(status) }
  return {
    Id: trans_id,
    AppId: app_id,
    ZoneId: Number(zone_id),
    Type: 283,
    Status: status,
    Reason: memo === undefined ? 0 : 2,
    Num: 0,
    IdName: `backup_${id}`,
    Data: '',
    Memo: memo ?? 'BackupSvrData',
    CreateUser: execute_user,
    CreateTime: update_time,
    // Its times are in seconds: what happens within the first one would look like nothing.
    UpdateTime: since === undefined ? update_time : omsTime(Math.max(since, begunAt(application) + 1000)),
    CanRedo: status === 10 ? 0 : 1,
    CanSuspend: 1,
    CanRollback: 1,
    SetId: set_id,
    ExtendInfo: '',
    MaxConcurrentCount: 10,
    StatusText: text,
  }
}

export async function findTransaction(oms: Oms, set: unknown, id: unknown): Promise<StoredApplication | undefined> {
  const application = await oms.findByTransaction(idOf(String(id)))
  return application !== undefined && String(application.set_id) === String(set) ? application : undefined
}

/** Starts or resumes a transaction, or answers why not, in the documented words. */
export async function execute(oms: Oms, action: Order, body: unknown, now: number): Promise<Response> {
  const { data } = backupOrder.safeParse(body)
  if (data === undefined) return fieldError('trans_id', 'trans_id is invalid.')
  const { set_id, trans_id } = data
  const application = await findTransaction(oms, set_id, trans_id)
  const unknown = `事务不存在,集群ID:${set_id},事务ID:${trans_id}`
  if (application === undefined) return fieldError('trans_id', unknown)
  const phase = phaseOf(application, now)
  if (phase.details === 'none') return fieldError('trans_id', unknown)
  if (phase.takes !== action) {
    return fieldError('trans_id', `当前事务状态不允许执行,当前事务状态:${phase.text ?? phase.status}`)
  }
  if (phase.order !== 'ignored') await oms.put({ ...application, orders: [...(application.orders ?? []), now] })
  return phase.order === 'lost'
    ? HttpResponse.error()
    : HttpResponse.json({ set_id: Number(set_id), trans_id: Number(trans_id) })
}

/** When its transaction began, in ms since 1970: when it was approved. */
export function begunAt({ update_time }: StoredApplication): number {
  return Date.parse(`${update_time.replace(' ', 'T')}Z`)
}

function phaseOf(application: StoredApplication, now: number) {
  const { table_name, life = isLife(table_name) ? table_name : 'backup_completes', orders = [] } = application
  return phaseAt(life, { begun: begunAt(application), orders }, now)
}
