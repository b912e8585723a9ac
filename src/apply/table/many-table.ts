import {
  columnOf,
  countNames,
  isIndexName,
  isNumberLike,
  isTotal,
  looksLikeNames,
  namesSeveral,
  narrowedIn,
  narrowingColumns,
} from '~/apply/table/column-names'
import { tableText, textRows, type TextRow } from '~/apply/table/many-text'
import { readServerIds } from '~/apply/values/server-ids'
import { columnOrder, tableColumns, type TableColumn } from '~/oms/table-columns'

/** What a person has said of columns whose names are not understood, by their keys. */
export type ColumnChoices = ReadonlyMap<string, TableColumn | 'leave out'>

/**
 * A column as its name was read. Without `column` nothing is read from it: it holds nothing, its name says so, or
 * (`asked`) a person has to say what it is. `key` is its name, with its place where that is empty or stands there before.
 */
export type Head = { name: string; key: string; column?: TableColumn; asked?: true; leftOut?: true }

/** Rows below one row of names. Without `names` they are in the documented order, or stand `above` the first row of names. */
export type Section = { names?: TextRow; above?: true; heads: Head[]; rows: TextRow[] }

/** A table before its rows are judged. `leftOut`: lines that are not rows, such as titles. */
export type TextTable = { separator: string; delimiter: string; sections: Section[]; leftOut: TextRow[] }

const documentedOrder: Head[] = columnOrder.map((column) => ({ name: tableColumns[column], key: column, column }))

/** What an exported result says of a row besides what was asked for. */
const resultNames = new Set(['row', 'outcome', 'id', 'message'])

/** Whether a row can be told from a title, and from within a quoted cell that should have ended before it. */
export function isRow(cells: string[]): boolean {
  return cells.filter(isNumberLike).length > 1 || countNames(cells) > 1 || cells.some(isRowInOne)
}

/** Whether a cell begins as a row does: its row is parted by something else than the others are. */
function isRowInOne(cell: string): boolean {
  return /^\d+[\s,;|]+\d+[\s,;|]/.test(cell)
}

/** Reads the text of a table: each row of names, wherever it stands, with the rows below it; where there is none, rows in the documented order. */
export function readTable(pasted: string, choices: ColumnChoices = new Map()): TextTable {
  const { separator, delimiter, body } = tableText(pasted, countNames)
  const [before, ...named] = split(textRows(body, delimiter, isRow))
  const leftOut: TextRow[] = []
  const unsaid = new Set(unsaidColumns(named.length === 0 ? [before] : named))
  const leave = (group: Section, isTitle: (row: TextRow, index: number) => boolean) => {
    // What a title may say of rows that do not say it themselves is lost with it.
    const isLeft = (row: TextRow, index: number) => isTitle(row, index) && !unsaid.has(narrowedIn(row.cells))
    const kept: TextRow[] = []
    for (const [index, row] of group.rows.entries()) (isLeft(row, index) ? leftOut : kept).push(row)
    group.rows = kept
  }

  if (named.length === 0) {
    const first = before.rows.findIndex(({ cells }) => isRow(cells))
    leave(before, (row, index) => index < first && isText(row))
    return { separator, delimiter, leftOut, sections: before.rows.length === 0 ? [] : [before] }
  }
  leave(before, ({ cells }) => !isRow(cells))
  const sections: Section[] = before.rows.length === 0 ? [] : [{ ...before, above: true }]
  for (const [index, group] of named.entries()) {
    const isLast = index === named.length - 1
    const count = countNames(group.names.cells)
    const isKnown = count > 0
    const table = indexOf(group.heads, 'tableName')
    // The cells before the name of a table may be merged with those above.
    const lastRow = group.rows.findLastIndex((row) => !isText(row) || (row.cells[table] ?? '') !== '')
    // What follows a row that ends early may be the rest of it.
    const lastOfRows = endsEarly(group, group.rows[lastRow]) ? lastRow + 1 : lastRow
    if (!isLast) leave(group, (row, at) => (isKnown ? at > lastOfRows : !isRow(row.cells)))
    if (group.rows.length > 0 || (isLast && isKnown)) sections.push({ ...group, heads: understood(group, choices) })
    else if (count === 1 && unsaid.has(narrowedIn(group.names.cells)))
      sections.push({ heads: documentedOrder, rows: [group.names], above: true })
    else if (!isKnown) {
      const above = sections.at(-1)
      if (above !== undefined && endsEarly(above, above.rows.at(-1))) above.rows.push(group.names)
      else leftOut.push(group.names)
    }
  }
  return { separator, delimiter, leftOut, sections }
}

/** Whether a row has fewer cells than its table has names. */
export function endsEarly({ names, heads }: Section, row: TextRow | undefined): boolean {
  return names !== undefined && row !== undefined && row.cells.length < heads.length
}

/** The columns that narrow a row and do not say how for every one. */
function unsaidColumns(sections: Section[]): (TableColumn | undefined)[] {
  return narrowingColumns.filter((column) =>
    sections.some(({ heads, rows }) => {
      const index = indexOf(heads, column)
      return rows.some((row) => !isText(row) && (row.cells[index] ?? '') === '')
    }),
  )
}

