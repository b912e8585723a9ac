import { visibleText, withoutUnseen } from '~/ui/text/visible-text'

/** A row as it was written. With `malformedQuote` a quotation mark makes its cells a guess. */
export type TextRow = { cells: string[]; raw: string; malformedQuote?: true }

/** How many cells of a row name a column. */
type CountNames = (cells: string[]) => number

/** The line that tells Excel which delimiter to use. */
const separatorLine = /^\s*"?sep=([^\w"\n])"?[^\S\n]*(?:\n|$)/i

const delimiters = ['\t', ',', ';']

/** The one that parts names of columns; else the one that comes first on most lines, what stands within quotes left aside. */
function delimiterOf(text: string, countNames: CountNames): string {
  const votes = new Map<string, number>()
  for (const line of text.replaceAll(/"[^"]*"/g, (quoted) => quoted.replaceAll(/[\t,;]/g, ' ')).split('\n')) {
    const named = delimiters.map((delimiter) => countNames(line.split(delimiter).map(visibleText)))
    const most = Math.max(...named)
    if (most > 1) return delimiters[named.indexOf(most)] ?? '\t'
    const first = /[\t,;]/.exec(line.replaceAll(/"[^"]*"/g, '').trim())?.[0]
    if (first !== undefined) votes.set(first, (votes.get(first) ?? 0) + 1)
  }
  const [winner] = [...votes].reduce((best, one) => (one[1] > best[1] ? one : best), ['\t', 0])
  return winner
}

/** The text as it is seen, with its delimiter, whether a line of its own names that or not. */
export function tableText(pasted: string, countNames: CountNames) {
  const text = withoutUnseen(pasted).replaceAll(/\r\n?/g, '\n')
  const [separator = '', named] = separatorLine.exec(text) ?? []
  return { separator, delimiter: named ?? delimiterOf(text, countNames), body: text.slice(separator.length) }
}

/**
 * The rows of a table's text, one after another; those without any text are left out.
 *
 * Not papaparse's reader: after a stray quotation mark it reads on to the next one that could close it, and
 * the rows between vanish in one cell; with mixed line ends it joins rows. Here a quoted cell must end where
 * the next delimiter or line begins and must not hold a line that is a row by itself; where it does not,
 * that one line is kept as it was written and the next is read as usual.
 */
export function* textRows(text: string, delimiter: string, isRow: (cells: string[]) => boolean): Generator<TextRow> {
  const cellEnd = new RegExp(`[\\${delimiter}\n]`, 'g')

  const endOfCell = (at: number) => {
    cellEnd.lastIndex = at
    return cellEnd.exec(text)?.index ?? text.length
  }
  const endOfLine = (at: number) => {
    const end = text.indexOf('\n', at)
    return end === -1 ? text.length : end
  }
  const plainCells = (line: string) => line.split(delimiter).map((cell) => cell.trim())

  const readCell = (at: number, isFirst: boolean) => {
    const plainEnd = endOfCell(at)
    const plain = text.slice(at, plainEnd).trim()
    if (!plain.startsWith('"')) {
      // The rest of a cell that was quoted over several lines.
      if (isFirst && plain.endsWith('"')) return
      return { cell: plain, end: plainEnd }
    }
    const open = text.indexOf('"', at)
    let close = text.indexOf('"', open + 1)
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
    if (close === -1) return
    const quotedEnd = endOfCell(close + 1)
    if (text.slice(close + 1, quotedEnd).trim() !== '') return
    const quoted = text.slice(open + 1, close)
    const furtherLines = quoted.includes('\n') ? text.slice(endOfLine(open) + 1, endOfLine(close)).split('\n') : []
    if (furtherLines.some((line) => isRow(plainCells(line)))) return
    return { cell: quoted.replaceAll('""', '"').trim(), end: quotedEnd }
  }

  const readRow = (start: number): { row: TextRow; end: number } => {
    const cells: string[] = []
    for (let at = start; ;) {
      const read = readCell(at, at === start)
      if (read === undefined) {
        const end = endOfLine(at)
        const guess = [...cells, ...plainCells(text.slice(at, end))]
        return { row: { cells: guess, raw: text.slice(start, end), malformedQuote: true }, end }
      }
      cells.push(read.cell)
      if (text[read.end] !== delimiter) return { row: { cells, raw: text.slice(start, read.end) }, end: read.end }
      at = read.end + 1
    }
  }

  for (let at = 0; at < text.length;) {
    const { row, end } = readRow(at)
    if (row.cells.some((cell) => cell !== '')) yield row
    at = end + 1
  }
}
