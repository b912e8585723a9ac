import type { Evidence } from '~/oms/client'

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
