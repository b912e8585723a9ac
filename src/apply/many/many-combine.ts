import { trimOuter } from '~/apply/values/apply-values'
import { readRows } from '~/apply/many/many-rows'
import { indexOf, isExported, readTable, type TextTable } from '~/apply/many/many-table'
import { textRow, type TextRow } from '~/apply/many/many-text'
import { listWords } from '~/apply/values/server-ids'
import { columnOrder, tableColumns } from '~/oms/table-columns'
import { keptFromUnmarking } from '~/ui/csv'

import type { Texts } from '~/i18n/i18n'
/** "These tables in these zones" as typed; zones and tables are lists with any mix of separators. */
export type Combination = { setId: string; appId: string; zoneIds: string; tableNames: string; autoApprove: boolean }

const header = textRow(Object.values(tableColumns))

function tableWords(text: string): string[] {
  return text
    .split(/[\n\r\t,;，；、]/u)
    .map(trimOuter)
    .filter((name) => name !== '')
}

/** How many rows a combination makes. */
export function combinedCount({ zoneIds, tableNames }: Pick<Combination, 'zoneIds' | 'tableNames'>): number {
  const [zones, tables] = [listWords(zoneIds).length, tableWords(tableNames).length]
  return zones === 0 || tables === 0 ? zones + tables : zones * tables
}

/** The text of a table with a row for every table in every zone. What is wrong shows up as an error of its row. */
export function combine({ setId, appId, zoneIds, tableNames, autoApprove }: Combination): string {
  if (combinedCount({ zoneIds, tableNames }) === 0) return ''
  const [zones, tables] = [listWords(zoneIds), tableWords(tableNames)]
  const rows = orNone(zones).flatMap((zone) =>
    orNone(tables).map((table) => textRow([setId, appId, zone, table, '', autoApprove ? '1' : '0'])),
  )
  return [header, ...rows].join('\n')
}

function orNone(words: string[]): string[] {
  return words.length === 0 ? [''] : words
}

/**
 * Two tables as the text of one. Where their columns or delimiters differ both are written anew, unknown columns,
 * surplus cells and spoilt rows included. A table that can not be read as one is left as it is.
 */
export function appendRows(t: Texts, text: string, added: string): string {
  if (trimOuter(text) === '') return added
  if (trimOuter(added) === '') return text
  const [addedHead, ...addedRows] = added.split('\n')
  if (addedHead === header && text.split('\n', 1)[0] === header) return joined(text, addedRows.join('\n'))
  if ([text, added].some((one) => readRows(t, one).error !== undefined)) return joined(text, added)
  return rewritten(readTable(t, text), readTable(t, added))
}

/** The text of a table with only the rows of these lines, as they were typed. */
export function onlyRows(t: Texts, text: string, lines: ReadonlySet<number>): string {
  const table = readTable(t, text)
  return rewritten({ ...table, rows: table.rows.filter((_row, index) => lines.has(index + 1)) }, readTable(t, ''))
}

function joined(text: string, added: string): string {
  return added === '' ? text : `${text.replace(/\n+$/, '')}\n${added}`
}

function rewritten(one: TextTable, other: TextTable): string {
  const [ours, theirs] = [unknownNames(one), unknownNames(other)]
  const [noneOfOurs, noneOfTheirs] = [ours.map(() => ''), theirs.map(() => '')]
  const heads = [...Object.values(tableColumns), ...ours, ...theirs]
  const line = isExported(heads.map((name) => ({ name }))) ? markedLine : textLine
  return [
    textRow(heads),
    ...one.rows.map((row) => line(rewrittenRow(one, row, (unknown) => [...unknown, ...noneOfTheirs]))),
    ...other.rows.map((row) => line(rewrittenRow(other, row, (unknown) => [...noneOfOurs, ...unknown]))),
  ].join('\n')
}

function unknownNames({ heads }: TextTable): string[] {
  return heads.filter(({ column }) => column === undefined).map(({ name }) => name)
}

function rewrittenRow(
  { heads }: TextTable,
  { cells, spoilt }: TextRow,
  inBoth: (unknown: string[]) => string[],
): string[] {
  const known = columnOrder.map((column) => cells[indexOf(heads, column)] ?? '')
  // As one cell a wrong row stays wrong: its pieces might be taken for values.
  if (spoilt !== undefined || known[columnOrder.indexOf('tableName')]?.includes('\n'))
    return [spoilt ?? cells.join(' ')]
  const unknown = heads.flatMap(({ column }, index) => (column === undefined ? [cells[index] ?? ''] : []))
  // Surplus cells stay beyond every column, where they are an error.
  return [...known, ...inBoth(unknown), ...cells.slice(heads.length)]
}

/** A line break in a cell, which parts server ids and words like a space, might begin a row of the new table. */
function textLine(cells: string[]): string {
  return textRow(cells.map((cell) => cell.replaceAll('\n', ' ')))
}

/** The same for a table whose marks will be taken away when it is read. */
function markedLine(cells: string[]): string {
  return textLine(cells.map(keptFromUnmarking))
}
