// Relative, like every import of this folder: vite.config.ts loads it before the `~` of tsconfig.json means anything.
import { endpoints, settleEndpoint, type Endpoint, type EndpointName } from '../../src/oms/endpoints.ts'

/** Where a call goes at OMS: the path below `app/newoms.php/` and the cmd (oms-api.md sections 1 to 4). */
export type OmsSide = {
  readonly path: string
  readonly cmd: number
  /** The token call is the one that needs no access token. */
  readonly token?: false
  /** Calls that change something carry the attempt's id; the name under which it is kept. */
  readonly once?: 'apply' | 'reject' | 'check' | 'start' | 'resume'
}

export const omsRoot = '/app/newoms.php/'

/**
 * The address of "reject" is *open*: the documentation names none, and its only request address is that of "apply".
 * `OMS_REJECT_PATH` overrides it.
 */
export const defaultRejectPath = 'webservice/business/backup-svr-data/apply'

/**
 * The documentation shows "executing" with the cmd of adding a table; that backups take theirs is *inferred* from "redo" and
 * "detail". `OMS_EXECUTE_CMD` overrides it.
 */
export const defaultExecuteCmd = 10009

/** The OMS side of every endpoint. A `:part` is the part of the same name in the browser-side address. */
export const omsSides: Record<EndpointName, OmsSide> = {
  token: { path: 'webservice/token', cmd: 10000, token: false },
  apply: { path: 'webservice/business/backup-svr-data/apply', cmd: 10009, once: 'apply' },
  reject: { path: defaultRejectPath, cmd: 10009, once: 'reject' },
  check: { path: 'webservice/business/backup-svr-data/check', cmd: 10009, once: 'check' },
  applyDetail: { path: 'webservice/business/backup-svr-data/apply-detail/:uid', cmd: 10009 },
  zones: { path: 'webservice/business/app/get-zone-list', cmd: 10010 },
  tables: { path: 'webservice/business/table-list-by-zone/:set/:app/:zone', cmd: 10006 },
  start: { path: 'webservice/oamp/transaction/executing', cmd: defaultExecuteCmd, once: 'start' },
  resume: { path: 'webservice/oamp/transaction/redo', cmd: 10009, once: 'resume' },
  failovers: { path: 'webservice/oamp/transaction/get-failover-list', cmd: 10017 },
  transaction: { path: 'webservice/oamp/transaction/detail/:set/:id', cmd: 10009 },
}

/** Without an OMS side the gate itself answers. */
export type Route = Endpoint & { readonly oms?: OmsSide }

/** A call's address below OMS's own, less the access token. */
export function omsTarget(path: string, cmd: number): string {
  return `${omsRoot}${path}?cmd=${cmd}&ip-type=webservicerest`
}

/** The whole table, for a desk whose OMS may differ from the default. */
export function routesFor({ rejectPath = defaultRejectPath, executeCmd = defaultExecuteCmd } = {}): Route[] {
  const sides: Record<EndpointName, OmsSide> = {
    ...omsSides,
    reject: { ...omsSides.reject, path: rejectPath },
    start: { ...omsSides.start, cmd: executeCmd },
  }
  const calls = Object.entries(endpoints).map(([name, endpoint]) => {
    return { ...endpoint, oms: sides[name as EndpointName] } // Object.entries widens the keys it was given
  })
  return [...calls, settleEndpoint]
}

/** An attempt's id, safe to keep and compare. */
export const attemptPattern = '[A-Za-z0-9-]{8,64}'

/** The parts of `path` if it is an address of the pattern, to the letter; every part is digits, but for an attempt's id. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expression = pattern
    .replaceAll('.', '\\.')
    .replace(/:(\w+)/g, (_part, name: string) => `(?<${name}>${name === 'attempt' ? attemptPattern : '\\d+'})`)
  const match = new RegExp(`^${expression}$`).exec(path)
  return match === null ? undefined : { ...match.groups }
}
