import { HttpResponse } from 'msw'
import * as z from 'zod/mini'
import { idOf, type Oms, type StoredApplication } from '~/mocks/db'
import { fieldError, refuse } from '~/mocks/answers'
import { faults } from '~/mocks/faults'
import { isLife } from '~/mocks/lives'
import { findApp, findSet } from '~/mocks/world'

/** What OMS takes for a whole number: a number, or a string of digits. */
export const number = z.union([z.number().check(z.int()), z.string().check(z.regex(/^\d+$/))])

export const applyRequest = z.object({
  set_id: number,
  app_id: number,
  zone_id: z._default(z.union([z.literal(''), number]), ''),
  table_name: z._default(z.string(), ''),
  svr_ids: z.optional(z.union([z.literal(0), z.array(z.string()).check(z.minLength(1))])),
  auto_approve: z._default(z.union([z.literal('0'), z.literal('1'), z.literal(0), z.literal(1)]), '0'),
})
type ApplyRequest = z.infer<typeof applyRequest>

export const rejectRequest = z.object({ apply_id: z.string(), memo: z.string() })
type RejectRequest = z.infer<typeof rejectRequest>

/** Applies, or answers why not. */
export async function applyFor(oms: Oms, body: unknown, username: string): Promise<Response> {
  const parsed = applyRequest.safeParse(body)
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? 'set_id')
    return fieldError(field, `${field} is invalid.`)
  }
  return refusalOf(parsed.data) ?? accept(oms, parsed.data, username)
}

function refusalOf(request: ApplyRequest): Response | undefined {
  const { set_id, app_id, zone_id, table_name, svr_ids } = request
  if (findSet(Number(set_id)) === undefined) return fieldError('set_id', `can't find set(set_id=${set_id})`)
  const app = findApp(Number(set_id), Number(app_id))
  if (app === undefined) return fieldError('app_id', `can't find app(set_id=${set_id}, app_id=${app_id})`)
  if (svr_ids === 0) {
    return zone_id === '' && table_name === '' ? undefined : refuse('zone_id and table_name must be empty for all svrs')
  }
  if (svr_ids === undefined && zone_id === '' && table_name === '') return refuse('zone_id or table_name is needed')
  const zones = zone_id === '' ? app.zones : app.zones.filter(({ zone }) => zone === Number(zone_id))
  if (zones.every(({ tables }) => tables.length === 0))
    return refuse(`there is no table in this zone(zone_id=${zone_id})`)
  const isSentinel = Object.hasOwn(faults, table_name) || isLife(table_name)
  if (table_name !== '' && !isSentinel && !zones.some(({ tables }) => tables.includes(table_name))) {
    return refuse(`can't find table(table_name=${table_name})`)
  }
  const wrong = svr_ids?.filter((id) => !app.svrs.includes(id)) ?? []
  if (wrong.length > 0) {
    return HttpResponse.json(
      wrong.map((id) => `svr ${id} is not a slave process of this app.`),
      { status: 422 },
    )
  }
  return undefined
}

async function accept(oms: Oms, request: ApplyRequest, username: string): Promise<Response> {
  const { set_id, app_id, zone_id, table_name, svr_ids } = request
  const target = { set_id: Number(set_id), app_id: Number(app_id), zone_id: String(zone_id), table_name }
  const svr_info = svr_ids === undefined ? '' : JSON.stringify(svr_ids)
  const application = created({ id: oms.counters.nextId, ...target, svr_info, username }, Date.now())
  oms.counters.nextId += 1
  await oms.put(application)
  const apply = { ret: 0, msg: 'success to apply backup svr table', id: application.id }
  if (String(request.auto_approve) !== '1') return HttpResponse.json({ apply })
  if (findSet(application.set_id)?.autoApprove !== true) {
    const msg = `set(set_id=${application.set_id}) does not allow automatic approval`
    return HttpResponse.json({ apply, check: { ret: -1, msg } })
  }
  const { trans_id } = await approve(oms, application, username)
  return HttpResponse.json({ apply, check: { ret: 0, msg: '', trans_id } })
}

type NewApplication = Pick<
  StoredApplication,
  'id' | 'set_id' | 'app_id' | 'zone_id' | 'table_name' | 'svr_info' | 'username'
>

/** What somebody has asked for at that time, and nobody has decided about. */
export function created(application: NewApplication, at: number): StoredApplication {
  const [create_time, update_time] = [omsTime(at), omsTime(at)]
  return { ...application, execute_status: 0, execute_user: '', trans_id: 0, create_time, update_time, memo: '' }
}

/** Approves what is pending and gives it its transaction. */
export async function approve(
  { counters, put }: Oms,
  application: StoredApplication,
  username: string,
): Promise<StoredApplication> {
  const trans_id = counters.nextTransaction
  counters.nextTransaction += 1
  const approved: StoredApplication = { ...application, ...approval(username, Date.now()), trans_id }
  await put(approved)
  return approved
}

export function approval(username: string, at: number) {
  return { execute_status: 1 as const, execute_user: username, update_time: omsTime(at) }
}

/** Lets happen what a reviewer at another desk has decided by now. */
export async function decideElsewhere({ counters, decidedElsewhere, put }: Oms, now: number): Promise<void> {
  for (const application of await decidedElsewhere((now - counters.seededAt) / 1000)) {
    const { elsewhere, execute_status } = application
    if (elsewhere === undefined || execute_status !== 0) continue
    const at = counters.seededAt + elsewhere.after * 1000
    const { trans_id } = elsewhere
    const decision =
      trans_id === undefined ? rejection('reviewer', 'Asked for twice', at) : { ...approval('reviewer', at), trans_id }
    await put({ ...application, ...decision })
  }
}

/** Rejects what is pending, or answers why not. */
export async function rejectFor(oms: Oms, { apply_id, memo }: RejectRequest, username: string): Promise<Response> {
  const application = await oms.find(idOf(apply_id))
  if (application === undefined) return fieldError('apply_id', `can't find apply_list(apply_id=${apply_id})`)
  if (application.execute_status !== 0) return fieldError('apply_id', `${nameOf(application)} is not pending`)
  await oms.put({ ...application, ...rejection(username, memo, Date.now()) })
  return HttpResponse.json(true)
}

export function rejection(username: string, memo: string, at: number) {
  return { execute_status: -1 as const, execute_user: username, memo, update_time: omsTime(at) }
}

/** How OMS's messages name an application. */
export function nameOf(application: StoredApplication): string {
  return `apply_list(apply_id=${application.id})`
}

/** What `apply-detail` tells of an application: neither its memo nor its app, nor what only the mock knows. */
export function applyDetailOf(application: StoredApplication) {
  const { memo: _memo, app_id: _app, life: _life, orders: _orders, elsewhere: _elsewhere, ...detail } = application
  return { apply_type: 9, tag_type: 2, ...detail }
}

/** OMS's own form of a time, which carries no zone. */
export function omsTime(at = Date.now()): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
