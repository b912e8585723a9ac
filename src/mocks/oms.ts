import { http, HttpResponse, type HttpHandler, type PathParams } from 'msw'
import * as z from 'zod/mini'
import { fieldError, unauthorized, yiiError } from '~/mocks/answers'
import {
  applyDetailOf,
  applyFor,
  applyRequest,
  approve,
  decideElsewhere,
  nameOf,
  number,
  omsTime,
  rejectFor,
  rejectRequest,
} from '~/mocks/applications'
import { idOf, type OmsDb } from '~/mocks/db'
import { failoversFor } from '~/mocks/failovers'
import { withFault } from '~/mocks/faults'
import { execute, findTransaction, transactionDetail } from '~/mocks/transactions'
import { accounts, changedTables, findApp, world } from '~/mocks/world'
import { endpoints, type EndpointName } from '~/oms/endpoints'
import { omsRoot, omsSides } from '../../server/gate/routes'

/**
 * OMS as oms-api.md describes it, at OMS's own addresses. HTTP statuses and texts of refusals that
 * the documentation leaves open are *inferred*; every documented failure shape occurs.
 */
export function omsHandlers(db: OmsDb): HttpHandler[] {
  const at = (path: string) => `*${omsRoot}${path}`
  const transact: OmsDb['transact'] = (work) =>
    db.transact(async (oms) => {
      await decideElsewhere(oms, Date.now())
      return work(oms)
    })
  const signedIn = (name: EndpointName, answer: (call: Call) => Response | Promise<Response>) => {
    const { path, cmd } = omsSides[name]
    return http[endpoints[name].method === 'GET' ? 'get' : 'post'](at(path), async ({ request, params }) => {
      const username = userOf(request, cmd)
      return username === undefined ? unauthorized() : answer({ username, params, body: await readJson(request) })
    })
  }

  return [
    http.post(at(omsSides.token.path), async ({ request }) => {
      const login = credentials.safeParse(await readJson(request))
      const account = accounts.find(
        ({ username, password }) => username === login.data?.username && password === login.data.password,
      )
      return account === undefined
        ? HttpResponse.json({ code: 1, error: 'username or password is wrong' })
        : HttpResponse.json({ code: 0, error: '', token: account.token })
    }),

    signedIn('apply', ({ username, body }) => {
      // "apply" and "reject" share an address.
      const { data: rejection } = rejectRequest.safeParse(body)
      if (rejection !== undefined) {
        return withFault(rejection.memo.trim(), () => transact((oms) => rejectFor(oms, rejection, username)))
      }
      const sentinel = applyRequest.safeParse(body).data?.table_name ?? ''
      return withFault(sentinel, () => transact((oms) => applyFor(oms, body, username)))
    }),

    signedIn('check', ({ username, body }) => {
      const wanted = checkRequest.safeParse(body)
      return transact(async (oms) => {
        const application = await oms.find(idOf(wanted.data?.uid))
        if (application === undefined) return fieldError('uid', `can't find apply_list(apply_id=${wanted.data?.uid})`)
        if (application.execute_status !== 0) return fieldError('uid', `${nameOf(application)} is not pending`)
        const { set_id, trans_id } = await approve(oms, application, username)
        return HttpResponse.json({ set_id, trans_id, username: application.username })
      })
    }),

    signedIn('applyDetail', ({ params }) => {
      const uid = String(params.uid)
      return withFault(`fault_${uid}`, () =>
        transact(async (oms) => {
          const application = await oms.find(idOf(uid))
          return application === undefined
            ? fieldError('uid', `can't find apply_list(apply_id=${uid})`)
            : HttpResponse.json(applyDetailOf(application))
        }),
      )
    }),

    signedIn('zones', ({ body }) => {
      const wanted = zonesRequest.safeParse(body)
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

    signedIn('tables', ({ params }) => {
      const [set, app, zone] = [Number(params.set), Number(params.app), Number(params.zone)]
      const found = findApp(set, app)?.zones.find((candidate) => candidate.zone === zone)
      return transact(({ counters }) => {
        const changed = (days: number | undefined) =>
          days === undefined ? '0000-00-00 00:00:00' : omsTime(counters.seededAt - days * 86_400_000)
        return HttpResponse.json(
          (found?.tables ?? []).map((table_name) => ({
            set_id: set,
            app_id: app,
            zone_id: zone,
            table_name,
            fmt_type: 'tdr',
            create_date: '2021-06-25 10:41:07',
            modify_date: changed(changedTables[table_name]),
          })),
        )
      })
    }),

    signedIn('transaction', ({ params }) =>
      transact(async (oms) => {
        const application = await findTransaction(oms, params.set, params.id)
        const detail = application && transactionDetail(application, Date.now())
        return detail === undefined
          ? fieldError('trans_id', `can't find transaction(trans_id=${String(params.id)})`)
          : HttpResponse.json(detail)
      }),
    ),

    ...(['start', 'resume'] as const).map((action) =>
      signedIn(action, ({ body }) => transact((oms) => execute(oms, action, body, Date.now()))),
    ),

    signedIn('failovers', ({ body }) => transact(({ counters }) => failoversFor(body, counters.seededAt))),

    http.all('*', () => yiiError(404, 'Not Found', 'Page not found.')),
  ]
}

type Call = { username: string; params: PathParams; body: unknown }

const credentials = z.object({ username: z.string(), password: z.string() })
const checkRequest = z.object({ uid: number })
const zonesRequest = z.object({ app_id: number, set_id: z.optional(number) })

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
