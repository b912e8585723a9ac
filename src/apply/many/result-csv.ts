import type { ApplicationDraft } from '~/oms/application-draft'
import { columnOrder, tableColumns, type TableCells } from '~/oms/table-columns'
import { csv } from '~/ui/text/csv'

/** The result of one row: what it asks for, the word for its outcome, the OMS id where there is one, and what OMS or the desk said. */
type RowResult = {
  line: number
  requested: ApplicationDraft
  outcome: string
  id?: string | undefined
  message: string
}

/** The results as a CSV file for spreadsheets; pasted again, its rows are read as applications. */
export function resultCsv(results: RowResult[]): string {
  return csv(
    ['row', ...Object.values(tableColumns), 'outcome', 'id', 'message'],
    results.map(({ line, requested, outcome, id, message }) => {
      const cells = cellsOf(requested)
      return [String(line), ...columnOrder.map((column) => cells[column]), outcome, id ?? '', message]
    }),
  )
}

function cellsOf({ setId, appId, target, autoApprove }: ApplicationDraft): TableCells {
  const head = { setId, appId, autoApprove: autoApprove ? '1' : '0' }
  switch (target.scope) {
    case 'tables':
      return { ...head, zoneId: target.zoneId, tableName: target.tableName, serverIds: '' }
    case 'servers':
      return { ...head, zoneId: target.zoneId, tableName: target.tableName, serverIds: target.serverIds.join(' ') }
    case 'all':
      // As on the wire. A pasted row refuses it, so that the file cannot ask for everything either.
      return { ...head, zoneId: '', tableName: '', serverIds: '0' }
  }
}
