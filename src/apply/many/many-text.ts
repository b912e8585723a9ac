import { trimOuter } from '~/apply/values/apply-values'

/** A row as it was written. With `spoilt`, its text to the letter, a quotation mark makes its cells a guess. */
export type TextRow = { cells: string[]; spoilt?: string }

/** Tab, comma or semicolon: the one that comes first on most lines, what stands within quotes left aside. */
function delimiterOf(text: string): string {
  const votes = new Map<string, number>()
  for (const line of text.replaceAll(/"[^"]*"/g, '').split('\n')) {
    const first = /[\t,;]/.exec(trimOuter(line))?.[0]
    if (first !== undefined) votes.set(first, (votes.get(first) ?? 0) + 1)
  }
  const [winner] = [...votes].reduce((best, one) => (one[1] > best[1] ? one : best), ['\t', 0])
  return winner
}

/**
 * The rows of a pasted table, one after another; those without any text are left out.
 *
 * Not papaparse's reader: after a stray quotation mark it reads on to the next one that could close it, and
 * the rows between vanish in one cell; with mixed line ends it joins rows. Here a quoted cell must end where
 * the next delimiter or line begins and must not hold a line that is a row by itself; where it does not,
 * that one line is spoilt and the next is read as usual.
 */
export function* textRows(pasted: string, isRow: (cells: string[]) => boolean): Generator<TextRow> {
  const text = pasted.replaceAll(/\r\n?/g, '\n')
  const delimiter = delimiterOf(text)
  const cellEnd = new RegExp(`[${delimiter}\n]`, 'g')

  const endOfCell = (at: number) => {
    cellEnd.lastIndex = at
    return cellEnd.exec(text)?.index ?? text.length
  }
  const endOfLine = (at: number) => {
    const end = text.indexOf('\n', at)
    return end === -1 ? text.length : end
  }
  const plainCells = (line: string) => line.split(delimiter).map(trimOuter)

  const readCell = (at: number) => {
    const plainEnd = endOfCell(at)
    const plain = trimOuter(text.slice(at, plainEnd))
    if (!plain.startsWith('"')) return { cell: plain, end: plainEnd }
    const open = text.indexOf('"', at)
    let close = text.indexOf('"', open + 1)
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
    if (close === -1) return
    const quotedEnd = endOfCell(close + 1)
    if (trimOuter(text.slice(close + 1, quotedEnd)) !== '') return
    const quoted = text.slice(open + 1, close)
    const furtherLines = quoted.includes('\n') ? text.slice(endOfLine(open) + 1, endOfLine(close)).split('\n') : []
    if (furtherLines.some((line) => isRow(plainCells(line)))) return
    return { cell: trimOuter(quoted.replaceAll('""', '"')), end: quotedEnd }
  }

  const readRow = (start: number): { row: TextRow; end: number } => {
    const cells: string[] = []
    for (let at = start; ;) {
      const read = readCell(at)
      if (read === undefined) {
        const end = endOfLine(at)
        return { row: { cells: [...cells, ...plainCells(text.slice(at, end))], spoilt: text.slice(start, end) }, end }
      }
      cells.push(read.cell)
      if (text[read.end] !== delimiter) return { row: { cells }, end: read.end }
      at = read.end + 1
    }
  }

  for (let at = 0; at < text.length;) {
    const { row, end } = readRow(at)
    if (row.cells.some((cell) => cell !== '')) yield row
    at = end + 1
  }
}

/** Cells as a line of a tab separated table, read back to the letter by `textRows` unless one holds a line that is a row by itself. */
export function textRow(cells: string[]): string {
  return cells.map((cell) => (/[\t,;\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')
}
