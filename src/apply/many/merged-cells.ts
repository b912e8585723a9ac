import type { TableCells, TableColumn } from '~/oms/table-columns'

const narrowing = ['zoneId', 'tableName', 'serverIds'] as const satisfies readonly TableColumn[]

/** The last row above with each combination of filled columns that narrow, by that combination. */
export type RowsAbove = Map<string, TableCells>

/**
 * The narrowing column that this row leaves empty while one above, otherwise filled alike, has a value: merged cells
 * come as one value and empty cells below it, and taken as empty they would ask for more. Remembers the row.
 */
export function mergedColumn(cells: TableCells, above: RowsAbove): TableColumn | undefined {
  const filled = narrowing.filter((column) => cells[column] !== '')
  const isNarrower = (other: TableCells) => filled.length > 0 && filled.every((column) => other[column] !== '')
  const isSameAgain = (other: TableCells) =>
    (['setId', 'appId', ...filled] as const).every((column) => cells[column] === other[column])
  const merged = [...above.values()]
    .filter((other) => isNarrower(other) && !isSameAgain(other))
    .map((other) => narrowing.find((column) => cells[column] === '' && other[column] !== ''))
  above.set(filled.join(), cells)
  return merged.find((column) => column !== undefined)
}
