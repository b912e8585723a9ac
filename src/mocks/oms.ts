import { http, HttpResponse, type HttpHandler } from 'msw'
import * as z from 'zod/mini'
import type { OmsDb, OmsState, StoredApplication } from '~/mocks/db'
import { faults } from '~/mocks/faults'
import { accounts, findApp, findSet, world } from '~/mocks/world'
import { defaultRejectPath, omsRoot, omsSides } from '~/proxy/routes'

/**
 * OMS as oms-api.md describes it, at OMS's own addresses. HTTP statuses and texts of refusals that
 * the documentation leaves open are *inferred*; every documented failure shape occurs.
 */
export function omsHandlers(db: OmsDb, { rejectPath = defaultRejectPath } = {}): HttpHandler[] {
  const at = (path: string) => `*${omsRoot}${path}`
  const { token, apply, check, applyDetail, zones, tables, transaction } = omsSides

  return [
    http.post(at(token.path), async ({ request }) => {
      const login = credentials.safeParse(await readJson(request))
      const account = accounts.find(
        ({ username, password }) => username === login.data?.username && password === login.data.password,
      )
      return account === undefined
        ? HttpResponse.json({ code: 1, error: 'username or password is wrong' })
        : HttpResponse.json({ code: 0, error: '', token: account.token })
    }),

    http.post(at(apply.path), async ({ request }) => {
      const username = userOf(request, apply.cmd)
      if (username === undefined) return unauthorized()
      const body = await readJson(request)
      // "apply" and "reject" share an address unless OMS_REJECT_PATH says otherwise.
      const rejection = rejectPath === apply.path ? rejectRequest.safeParse(body) : undefined
      if (rejection?.success === true) return reject(db, rejection.data, username)
      return withFault(tableOf(body), () => db.transact((state) => applyFor(state, body, username)))
    }),

    http.post(at(rejectPath), async ({ request }) => {
      const username = userOf(request, omsSides.reject.cmd)
      if (username === undefined) return unauthorized()
      const rejection = rejectRequest.safeParse(await readJson(request))
      if (!rejection.success) return fieldError('apply_id', 'apply_id cannot be blank.')
      return reject(db, rejection.data, username)
    }),

    http.post(at(check.path), async ({ request }) => {
      const username = userOf(request, check.cmd)
      if (username === undefined) return unauthorized()
      const wanted = checkRequest.safeParse(await readJson(request))
      return db.transact((state) => {
        const application = state.applications.find(({ id }) => id === Number(wanted.data?.uid))
        if (application === undefined) return fieldError('uid', `can't find apply_list(apply_id=${wanted.data?.uid})`)
        if (application.execute_status !== 0) return fieldError('uid', `${nameOf(application)} is not pending`)
        approve(state, application, username)
        const { set_id, trans_id } = application
        return HttpResponse.json({ set_id, trans_id, username: application.username })
      })
    }),

    http.get(at(applyDetail.path), ({ request, params }) => {
      if (userOf(request, applyDetail.cmd) === undefined) return unauthorized()
      return db.transact((state) => {
        const application = state.applications.find(({ id }) => id === Number(params.uid))
        if (application === undefined) return fieldError('uid', `can't find apply_list(apply_id=${String(params.uid)})`)
        const { memo: _memo, app_id: _app, ...detail } = application
        return HttpResponse.json({ ...detail, apply_type: 9, tag_type: 2 })
      })
    }),

    http.post(at(zones.path), async ({ request }) => {
      if (userOf(request, zones.cmd) === undefined) return unauthorized()
      const wanted = zonesRequest.safeParse(await readJson(request))
      if (!wanted.success) return fieldError('app_id', 'app_id must be an integer.')
      const { app_id, set_id } = wanted.data
      const rows = world
        .filter(({ set }) => set_id === undefined || set === Number(set_id))
        .flatMap(({ set, name, apps }) => apps.map((app) => ({ ...app, set, name })))
        .filter(({ app }) => app === Number(app_id))
        .flatMap(({ set, name, app, zones: list }) =>
          list.map((zone) => ({
            set_id: set,
            app_id: app,
            zone_id: zone.zone,
            zone_name: zone.name,
            create_date: '2021-06-25 10:38:29',
            zone_tag: 'test',
            zone_group: '',
            set_name: name,
          })),
        )
      return HttpResponse.json(rows.map((row, index) => ({ uid: index + 1, ...row })))
    }),

    http.get(at(tables.path), ({ request, params }) => {
      if (userOf(request, tables.cmd) === undefined) return unauthorized()
      const [set, app, zone] = [Number(params.set), Number(params.app), Number(params.zone)]
      const found = findApp(set, app)?.zones.find((candidate) => candidate.zone === zone)
      return HttpResponse.json(
        (found?.tables ?? []).map((table_name) => ({
          set_id: set,
          app_id: app,
          zone_id: zone,
          table_name,
          fmt_type: 'tdr',
        })),
      )
    }),

    http.get(at(transaction.path), ({ request, params }) => {
      if (userOf(request, transaction.cmd) === undefined) return unauthorized()
      return db.transact((state) => {
        const application = state.applications.find(({ trans_id }) => trans_id === Number(params.id))
        if (application === undefined)
          return fieldError('trans_id', `can't find transaction(trans_id=${String(params.id)})`)
        return HttpResponse.json({
          Id: application.trans_id,
          SetId: application.set_id,
          AppId: application.app_id,
          ZoneId: Number(application.zone_id),
          Type: 283,
          Status: 9,
          Reason: 0,
          CreateUser: application.execute_user,
          CreateTime: application.update_time,
          UpdateTime: application.update_time,
          StatusText: '已成功完成',
        })
      })
    }),

    http.all('*', () => yiiError(404, 'Not Found', 'Page not found.')),
  ]
}

