import { fillPath } from '../oms/endpoints.ts'
import { matchPath, omsTarget, type Route } from './routes.ts'

/** What the gate looks at. Header names are lower case; `target` is the request line's, path and query. */
export type GateRequest = {
  method: string
  target: string
  headers: Record<string, string | string[] | undefined>
}

/** Where the desk is at home, and the access token that the proxy puts in for everybody, in its encoded form. */
export type Front = { origins: readonly string[]; injected?: string | undefined }

/** The proxy's own errors. `sent: false` is proof that nothing reached OMS. */
export type ProxyErrorKind =
  | 'no route'
  | 'origin'
  | 'method'
  | 'type'
  | 'length'
  | 'too large'
  | 'request id'
  | 'token'
  | 'repeated'
  | 'upstream'

export type ProxyAnswer = { status: number; body: { proxy: { kind: ProxyErrorKind; sent: false | 'maybe' } } }

export type Verdict = { forward: string } | { refuse: ProxyAnswer }

/** Room for 10,000 server ids, several times over. */
export const bodyLimitBytes = 1024 * 1024

/** The forms of the headers that the gate reads; regular expressions to JavaScript and to PCRE alike. */
export const forms = {
  /** Whatever its case. */
  type: '^application/json(?:; *charset=utf-8)?$',
  /** The attempt's id, of a form that is safe to keep and compare. */
  requestId: '^[A-Za-z0-9-]{8,64}$',
  /** The token goes verbatim into a URL: unreserved characters and percent escapes, no control characters. */
  bearer: '^Bearer (?<token>(?:[A-Za-z0-9._~-]|%(?!7F)[2-9A-F][0-9A-F])+)$',
  /** What a browser says of its own page, or of an address typed by a person. Others say nothing. */
  site: '^(?:same-origin|none)$',
}

/**
 * Decides about one request of the page: the OMS address to forward it to (path and query, with cmd,
 * ip-type and the access token), or the proxy's own answer. Nothing but what the table knows passes.
 */
export function admit(routes: Route[], front: Front, request: GateRequest): Verdict {
  const matches = routes.flatMap((route) => {
    const parts = matchPath(route.path, request.target)
    return parts === undefined ? [] : [{ route, parts }]
  })
  const [match] = matches
  if (match === undefined) return refuse(404, 'no route')
  const { route, parts } = match
  if (!atHome(front.origins, request.headers)) return refuse(403, 'origin')
  if (request.method !== route.method) return refuse(405, 'method')
  if (route.method === 'GET') {
    if (hasBody(request.headers)) return refuse(413, 'too large')
  } else {
    if (!new RegExp(forms.type, 'i').test(single(request.headers['content-type']) ?? '')) return refuse(415, 'type')
    const length = single(request.headers['content-length'])
    if (length === undefined || !/^\d+$/.test(length)) return refuse(411, 'length')
    if (Number(length) > bodyLimitBytes) return refuse(413, 'too large')
  }
  if (route.oms.once === true && requestId(request.headers) === undefined) return refuse(400, 'request id')
  const target = omsTarget(fillPath(route.oms.path, parts), route.oms.cmd)
  if (route.oms.token === false) return { forward: target }
  const token = front.injected ?? bearer(request.headers)
  return token === undefined ? refuse(401, 'token') : { forward: `${target}&access-token=${token}` }
}

export function refuse(status: number, kind: ProxyErrorKind, sent: false | 'maybe' = false): { refuse: ProxyAnswer } {
  return { refuse: { status, body: { proxy: { kind, sent } } } }
}

/** The attempt's id, if it is there once and in its form. */
export function requestId(headers: GateRequest['headers']): string | undefined {
  const id = single(headers['x-request-id'])
  return id !== undefined && new RegExp(forms.requestId).test(id) ? id : undefined
}

/** Whether the desk's own page asks, under an address of ours: no other site's page, and no other name for our address. */
function atHome(origins: readonly string[], headers: GateRequest['headers']): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  return (
    origins.some((own) => new URL(own).host === single(host)?.toLowerCase()) &&
    (origin === undefined || origins.includes(single(origin) ?? '')) &&
    (site === undefined || new RegExp(forms.site).test(single(site) ?? ''))
  )
}

function hasBody({ 'content-length': length, 'transfer-encoding': encoding }: GateRequest['headers']): boolean {
  return encoding !== undefined || (length !== undefined && single(length) !== '0')
}

function bearer(headers: GateRequest['headers']): string | undefined {
  return new RegExp(forms.bearer).exec(single(headers.authorization) ?? '')?.groups?.token
}

/** A header that occurs once. */
function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value
}
