import { applyForm } from '~/apply/values/apply-rules'
import { emptyApplyValues } from '~/apply/values/apply-values'
import { isTotal, standsForNothing } from '~/apply/table/column-names'
import { indexOf, isExported, isNumbering, type Head, type Section } from '~/apply/table/many-table'
import type { TextRow } from '~/apply/table/many-text'
import { mergedPlace, type Narrowed, type RowsAbove } from '~/apply/table/merged-cells'
import { readServerIds } from '~/apply/values/server-ids'
import { idsElsewhere } from '~/apply/server-ids/server-ids-change'
import type { Texts } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'
import { columnOrder, type TableCells, type TableColumn } from '~/oms/table-columns'
import { unmarked } from '~/ui/text/csv'

/** What is wrong with a cell, or with the row as a whole. */
type RowError = { column: TableColumn | undefined; message: string }

/**
 * What a row asks for. `duplicates`: how many server ids it repeats; `elsewhere`: those that seem to belong to another set or app.
 * `same`: an earlier row, by its line, asks for exactly this. `sent`: an exported result says that it was. `merged`: the
 * place of the empty cell that is wrong because of a row above.
 */
export type Verdict =
  | { kind: 'valid'; draft: ApplicationDraft; duplicates?: number; elsewhere?: string[] }
  | { kind: 'same'; as: number }
  | { kind: 'sent'; outcome: string }
  | { kind: 'wrong'; errors: RowError[]; merged?: number }

const autoApproveWords = new Map([
  ['', false],
  ['0', false],
  ['no', false],
  ['false', false],
  ['否', false],
  ['1', true],
  ['yes', true],
  ['true', true],
  ['是', true],
])

/** The words of an exported result, in either language, for a row that certainly created nothing. */
const nothingCreated = new Set(['', 'Refused', 'Not sent', 'Not sent yet', 'OMS 未受理', '未发送', '尚未发送'])

/** A row that is wrong as a whole. */
export function wrong(message: string): Verdict {
  return { kind: 'wrong', errors: [{ column: undefined, message }] }
}

/** What its section names of the row. */
export function cellsOf({ names, heads }: Section, { cells, malformedQuote }: TextRow): TableCells {
  // An exported result marks its cells for spreadsheets; any other table is read to the letter.
  const isMarked = names !== undefined && isExported(names.cells) && malformedQuote === undefined
  const cell = (column: TableColumn) => {
    const text = cells[indexOf(heads, column)] ?? ''
    return isMarked ? unmarked(text) : text
  }
  return {
    setId: cell('setId'),
    appId: cell('appId'),
    zoneId: cell('zoneId'),
    tableName: cell('tableName'),
    serverIds: cell('serverIds'),
    autoApprove: cell('autoApprove'),
  }
}

/** What a row asks for, as the form would take it; `above` has what stands in merged cells of the rows before. */
export function judgeRow(t: Texts, section: Section, row: TextRow, cells: TableCells, above: RowsAbove): Verdict {
  const { names, heads } = section
  if (row.malformedQuote) return wrong(t('many.error.quotes'))
  const isResult = names !== undefined && isExported(names.cells)
  const outcome = isResult ? sentBefore(heads, row) : undefined
  if (outcome !== undefined) return { kind: 'sent', outcome }
  if ((isResult ? Object.values(cells) : row.cells).some(isTotal)) return wrong(t('many.error.total'))
  if (names !== undefined && isNumbering(row.cells)) return wrong(t('many.error.numbering'))
  const merged = isResult ? undefined : mergedPlace(narrowed(heads, row, cells), above)
  const autoApprove = autoApproveWords.get(cells.autoApprove.toLowerCase())
  const form = applyForm.safeParse({
    ...emptyApplyValues,
    ...cells,
    scope: cells.serverIds === '' ? 'tables' : 'servers',
    autoApprove: autoApprove ?? false,
  })
  const errors: RowError[] = [
    ...cellsWithoutColumn(t, heads, row),
    ...(form.error?.issues ?? []).map(({ path, message }) => formError(t, cells, path[0], t.said(message))),
    ...(standsForNothing(cells.tableName)
      ? [{ column: 'tableName' as const, message: t('many.error.nothing', { cell: cells.tableName }) }]
      : []),
    ...(merged === undefined
      ? []
      : [{ column: heads[merged]?.column, message: mergedMessage(t, heads[merged], merged) }]),
    ...(autoApprove === undefined ? [{ column: 'autoApprove' as const, message: t('many.error.autoApprove') }] : []),
  ]
  if (!form.success || errors.length > 0) return { kind: 'wrong', errors, ...(merged !== undefined && { merged }) }
  const draft = form.data
  if (draft.target.scope !== 'servers') return { kind: 'valid', draft }
  const duplicates = readServerIds(cells.serverIds).duplicates.length
  const elsewhere = idsElsewhere(draft.target.serverIds, `${draft.setId}.${draft.appId}`)
  return { kind: 'valid', draft, ...(duplicates > 0 && { duplicates }), ...(elsewhere.length > 0 && { elsewhere }) }
}

