import type { RefObject } from 'react'
import { linkQuery } from '~/apply/draft/apply-link'
import { readServerIds } from '~/apply/values/server-ids'
import { emptyApplyValues, type ApplyValues } from '~/apply/values/apply-values'
import type { ApplicationDraft } from '~/oms/application-draft'
import { tableColumns } from '~/oms/table-columns'
import type { Template, TemplateCells } from '~/record/named'
import { textRow } from '~/ui/text/text-row'
import { visibleText } from '~/ui/text/visible-text'

/** Browsers, servers and chat programs cut longer addresses. */
export const rowsLinkLimit = 8000

/** Tells the rows of Many at once that are ready, while it is on the screen. */
export type ReadyRows = RefObject<(() => ApplicationDraft[]) | null>

/** What stands on the screen as a template that has no name yet, and whether auto-approve is left out of it; or why it cannot be a template. */
export type Unnamed =
  | { template: Template; hasApproval: boolean }
  | { cannot: 'empty form' | 'empty table' | 'all servers' | 'wrong ids' | 'no ids' }

export function templateOfForm(values: ApplyValues): Unnamed {
  if (values.scope === 'all') return { cannot: 'all servers' }
  const { ids, invalid } = readServerIds(values.scope === 'servers' ? values.serverIds : '')
  if (invalid.length > 0) return { cannot: 'wrong ids' }
  const cells = {
    setId: visibleText(values.setId),
    appId: visibleText(values.appId),
    zoneId: visibleText(values.zoneId),
    tableName: visibleText(values.tableName),
    serverIds: ids.join('\n'),
  }
  if (Object.values(cells).every((cell) => cell === '')) return { cannot: 'empty form' }
  // Without an id it would come back as one of tables: of the whole zone.
  if (values.scope === 'servers' && ids.length === 0) return { cannot: 'no ids' }
  return { template: { kind: 'form', name: '', rows: [cells] }, hasApproval: values.autoApprove }
}

export function templateOfRows(drafts: readonly ApplicationDraft[]): Unnamed {
  const rows = drafts.flatMap(({ setId, appId, target }): TemplateCells[] => {
    if (target.scope === 'all') return []
    const { zoneId, tableName } = target
    return [
      { setId, appId, zoneId, tableName, serverIds: target.scope === 'servers' ? target.serverIds.join('\n') : '' },
    ]
  })
  if (rows.length === 0) return { cannot: 'empty table' }
  return { template: { kind: 'table', name: '', rows }, hasApproval: drafts.some(({ autoApprove }) => autoApprove) }
}

export function valuesOfTemplate({ rows: [cells] }: Extract<Template, { kind: 'form' }>): ApplyValues {
  return { ...emptyApplyValues, ...cells, scope: cells.serverIds === '' ? 'tables' : 'servers' }
}

const columns = ['setId', 'appId', 'zoneId', 'tableName', 'serverIds'] as const satisfies (keyof TemplateCells)[]

/** The rows as a table's text; what no row has gets no column. What is empty below a value could be one of merged cells: the rows with the fewest values come first. */
export function textOfRows(rows: readonly TemplateCells[], delimiter?: string): string {
  const used = columns.filter((column) => column === 'setId' || rows.some((row) => row[column] !== ''))
  const cellsOf = (row: TemplateCells) => used.map((column) => row[column].replaceAll('\n', ' '))
  const valuesOf = (row: TemplateCells) => used.filter((column) => row[column] !== '').length
  const inOrder = rows.toSorted((one, other) => valuesOf(one) - valuesOf(other))
  return [used.map((column) => tableColumns[column]), ...inOrder.map(cellsOf)]
    .map((cells) => textRow(cells, delimiter))
    .join('\n')
}

/** The address below the desk's own that fills in the same; undefined where it would be too long. */
export function linkOfTemplate(template: Template): string | undefined {
  if (template.kind === 'form') {
    const query = linkQuery(valuesOfTemplate(template))
    return query === undefined ? undefined : `apply?${query}`
  }
  // A comma needs no escape in a query, and is most of a table.
  const query = new URLSearchParams({ rows: textOfRows(template.rows, ',') }).toString().replaceAll('%2C', ',')
  return query.length > rowsLinkLimit ? undefined : `apply/many?${query}`
}
