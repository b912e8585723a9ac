import { delay, HttpResponse } from 'msw'
import { unauthorized } from '~/mocks/answers'

const notInWhitelist = () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }, { status: 403 })
const serverError = () => HttpResponse.html('<h1>Internal Server Error</h1>', { status: 500 })

/** OMS does it and answers; the answer is lost between the demo's gate and the page. */
export const lostConnection = 'fault_lost_connection'

/**
 * Failures to try on purpose: applying with one of these table names, rejecting with it as the memo, or asking for the
 * application whose id is its number makes the mock OMS fail in that way. `commit` does what was asked.
 */
export const faults: Record<string, (commit: () => Promise<Response>) => Promise<Response>> = {
  /** Does it, then loses the answer. */
  fault_lost_answer: async (commit) => {
    await commit()
    return HttpResponse.error()
  },
  [lostConnection]: (commit) => commit(),
  /** Does it, and takes three seconds. */
  fault_slow: async (commit) => {
    await delay(3000)
    return commit()
  },
  fault_expired_token: async () => unauthorized(),
  fault_whitelist: async () => notInWhitelist(),
  fault_transaction: async () =>
    HttpResponse.json(['Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed.'], {
      status: 422,
    }),
  fault_server_error: async () => serverError(),
  fault_login_page: async () => HttpResponse.html('<form>Please log in</form>'),
  fault_9401: async () => unauthorized(),
  fault_9403: async () => notInWhitelist(),
  fault_9500: async () => serverError(),
}

/** Does what was asked, or fails in the way that the sentinel names. */
export async function withFault(sentinel: string, commit: () => Promise<Response>): Promise<Response> {
  const fault = Object.hasOwn(faults, sentinel) ? faults[sentinel] : undefined
  return fault === undefined ? commit() : fault(commit)
}
