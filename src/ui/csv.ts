/** Starts that make a spreadsheet run a cell, also after white space, and the white space that hides them. */
const formula = /^(?:[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])/u

/** A spreadsheet keeps 15 digits of a number. */
const largestNumber = 999_999_999_999_999

/**
 * Spreadsheets run one sort of cells as formulas and write another sort anew: `007`, `1e3`, `1,000`,
 * an id of 16 digits. The usual cure for the second, `="007"`, is itself a formula.
 */
function isUnsafe(cell: string): boolean {
  if (formula.test(cell)) return true
  if (!/^\s*[\d.]/.test(cell)) return false
  const number = Number(cell.replaceAll(',', ''))
  return !Number.isNaN(number) && (number > largestNumber || String(number) !== cell)
}

function needsMark(cell: string): boolean {
  return isUnsafe(cell.replace(/^'+/, ''))
}

/** A cell of `csv` as it was before: the apostrophe that marks it as text taken away again. */
export function unmarked(cell: string): string {
  return cell.startsWith("'") && needsMark(cell.slice(1)) ? cell.slice(1) : cell
}

/**
 * A CSV file for spreadsheets: UTF-8 with byte order mark, CRLF, quotes where needed. A cell that a
 * spreadsheet would run or write anew gets a leading apostrophe, which `unmarked` takes away without loss.
 */
export function csv(header: string[], rows: string[][]): string {
  return `\ufeff${[header, ...rows].map((row) => row.map(written).join(',')).join('\r\n')}`
}

function written(cell: string): string {
  const safe = needsMark(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
