/** Cells as a line of a table, read back to the letter by Many at once unless one holds a line that is a row by itself. */
export function textRow(cells: string[], delimiter = '\t'): string {
  const isPlain = (cell: string) => !/[\t,;\r\n"]/.test(cell) && !cell.includes(delimiter)
  return cells.map((cell) => (isPlain(cell) ? cell : `"${cell.replaceAll('"', '""')}"`)).join(delimiter)
}