type Named = Section & { names: TextRow }

function split(rows: Iterable<TextRow>): [Section, ...Named[]] {
  const before: Section = { heads: documentedOrder, rows: [] }
  const named: Named[] = []
  for (const row of rows) {
    const current = named.at(-1) ?? before
    const cellOf = (column: TableColumn) => {
      const index = indexOf(current.heads, column)
      return index === -1 ? undefined : (row.cells[index] ?? '')
    }
    const isNamesInOne = isText(row) && (namesSeveral(row.raw) || (current === before && countNames(row.cells) === 1))
    const isNames = isNamesInOne || looksLikeNames(row.cells, cellOf('setId'), cellOf('appId'))
    // Names are repeated on each page of a printed table.
    if (isNames && isSame(row, current.names)) continue
    if (isNames) named.push({ names: row, heads: row.cells.map(headOf), rows: [] })
    else current.rows.push(row)
  }
  // Words with no row below them name nothing, and are rows that are wrong.
  const nothing = named.splice(named.findLastIndex(namesSomething) + 1)
  const above = named.at(-1) ?? before
  above.rows = [...above.rows, ...nothing.flatMap(({ names, rows: below }) => [names, ...below])]
  return [before, ...named]
}

/** Of the last ones: where those below name nothing, the names of the next one are a row of this one. */
function namesSomething({ names, rows }: Named, index: number, named: Named[]): boolean {
  return (
    countNames(names.cells) > 0 || rows.some(({ cells }) => isRow(cells)) || isRow(named[index + 1]?.names.cells ?? [])
  )
}

function isSame(names: TextRow, earlier: TextRow | undefined): boolean {
  const meaning = ({ cells }: TextRow) => JSON.stringify(cells.map((name) => columnOf(name) ?? name))
  return earlier !== undefined && names.malformedQuote === undefined && meaning(names) === meaning(earlier)
}

/** Whether a row has one cell, and words in it. */
function isText({ cells, malformedQuote }: TextRow): boolean {
  const [text, ...more] = cells.filter((cell) => cell !== '')
  if (text === undefined || more.length > 0 || malformedQuote !== undefined) return false
  return /\p{L}/u.test(text) && !isRowInOne(text)
}

function headOf(name: string, index: number, names: string[]): Head {
  const column = columnOf(name)
  const isFirst = name !== '' && names.indexOf(name) === index
  return { name, key: isFirst ? name : `${name}#${index + 1}`, ...(column !== undefined && { column }) }
}

function understood({ names, heads, rows }: Named, choices: ColumnChoices): Head[] {
  const isResult = isExported(names.cells)
  return heads.map((head, index): Head => {
    if (head.column !== undefined || (isResult && resultNames.has(head.name))) return head
    const filled = rows.filter(({ cells }) => (cells[index] ?? '') !== '')
    const isFirst = heads.slice(0, index).every(({ name }) => name === '' || isIndexName(name))
    if (filled.length === 0 || (isFirst && isIndexName(head.name) && countsUp(counted(filled), index))) return head
    const choice = choices.get(head.key)
    if (choice === undefined) return { ...head, asked: true }
    return choice === 'leave out' ? { ...head, asked: true, leftOut: true } : { ...head, asked: true, column: choice }
  })
}

/** Those that a number before each would count. */
function counted(rows: TextRow[]): TextRow[] {
  return rows.filter(({ cells }) => isRow(cells) && !cells.some(isTotal))
}

function countsUp(rows: TextRow[], index: number): boolean {
  const numbers = rows.map(({ cells }) => cells[index] ?? '')
  // Each page or file may begin again.
  const isNext = (value: number, at: number) => at === 0 || value < 2 || value > Number(numbers[at - 1])
  return numbers.every((value, at) => /^\d+$/.test(value) && isNext(Number(value), at))
}

/**
 * Whether each cell may belong to a column beside its own: numbered rows have a cell too many, or, without names, a
 * number or a server id stands where the table should.
 */
export function mayBeShifted({ names, heads, rows }: Section): boolean {
  const numbered = counted(rows).filter(({ cells }) => !isNumbering(cells))
  const isLonger = numbered.length > 0 && numbered.every(({ cells }) => cells.length > heads.length)
  if (isLonger && /^[01]$/.test(numbered[0]?.cells[0] ?? '') && countsUp(numbered, 0)) return true
  const table = indexOf(heads, 'tableName')
  return names === undefined && rows.some(({ cells }) => isNoName(cells[table] ?? ''))
}

function isNoName(cell: string): boolean {
  return isNumberLike(cell) || readServerIds(cell).ids.length > 0
}

/** Whether the cells only count the columns: 1, 2, 3 below the names. */
export function isNumbering(cells: string[]): boolean {
  return cells.length > 2 && cells.every((cell, index) => cell === String(index + 1))
}

/** Whether these are the names of an exported result, whose cells are marked for spreadsheets. Any other table is read to the letter. */
export function isExported(names: readonly string[]): boolean {
  return names.includes('outcome')
}

/** Where a column stands; -1 when it is missing. */
export function indexOf(heads: Head[], column: TableColumn): number {
  return heads.findIndex((head) => head.column === column)
}
