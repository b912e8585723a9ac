import { applyForm } from '~/apply/values/apply-rules'
import { emptyApplyValues } from '~/apply/values/apply-values'
import { indexOf, neededColumns, readTable, type Head, type TextTable } from '~/apply/many/many-table'
import type { TextRow } from '~/apply/many/many-text'
import { readServerIds } from '~/apply/values/server-ids'
import type { Texts } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'
import { applyBody } from '~/oms/apply-body'
import { columnOrder, tableColumns, type TableCells, type TableColumn } from '~/oms/table-columns'

/** What is wrong with a cell, or with the row as a whole. */
export type RowError = { column: TableColumn | undefined; message: string }

/** What a row asks for. `duplicates`: how many server ids it repeats. `same`: an earlier row, by its line, asks for exactly this. */
type Verdict =
  | { kind: 'valid'; draft: ApplicationDraft; duplicates?: number }
  | { kind: 'same'; as: number }
  | { kind: 'wrong'; errors: RowError[] }

/** A row of a pasted table. `line` counts the rows that hold values, from 1. */
export type ManyRow = { line: number; cells: TableCells } & Verdict

/** A pasted table, read. With `error` nothing of it can be read. `ignored`: columns with unknown names. */
export type ManyTable = { rows: ManyRow[]; header: boolean; ignored: string[]; error?: string }

const autoApproveWords = new Map([
  ['', false],
  ['0', false],
  ['no', false],
  ['false', false],
  ['1', true],
  ['yes', true],
  ['true', true],
])

/** Reads a pasted table of applications. It repairs nothing: a row is valid as the form would take it, or wrong. */
export function readRows(t: Texts, text: string): ManyTable {
  const table = readTable(t, text)
  const { header } = table
  const ignored = table.heads.filter(({ name, column }) => column === undefined && name !== '').map(({ name }) => name)
  const error = tableError(t, table)
  if (error !== undefined) return { rows: [], header, ignored, error }
  const lines = new Map<string, number>()
  const rows = table.rows.map((row, index): ManyRow => {
    const line = index + 1
    const cells = cellsOf(table.heads, row)
    const verdict = judge(t, table.heads, row, cells)
    if (verdict.kind !== 'valid') return { line, cells, ...verdict }
    const body = applyBody(verdict.draft)
    const as = lines.get(body)
    if (as !== undefined) return { line, cells, kind: 'same', as }
    lines.set(body, line)
    return { line, cells, ...verdict }
  })
  return { rows, header, ignored }
}

function tableError(t: Texts, { header, spoilt, heads, rows }: TextTable): string | undefined {
  if (!header) return
  if (spoilt) return t('many.error.headerQuotes')
  const twice = heads.find(({ column }, index) => column !== undefined && indexOf(heads, column) !== index)
  if (twice?.column !== undefined) return t('many.error.twice', { name: tableColumns[twice.column] })
  const missing = neededColumns.filter((column) => indexOf(heads, column) === -1)
  if (missing.length > 0)
    return t('many.error.columns', { names: t.list(missing.map((column) => tableColumns[column])) })
  const misnamed = misnamedColumn(t, heads, rows)
  if (misnamed !== undefined) return misnamed
  if (indexOf(heads, 'serverIds') !== -1) return
  // Without its server ids a row would ask for a whole zone.
  const servers = heads.find(
    ({ column }, index) => column === undefined && rows.some(({ cells }) => holdsServerIds(cells[index] ?? '')),
  )
  return servers === undefined ? undefined : t('many.error.servers', { name: servers.name })
}

/** What narrows a row, and how a name sounds that may be meant for it. */
const narrowing = [
  ['zoneId', /zone|区/i],
  ['tableName', /table|表/i],
] as const

/** A column that may have been meant for one that narrows a row: without it the row would ask for more. */
function misnamedColumn(t: Texts, heads: Head[], rows: TextRow[]): string | undefined {
  for (const [column, sounds] of narrowing) {
    if (indexOf(heads, column) !== -1) continue
    const meant = heads.find(
      ({ name, column: known }, index) =>
        known === undefined && sounds.test(name) && rows.some(({ cells }) => (cells[index] ?? '') !== ''),
    )
    if (meant !== undefined) return t('many.error.misnamed', { name: meant.name, column: tableColumns[column] })
  }
  return undefined
}

function holdsServerIds(cell: string): boolean {
  const { ids, invalid } = readServerIds(cell)
  return ids.length > 0 && invalid.length === 0
}

function cellsOf(heads: Head[], { cells }: TextRow): TableCells {
  const cell = (column: TableColumn) => cells[indexOf(heads, column)] ?? ''
  return {
    setId: cell('setId'),
    appId: cell('appId'),
    zoneId: cell('zoneId'),
    tableName: cell('tableName'),
    serverIds: cell('serverIds'),
    autoApprove: cell('autoApprove'),
  }
}

function judge(t: Texts, heads: Head[], row: TextRow, cells: TableCells): Exclude<Verdict, { kind: 'same' }> {
  if (row.spoilt !== undefined)
    return { kind: 'wrong', errors: [{ column: undefined, message: t('many.error.quotes') }] }
  const autoApprove = autoApproveWords.get(cells.autoApprove.toLowerCase())
  const form = applyForm.safeParse({
    ...emptyApplyValues,
    ...cells,
    scope: cells.serverIds === '' ? 'tables' : 'servers',
    autoApprove: autoApprove ?? false,
  })
  const homeless = row.cells.filter((cell, index) => cell !== '' && (heads[index]?.name ?? '') === '')
  const errors: RowError[] = [
    ...(homeless.length === 0
      ? []
      : [{ column: undefined, message: t('many.error.cells', { cells: t.few(homeless) }) }]),
    ...(form.error?.issues ?? []).map(({ path, message }) => formError(t, cells, path[0], t.said(message))),
    ...(cells.tableName.includes('\n') ? [{ column: 'tableName' as const, message: t('many.error.lineBreak') }] : []),
    ...(autoApprove === undefined ? [{ column: 'autoApprove' as const, message: t('many.error.autoApprove') }] : []),
  ]
  if (!form.success || errors.length > 0) return { kind: 'wrong', errors }
  const draft = form.data
  const duplicates = draft.target.scope === 'servers' ? readServerIds(cells.serverIds).duplicates.length : 0
  return duplicates === 0 ? { kind: 'valid', draft } : { kind: 'valid', draft, duplicates }
}

/** An error of the form in the words of a table, where there is no choice "All servers". */
function formError(t: Texts, cells: TableCells, field: PropertyKey | undefined, message: string): RowError {
  const column = columnOrder.find((one) => one === field)
  if (column === 'zoneId' && cells.zoneId === '') return { column, message: t('many.error.target') }
  if (column === 'serverIds' && asksForAll(cells.serverIds)) return { column, message: t('many.error.all') }
  return { column, message }
}

/** The value that means all servers on the wire. */
function asksForAll(serverIds: string): boolean {
  const { ids, invalid } = readServerIds(serverIds)
  return ids.length === 0 && invalid.length === 1 && invalid[0] === '0'
}
