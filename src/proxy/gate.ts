import { fillPath } from '../oms/endpoints.ts'
import { matchPath, omsRoot, type Route } from './routes.ts'

/** What the gate looks at. Header names are lower case; `target` is the request line's, path and query. */
export type GateRequest = {
  method: string
  target: string
  headers: Record<string, string | string[] | undefined>
}

/** The proxy's own errors. `sent: false` is proof that nothing reached OMS. */
export type ProxyErrorKind =
  | 'no route'
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
const bodyLimitBytes = 1024 * 1024

/**
 * Decides about one request of the page: the OMS address to forward it to (path and query, with cmd,
 * ip-type and the access token), or the proxy's own answer. Nothing but what the table knows passes.
 */
export function admit(routes: Route[], request: GateRequest): Verdict {
  const matches = routes.flatMap((route) => {
    const parts = matchPath(route.path, request.target)
    return parts === undefined ? [] : [{ route, parts }]
  })
  const [match] = matches
  if (match === undefined) return refuse(404, 'no route')
  const { route, parts } = match
  if (request.method !== route.method) return refuse(405, 'method')
  if (route.method === 'POST') {
    if (!/^application\/json(?:; *charset=utf-8)?$/i.test(single(request.headers['content-type']) ?? '')) {
      return refuse(415, 'type')
    }
    const length = single(request.headers['content-length'])
    if (length === undefined || !/^\d+$/.test(length)) return refuse(411, 'length')
    if (Number(length) > bodyLimitBytes) return refuse(413, 'too large')
  }
  if (route.oms.once === true && requestId(request.headers) === undefined) return refuse(400, 'request id')
  const query = [`cmd=${route.oms.cmd}`, 'ip-type=webservicerest']
  if (route.oms.token !== false) {
    const token = bearer(request.headers)
    if (token === undefined) return refuse(401, 'token')
    query.push(`access-token=${token}`)
  }
  return { forward: `${omsRoot}${fillPath(route.oms.path, parts)}?${query.join('&')}` }
}

export function refuse(status: number, kind: ProxyErrorKind, sent: false | 'maybe' = false): { refuse: ProxyAnswer } {
  return { refuse: { status, body: { proxy: { kind, sent } } } }
}

/** The attempt's id, of a form that is safe to keep and compare. */
export function requestId(headers: GateRequest['headers']): string | undefined {
  const id = single(headers['x-request-id'])
  return id !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(id) ? id : undefined
}

/** The token in the form that goes verbatim into a URL: unreserved characters and percent escapes, no control characters. */
function bearer(headers: GateRequest['headers']): string | undefined {
  const header = single(headers.authorization)
  const token = /^Bearer ((?:[A-Za-z0-9._~-]|%[2-9A-F][0-9A-F])+)$/.exec(header ?? '')?.[1]
  return token?.includes('%7F') === true ? undefined : token
}

/** A header that occurs once. */
function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value
}
