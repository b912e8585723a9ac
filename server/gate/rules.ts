import { fillPath } from '../../src/oms/endpoints.ts'
import { attemptPattern, matchPath, omsTarget, type OmsSide, type Route } from './routes.ts'

/** What the gate looks at. Header names are lower case; `target` is the request line's, path and query. */
export type GateRequest = {
  method: string
  target: string
  headers: Record<string, string | string[] | undefined>
}

/** The origins of the desk's own page, and the access token that the gate puts in for everybody, in its encoded form. */
export type OriginPolicy = { origins: readonly string[]; injected?: string | undefined }

/** The gate's own errors. Those of the last two lines say what failed between gate and OMS. */
export type ProxyErrorKind =
  | 'no route'
  | 'host'
  | 'origin'
  | 'navigation'
  | 'method'
  | 'type'
  | 'length'
  | 'too large'
  | 'malformed'
  | 'encryption'
  | 'request id'
  | 'token'
  | 'repeated'
  | 'closed'
  | 'duplicate'
  | 'not remembered'
  | 'limited'
  | 'full'
  | 'failed'
  | 'environment'
  | OmsFailureKind
export type OmsFailureKind =
  | 'name'
  | 'refused'
  | 'unreachable'
  | 'certificate'
  | 'connect time-out'
  | 'time-out'
  | 'cut'
  | 'answer'

/**
 * `sent: false` is proof that nothing reached OMS; `why` is a code of Node's, such as `DEPTH_ZERO_SELF_SIGNED_CERT`. Of a duplicate,
 * `by` and `at` (UTC, ISO 8601) say who has sent the same, and when.
 */
type ProxyError = {
  proxy: { kind: ProxyErrorKind; sent: false | 'maybe'; why?: string; by?: string; at?: string }
}
export type ProxyAnswer = { status: number; body: ProxyError }

/**
 * An OMS address, or an attempt's id to be settled. `token` is the one that goes with it, as it stands in the address; absent in
 * a call that takes none. `attempt`: the id of a call that passes once.
 */
export type Verdict =
  | { forward: string; oms: OmsSide; token?: string; attempt?: string | undefined }
  | { settle: string; token: string }
  | { refuse: ProxyAnswer }

/** Room for 10,000 server ids, several times over. */
const bodyLimitBytes = 1024 * 1024

/** What the headers that the gate reads must look like. */
const headerPatterns = {
  type: /^application\/json(?:; *charset=utf-8)?$/i,
  requestId: new RegExp(`^${attemptPattern}$`),
  /** The token goes verbatim into a URL: unreserved characters and percent escapes, no control characters. */
  bearer: /^Bearer (?<token>(?:[A-Za-z0-9._~-]|%(?!7F)[2-9A-F][0-9A-F])+)$/,
  /** What a browser says of its own page, or of an address typed by a person. */
  site: /^(?:same-origin|none)$/,
}

/**
 * Decides about one request of the page: the OMS address to forward it to (path and query, with cmd,
 * ip-type and the access token), or the proxy's own answer. Nothing but what the table knows passes.
 */
export function authorize(routes: Route[], policy: OriginPolicy, request: GateRequest): Verdict {
  const [match] = routes.flatMap((route) => {
    const parts = matchPath(route.path, request.target)
    return parts === undefined ? [] : [{ route, parts }]
  })
  if (match === undefined) return { refuse: refuse(404, 'no route') }
  const { route, parts } = match
  const refused = findFault(policy, request, route.method)
  if (refused !== undefined) return { refuse: refused }
  const { oms } = route
  const attempt = oms?.once === undefined ? undefined : requestId(request.headers)
  if (oms?.once !== undefined && attempt === undefined) return { refuse: refuse(400, 'request id') }
  const target = oms === undefined ? '' : omsTarget(fillPath(oms.path, parts), oms.cmd)
  if (oms?.token === false) return { forward: target, oms }
  const token = policy.injected ?? bearer(request.headers)
  if (token === undefined) return { refuse: refuse(401, 'token') }
  return oms === undefined
    ? { settle: parts.attempt ?? '', token }
    : { forward: `${target}&access-token=${token}`, oms, token, attempt }
}

/** What keeps a request from being the desk's own page's, in its method, type and length (in bytes), whatever it asks for. */
export function findFault(
  policy: OriginPolicy,
  { method, headers }: Pick<GateRequest, 'method' | 'headers'>,
  wanted: Route['method'],
  limit = bodyLimitBytes,
): ProxyAnswer | undefined {
  const foreign = findForeign(policy, headers)
  if (foreign !== undefined) return refuse(403, foreign)
  if (single(headers['sec-fetch-mode']) === 'navigate') return refuse(403, 'navigation')
  if (method !== wanted) return refuse(405, 'method')
  if (wanted === 'GET') return hasBody(headers) ? refuse(413, 'too large') : undefined
  if (!headerPatterns.type.test(single(headers['content-type']) ?? '')) return refuse(415, 'type')
  const length = single(headers['content-length'])
  if (length === undefined || !/^\d+$/.test(length)) return refuse(411, 'length')
  return Number(length) > limit ? refuse(413, 'too large') : undefined
}

export function refuse(status: number, kind: ProxyErrorKind, sent: false | 'maybe' = false): ProxyAnswer {
  return { status, body: { proxy: { kind, sent } } }
}

/**
 * What shows that a request is not the desk's own: a name that is not ours for our address, or the page of another site.
 * `linked` lets a person come to a page by a link of another site.
 */
export function findForeign(
  { origins }: OriginPolicy,
  headers: GateRequest['headers'],
  { linked = false } = {},
): 'host' | 'origin' | undefined {
  const host = single(headers.host)?.toLowerCase()
  if (!origins.some((own) => new URL(own).host === host)) return 'host'
  if (linked && single(headers['sec-fetch-mode']) === 'navigate' && single(headers['sec-fetch-dest']) === 'document') {
    return undefined
  }
  return isSameSite(origins, headers) ? undefined : 'origin'
}

/** The attempt's id, if it is there once and in its form. */
export function requestId(headers: GateRequest['headers']): string | undefined {
  const id = single(headers['x-request-id'])
  return id !== undefined && headerPatterns.requestId.test(id) ? id : undefined
}

function isSameSite(origins: readonly string[], headers: GateRequest['headers']): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  return (
    (origin === undefined || origins.includes(single(origin) ?? '')) &&
    (site === undefined || headerPatterns.site.test(single(site) ?? ''))
  )
}

export function hasBody({ 'content-length': length, 'transfer-encoding': encoding }: GateRequest['headers']): boolean {
  return encoding !== undefined || (length !== undefined && single(length) !== '0')
}

/** The token of the Authorization header, encoded as it came, if there is one and well-formed. */
export function bearer(headers: GateRequest['headers']): string | undefined {
  const token = headerPatterns.bearer.exec(single(headers.authorization) ?? '')?.groups?.token
  return token !== undefined && isUtf8(token) ? token : undefined
}

/** Whether the percent escapes of a text are those of some text. */
function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded)
    return true
  } catch {
    return false
  }
}

/** A header that occurs once. */
export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value
}
