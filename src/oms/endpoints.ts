/** A call of the OMS web service as the page sees it: the method and the same-origin address. */
export type Endpoint = { readonly method: 'GET' | 'POST'; readonly path: string }

/**
 * Every OMS call by name. A `:part` of a path stands for a number. Which OMS address and cmd
 * belong to a call is the gate's business: `server/gate/routes.ts`.
 */
export const endpoints = {
  token: { method: 'POST', path: '/oms/token' },
  apply: { method: 'POST', path: '/oms/apply' },
  reject: { method: 'POST', path: '/oms/reject' },
  check: { method: 'POST', path: '/oms/check' },
  applyDetail: { method: 'GET', path: '/oms/apply-detail/:uid' },
  zones: { method: 'POST', path: '/oms/zones' },
  tables: { method: 'GET', path: '/oms/tables/:set/:app/:zone' },
  start: { method: 'POST', path: '/oms/start' },
  resume: { method: 'POST', path: '/oms/resume' },
  failovers: { method: 'POST', path: '/oms/failovers' },
  transaction: { method: 'GET', path: '/oms/transaction/:set/:id' },
} as const satisfies Record<string, Endpoint>

/** A call of OMS by its name here. */
export type EndpointName = keyof typeof endpoints

/** Asks the gate itself, and not OMS, what happened to an attempt: its id. */
export const settleEndpoint = { method: 'POST', path: '/oms/attempts/:attempt/settle' } as const satisfies Endpoint

/** Puts parts into the `:part`s of a path. */
export function fillPath(path: string, parts: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_whole, name: string) => parts[name] ?? '')
}