const number = z.union([z.number().check(z.int()), z.string().check(z.regex(/^\d+$/))])
const credentials = z.object({ username: z.string(), password: z.string() })
const rejectRequest = z.object({ apply_id: z.string(), memo: z.string() })
const checkRequest = z.object({ uid: number })
const zonesRequest = z.object({ app_id: number, set_id: z.optional(number) })
const applyRequest = z.object({
  set_id: number,
  app_id: number,
  zone_id: z._default(z.union([z.literal(''), number]), ''),
  table_name: z._default(z.string(), ''),
  svr_ids: z.optional(z.union([z.literal(0), z.array(z.string()).check(z.minLength(1))])),
  auto_approve: z._default(z.union([z.literal('0'), z.literal('1'), z.literal(0), z.literal(1)]), '0'),
})
type ApplyRequest = z.infer<typeof applyRequest>

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    return undefined
  }
}

/** The account behind the access token of a well-formed call, or undefined. */
function userOf(request: Request, cmd: number): string | undefined {
  const query = new URL(request.url).searchParams
  if (query.get('cmd') !== String(cmd) || query.get('ip-type') !== 'webservicerest') return undefined
  return accounts.find(({ token }) => token === query.get('access-token'))?.username
}

function yiiError(status: number, name: string, message: string): Response {
  return HttpResponse.json({ name, message, code: 0, status, type: `yii\\web ${name}HttpException` }, { status })
}

function unauthorized(): Response {
  return yiiError(401, 'Unauthorized', 'You are requesting with an invalid credential.')
}

function fieldError(field: string, message: string): Response {
  return HttpResponse.json({ [field]: [message] }, { status: 422 })
}

function refuse(msg: string): Response {
  return HttpResponse.json({ apply: { ret: -1, msg } })
}

function tableOf(body: unknown): string {
  return applyRequest.safeParse(body).data?.table_name ?? ''
}

async function withFault(sentinel: string, commit: () => Promise<Response>): Promise<Response> {
  const fault = Object.hasOwn(faults, sentinel) ? faults[sentinel] : undefined
  return fault === undefined ? commit() : fault(commit)
}

function applyFor(state: OmsState, body: unknown, username: string): Response {
  const parsed = applyRequest.safeParse(body)
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? 'set_id')
    return fieldError(field, `${field} is invalid.`)
  }
  return refusalOf(parsed.data) ?? accept(state, parsed.data, username)
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
  const isFault = Object.hasOwn(faults, table_name)
  if (table_name !== '' && !isFault && !zones.some(({ tables }) => tables.includes(table_name))) {
    return refuse(`can't find table(table_name=${table_name})`)
  }
  const wrong = svr_ids?.filter((id) => app.svrs.find((svr) => svr.id === id)?.role !== 'slave') ?? []
  if (wrong.length > 0) {
    return HttpResponse.json(
      wrong.map((id) => `svr ${id} is not a slave process of this app.`),
      { status: 422 },
    )
  }
  return undefined
}

function accept(state: OmsState, request: ApplyRequest, username: string): Response {
  const now = omsTime()
  const application: StoredApplication = {
    id: state.nextId,
    set_id: Number(request.set_id),
    app_id: Number(request.app_id),
    zone_id: String(request.zone_id),
    table_name: request.table_name,
    svr_info: request.svr_ids === undefined ? '' : JSON.stringify(request.svr_ids),
    username,
    execute_status: 0,
    execute_user: '',
    trans_id: 0,
    create_time: now,
    update_time: now,
    memo: '',
  }
  state.nextId += 1
  state.applications.push(application)
  const apply = { ret: 0, msg: 'success to apply backup svr table', id: application.id }
  if (String(request.auto_approve) !== '1') return HttpResponse.json({ apply })
  if (findSet(application.set_id)?.autoApprove !== true) {
    const msg = `set(set_id=${application.set_id}) does not allow automatic approval`
    return HttpResponse.json({ apply, check: { ret: -1, msg } })
  }
  approve(state, application, username)
  return HttpResponse.json({ apply, check: { ret: 0, msg: '', trans_id: application.trans_id } })
}

function approve(state: OmsState, application: StoredApplication, username: string): void {
  Object.assign(application, {
    execute_status: 1,
    execute_user: username,
    trans_id: state.nextTransaction,
    update_time: omsTime(),
  })
  state.nextTransaction += 1
}

function reject(db: OmsDb, rejection: z.infer<typeof rejectRequest>, username: string): Promise<Response> {
  const { apply_id, memo } = rejection
  return withFault(memo.trim(), () =>
    db.transact((state) => {
      const application = state.applications.find(({ id }) => String(id) === apply_id)
      if (application === undefined) return fieldError('apply_id', `can't find apply_list(apply_id=${apply_id})`)
      if (application.execute_status !== 0) return fieldError('apply_id', `${nameOf(application)} is not pending`)
      Object.assign(application, { execute_status: -1, execute_user: username, memo, update_time: omsTime() })
      return HttpResponse.json(true)
    }),
  )
}

function nameOf(application: StoredApplication): string {
  return `apply_list(apply_id=${application.id})`
}

/** OMS's own form of a time, which carries no zone. */
function omsTime(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ')
}
