import { cellsOf, judgeRow, wrong, type Verdict } from '~/apply/table/many-row'
import { narrowedIn } from '~/apply/table/column-names'
import {
  endsEarly,
  indexOf,
  isRow,
  mayBeShifted,
  readTable,
  type ColumnChoices,
  type Section,
} from '~/apply/table/many-table'
import type { TextRow } from '~/apply/table/many-text'
import type { RowsAbove } from '~/apply/table/merged-cells'
import type { Texts } from '~/i18n/i18n'
import { applyBody } from '~/oms/application-draft'
import { columnOrder, tableColumns, type TableCells, type TableColumn } from '~/oms/table-columns'

/** A row of a pasted table. `line` counts the rows that hold values, from 1. */
export type ManyRow = { line: number; cells: TableCells } & Verdict

/** A column that a person has to name: a few of its values, what it may be, and what was chosen. */
export type UnclearColumn = {
  key: string
  name: string
  values: string[]
  free: TableColumn[]
  choice?: TableColumn | 'leave out'
}

/**
 * A pasted table, read. `names`: its rows of names, by which it is told from another table. `errors`: why whole parts of it can't be
 * read. `leftOut`: lines that are not rows, such as titles.
 */
export type ManyTable = {
  rows: ManyRow[]
  names: string
  errors: string[]
  unclear: UnclearColumn[]
  leftOut: string[]
}

/** The columns without which no row can be read. */
const neededColumns = ['setId', 'appId'] as const

/** The most characters of a table, or bytes of its file. A dump that was taken for one would keep the page busy for minutes. */
export const tableLimit = 4 * 1024 * 1024

/** Reads a pasted table of applications. It repairs nothing: a row is valid as the form would take it, or wrong. */
export function readRows(t: Texts, text: string, choices?: ColumnChoices): ManyTable {
  if (text.length > tableLimit) {
    return { rows: [], names: '', errors: [t('many.error.tooLong')], unclear: [], leftOut: [] }
  }
  const { sections, leftOut } = readTable(text, choices)
  const lines = new Map<string, number>()
  const rows: ManyRow[] = []
  // Of the rows above all titles, the first may be meant.
  const titles = new Map(sections.flatMap((one) => one.rows.flatMap((row) => titleIn(one, row))).toReversed())
  for (const section of sections) {
    const error = sectionError(t, section)
    const above: RowsAbove = new Map()
    for (const [index, row] of section.rows.entries()) {
      for (const [column, words] of titleIn(section, row)) titles.set(column, words)
      const line = rows.length + 1
      const cells = cellsOf(section, row)
      const judged = error === undefined ? judgeRow(t, section, row, cells, above) : wrong(error)
      const doubt = judged.kind === 'valid' ? doubtAbout(t, { titles, cells, section, index }) : undefined
      const verdict = doubt === undefined ? judged : wrong(doubt)
      const body = verdict.kind === 'valid' ? applyBody(verdict.draft) : ''
      const as = lines.get(body)
      if (as !== undefined) rows.push({ line, cells, kind: 'same', as })
      else rows.push({ line, cells, ...verdict })
      if (body !== '' && as === undefined) lines.set(body, line)
    }
  }
  return {
    rows,
    names: sections.flatMap(({ names }) => names?.cells.join('\t') ?? []).join('\n'),
    errors: [...new Set(sections.flatMap((section) => sectionError(t, section) ?? []))],
    unclear: unclearColumns(sections),
    leftOut: leftOut.map(({ cells }) => filledText(cells)),
  }
}

type RowAmongOthers = { titles: ReadonlyMap<TableColumn, string>; cells: TableCells; section: Section; index: number }

/** Why a row that is right by itself may ask for more than is meant: what stands around it may narrow it. */
function doubtAbout(t: Texts, { titles, cells, section, index }: RowAmongOthers): string | undefined {
  const [, title] = [...titles].find(([column]) => cells[column] === '') ?? []
  if (title !== undefined) return t('many.error.outside', { text: t.joinFirst([title]) })
  const [row, next] = section.rows.slice(index, index + 2)
  return next !== undefined && !isRow(next.cells) && endsEarly(section, row) ? t('many.error.rest') : undefined
}

/** What a line that is no row may say of those around it, and of which column. */
function titleIn({ above }: Section, { cells }: TextRow): [TableColumn, string][] {
  const column = above || !isRow(cells) ? narrowedIn(cells) : undefined
  return column === undefined ? [] : [[column, filledText(cells)]]
}

function filledText(cells: string[]): string {
  return cells.filter((cell) => cell !== '').join(' ')
}

function sectionError(t: Texts, section: Section): string | undefined {
  const { names, above, heads, rows } = section
  if (above) return t(rows.every(({ cells }) => narrowedIn(cells)) ? 'many.error.title' : 'many.error.above')
  if (names === undefined) return mayBeShifted(section) ? t('many.error.unnamed') : undefined
  if (names.malformedQuote) return t('many.error.headerQuotes')
  const twice = heads.find(({ column }, index) => column !== undefined && indexOf(heads, column) !== index)
  if (twice?.column !== undefined) return t('many.error.twice', { name: tableColumns[twice.column] })
  if (mayBeShifted(section)) return t('many.error.namelessIndex')
  const missing = neededColumns.filter((column) => indexOf(heads, column) === -1)
  if (missing.length === 0) return undefined
  return t('many.error.columns', { names: t.list(missing.map((column) => tableColumns[column])) })
}

function unclearColumns(sections: Section[]): UnclearColumn[] {
  const columns = new Map<string, UnclearColumn>()
  for (const { heads, rows } of sections) {
    const named = new Set(heads.map(({ column }) => column))
    for (const [index, { key, name, asked, column, leftOut }] of heads.entries()) {
      if (asked === undefined) continue
      const filled = rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '')
      const free = columnOrder.filter((one) => one === column || !named.has(one))
      const earlier = columns.get(key)
      const choice = leftOut ? 'leave out' : column
      columns.set(key, {
        key,
        name,
        values: [...new Set([...(earlier?.values ?? []), ...filled])].slice(0, 3),
        free: free.filter((one) => earlier?.free.includes(one) ?? true),
        ...(choice !== undefined && { choice }),
      })
    }
  }
  return [...columns.values()]
}
