import { HttpResponse } from 'msw'
import type { Evidence } from '~/oms/evidence'

/** An answer of OMS as the client reports it. */
export const answer = (status: number, text: string): Evidence => {
  try {
    return { kind: 'answer', status, text, json: JSON.parse(text) }
  } catch {
    return { kind: 'answer', status, text }
  }
}

/** A few answers that no action takes as done. */
export const odd = ['', 'null', 'true', 'false', '[]', '{}', '1', '"true"', '[true]', '<html>please log in</html>']
/** A refusal as a list of texts. */
export const listFailure =
  '["Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed."]'

/** As the gate answers where somebody has sent the same a moment ago, unless it is to be sent anyway. */
export function justSentBy(by: string | undefined, request: Request) {
  if (request.headers.get('x-send-anyway') === '1') return undefined
  const proxy = { kind: 'duplicate', sent: false, by, at: '2026-11-24T09:00:00.000Z' }
  return HttpResponse.json({ proxy }, { status: 409 })
}
