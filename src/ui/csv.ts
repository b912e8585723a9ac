/** What makes a spreadsheet run a cell, also after white space. */
const runs = String.raw`[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]`
const formula = new RegExp(`^${runs}`, 'u')

/** Where a spreadsheet that is set to semicolons would begin another cell, and run that. */
const innerFormula = new RegExp(`(?<=;)(?='*["\\s]*${runs})`, 'gu')
const markedInner = new RegExp(`(?<=;)'(?='*["\\s]*${runs})`, 'gu')

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

function marked(cell: string): string {
  const inner = cell.replaceAll(innerFormula, "'")
  return needsMark(cell) ? `'${inner}` : inner
}

/** A cell of `csv` as it was before: the apostrophes that mark it as text taken away again. */
export function unmarked(cell: string): string {
  const inner = cell.replaceAll(markedInner, '')
  return inner.startsWith("'") && needsMark(inner.slice(1)) ? inner.slice(1) : inner
}

/** The cell, marked with more apostrophes when `unmarked` would take some of its own away. */
export function keptFromUnmarking(cell: string): string {
  return unmarked(cell) === cell ? cell : marked(cell)
}

/**
 * A CSV file for spreadsheets: UTF-8 with byte order mark, CRLF, quotes where needed, each row on one line. What a spreadsheet
 * would run or write anew, set to commas, semicolons or tabs, gets an apostrophe, which `unmarked` takes away without loss.
 */
export function csv(header: string[], rows: string[][]): string {
  return `\ufeff${[header, ...rows].map((row) => row.map(written).join(',')).join('\r\n')}`
}

function written(cell: string): string {
  // A tab begins another cell, a line break another row, and before a formula others are passed over.
  const safe = marked(cell.replaceAll(/\s*[\p{Cc}\u2028\u2029]+\s*/gu, ' '))
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
