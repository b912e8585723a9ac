import type { ApplicationDraft } from '~/oms/application-draft'

/**
 * The body of "apply" (oms-api.md section 1): numbers as strings like the documented example, what
 * was not given left out, and for all servers the number 0 with empty zone and table.
 */
export function applyBody(draft: ApplicationDraft): string {
  const { setId, appId, target, autoApprove } = draft
  const head = { set_id: setId, app_id: appId }
  const tail = { auto_approve: autoApprove ? '1' : '0' }
  switch (target.scope) {
    case 'all':
      return JSON.stringify({ ...head, zone_id: '', table_name: '', svr_ids: 0, ...tail })
    case 'servers':
      return JSON.stringify({ ...head, ...place(target), svr_ids: target.serverIds, ...tail })
    case 'tables':
      return JSON.stringify({ ...head, ...place(target), ...tail })
  }
}

function place({ zoneId, tableName }: { zoneId: string; tableName: string }) {
  return { ...(zoneId !== '' && { zone_id: zoneId }), ...(tableName !== '' && { table_name: tableName }) }
}
