import { readRows, type ManyRow } from '~/apply/table/many-rows'
import { t } from '~/test/texts'

export const header = 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'

/** The one row of a table with that header. */
export const row = (line: string) => readRows(t, `${header}\n${line}`).rows[0]

/** What a row means; one that means nothing as it is. */
export const draftOf = (one: ManyRow | undefined) => (one?.kind === 'valid' ? one.draft : one)

export const tables = (zoneId: string, tableName: string, autoApprove = false) => ({
  setId: '126',
  appId: '2',
  autoApprove,
  target: { scope: 'tables', zoneId, tableName },
})

export const servers = (serverIds: string[], zoneId = '', tableName = '') => ({
  setId: '126',
  appId: '2',
  autoApprove: false,
  target: { scope: 'servers', zoneId, tableName, serverIds },
})
