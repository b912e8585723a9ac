import { textRows, type TextRow } from '~/apply/many/many-text'
import type { Texts } from '~/i18n/i18n'
import { columnOrder, tableColumns, type TableColumn } from '~/oms/table-columns'
import { unmarked } from '~/ui/csv'

/** A column as the first row names it; without `column` the name is none that is known. */
export type Head = { name: string; column?: TableColumn }

/** A pasted table before its rows are judged. `spoilt`: a quotation mark makes the header a guess. */
export type TextTable = { header: boolean; spoilt: boolean; heads: Head[]; rows: TextRow[] }

const withoutHeader: Head[] = columnOrder.map((column) => ({ name: tableColumns[column], column }))

/** The columns without which no row can be read. */
export const neededColumns = ['setId', 'appId'] as const

/** Upper and lower case, spaces, underscores and hyphens alike. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}

/**
 * The names of the wire, of the screen, and the short ones that people give their columns: a zone column
 * that is ignored for its name would make an application of a whole table.
 */
function columnNames(t: Texts): Map<string, TableColumn> {
  const screen = columnOrder.map((column) => [t(`apply.${column}`), column] as const)
  const wire = columnOrder.map((column) => [tableColumns[column], column] as const)
  const short = [
    ['set', 'setId'],
    ['app', 'appId'],
    ['zone', 'zoneId'],
    ['table', 'tableName'],
    ['svr id', 'serverIds'],
    ['server id', 'serverIds'],
    ['server ids', 'serverIds'],
    ['servers', 'serverIds'],
  ] as const
  return new Map([...screen, ...wire, ...short].map(([name, column]) => [plainName(name), column]))
}

function readHeads(t: Texts, cells: string[]): Head[] | undefined {
  const names = columnNames(t)
  const heads = cells.map((name): Head => {
    const column = names.get(plainName(name))
    return column === undefined ? { name } : { name, column }
  })
  // A row of values begins with a number, whatever its table is called.
  const isHeader = heads.some(({ column }) => column !== undefined) && !/^\p{Nd}/u.test(cells[0] ?? '')
  return isHeader ? heads : undefined
}

/** Whether a cell is meant as a number, well or badly written. Server ids have more dots. */
function isNumberLike(cell: string | undefined): boolean {
  return cell !== undefined && /^['+-]?\p{Nd}/u.test(cell) && cell.split('.').length <= 2
}

/** Reads the text of a table: its columns, named by the first row or in the documented order, and its rows. */
export function readTable(t: Texts, text: string): TextTable {
  let heads = withoutHeader
  // Asked of rows after the first, when the columns are known.
  const rows = textRows(text, (cells) => neededColumns.every((column) => isNumberLike(cells[indexOf(heads, column)])))
  const first = rows.next().value
  if (first === undefined) return { header: false, spoilt: false, heads, rows: [] }
  const named = readHeads(t, first.cells)
  if (named === undefined) return { header: false, spoilt: false, heads, rows: [first, ...rows] }
  heads = named
  const clean = isExported(heads) ? withoutMarks : (row: TextRow) => row
  return { header: true, spoilt: first.spoilt !== undefined, heads, rows: [...rows].map(clean) }
}

/** Whether a table is an exported result, whose cells are marked for spreadsheets. Any other table is read to the letter. */
export function isExported(heads: readonly { name: string }[]): boolean {
  return heads.some(({ name }) => name === 'outcome')
}

function withoutMarks(row: TextRow): TextRow {
  return row.spoilt === undefined ? { cells: row.cells.map(unmarked) } : row
}

/** Where a column stands; -1 when it is missing. */
export function indexOf(heads: Head[], column: TableColumn): number {
  return heads.findIndex((head) => head.column === column)
}
