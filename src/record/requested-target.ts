import type { ApplicationDraft } from '~/oms/application-draft'
import type { ApplyDetail } from '~/oms/detail'

/** What an application asks for, as far as it is known: `apply-detail` names neither the app nor auto-approve, and its servers are text of OMS. */
export type RequestedTarget = {
  setId: string
  /** Empty where nobody has said it. */
  appId: string
  target: ApplicationDraft['target']
  autoApprove?: boolean
  /** OMS's undocumented word for the servers, where this desk has not asked for them itself. */
  servers?: string
}

type Known = { draft?: ApplicationDraft | undefined; seen?: { detail: ApplyDetail } | undefined }

/** From this desk's own draft, or else from OMS's word. */
export function requestedTarget({ draft, seen }: Known): RequestedTarget {
  if (draft !== undefined) return draft
  const { setId = '', zoneId = '', tableName = '', servers = '' } = seen?.detail ?? {}
  return { setId, appId: '', target: { scope: 'tables', zoneId, tableName }, servers }
}