const narrowing = new Set<TableColumn | undefined>(['zoneId', 'tableName', 'serverIds'])

function isUnclear({ asked, column, leftOut }: Head): boolean {
  return asked === true && column === undefined && leftOut === undefined
}

function narrowed(heads: Head[], row: TextRow, { setId, appId, autoApprove }: TableCells): Narrowed {
  const places = heads.flatMap((head, place) => (isUnclear(head) || narrowing.has(head.column) ? [place] : []))
  return {
    at: `${setId} ${appId} ${autoApprove}`,
    cells: new Map(places.map((place) => [place, row.cells[place] ?? ''])),
  }
}

function mergedMessage(t: Texts, head: Head | undefined, place: number): string {
  if (head?.column !== undefined) return t('many.error.merged')
  return t('many.error.unclearMerged', { name: head?.name || place + 1 })
}

/** What an exported result says of a row that may exist at OMS. */
function sentBefore(heads: Head[], { cells }: TextRow): string | undefined {
  const cell = (name: string) => unmarked(cells[heads.findIndex((head) => head.name === name)] ?? '')
  const [outcome, id] = [cell('outcome'), cell('id')]
  if (id === '' && nothingCreated.has(outcome)) return undefined
  return id === '' ? outcome : `${outcome} #${id}`
}

/** Cells that no column of the table reads, and whose meaning nobody has said. */
function cellsWithoutColumn(t: Texts, heads: Head[], { cells }: TextRow): RowError[] {
  const surplus = cells.slice(heads.length).filter((cell) => cell !== '')
  const unclear = heads.flatMap((head, index): RowError[] => {
    const cell = cells[index] ?? ''
    if (!isUnclear(head) || cell === '') return []
    const message = t('many.error.unclear', { name: head.name || index + 1, cell: t.joinFirst([cell]) })
    return [{ column: undefined, message }]
  })
  if (surplus.length === 0) return unclear
  return [...unclear, { column: undefined, message: t('many.error.cells', { cells: t.joinFirst(surplus) }) }]
}

/** An error of the form in the words of a table, where there is no choice "All servers". */
function formError(t: Texts, cells: TableCells, field: PropertyKey | undefined, message: string): RowError {
  const column = columnOrder.find((one) => one === field)
  if (column === 'zoneId' && cells.zoneId === '') return { column, message: t('many.error.target') }
  if (column === 'serverIds' && asksForAll(cells.serverIds)) return { column, message: t('many.error.all') }
  if (column === 'tableName' && cells.tableName.includes('\n')) return { column, message: t('many.error.lineBreak') }
  return { column, message }
}

/** The value that means all servers on the wire. */
function asksForAll(serverIds: string): boolean {
  const { ids, invalid } = readServerIds(serverIds)
  return ids.length === 0 && invalid.length === 1 && invalid[0] === '0'
}
