/** What makes a spreadsheet run a cell, also behind white space and what can't be seen. */
const sign = '[=+\\-@＝＋－＠]'
const hidden = String.raw`[\s\p{Cf}]*`
const formula = new RegExp(`^${hidden}${sign}`, 'u')

/** The same where a spreadsheet that separates by semicolons would begin a cell. */
const laterFormula = new RegExp(`(;[\\s"\\p{Cf}]*)('*${sign})`, 'gu')
const markedLaterFormula = new RegExp(`(;[\\s"\\p{Cf}]*)'('*${sign})`, 'gu')

/** What a spreadsheet makes a day or a truth value of. */
const word =
  /^\s*(?:true|false|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?|september|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[-/. ]?\d{1,4})\s*$/i

/** A spreadsheet keeps 15 digits of a number. */
const largestNumber = 999_999_999_999_999

/**
 * Spreadsheets run one sort of cells as formulas and write another sort anew: `007`, `1e3`, `1,000`, `mar1`,
 * an id of 16 digits. The usual cure for the second, `="007"`, is itself a formula.
 */
function isUnsafe(cell: string): boolean {
  if (formula.test(cell) || word.test(cell)) return true
  if (!/^\s*[\d.]/.test(cell)) return false
  const number = Number(cell.replaceAll(',', ''))
  return !Number.isNaN(number) && (number > largestNumber || String(number) !== cell)
}

function needsMark(cell: string): boolean {
  return isUnsafe(cell.replace(/^'+/, ''))
}

function marked(cell: string): string {
  const safe = cell.replaceAll(laterFormula, "$1'$2")
  return needsMark(safe) ? `'${safe}` : safe
}

/** A cell of `csv` as it was before: the apostrophes that mark it as text taken away again. */
export function unmarked(cell: string): string {
  const bare = cell.startsWith("'") && needsMark(cell.slice(1)) ? cell.slice(1) : cell
  return bare.replaceAll(markedLaterFormula, '$1$2')
}

/**
 * A CSV file for spreadsheets: UTF-8 with byte order mark, CRLF, quotes where needed, no control characters. What a
 * spreadsheet would run, whether it separates by comma, semicolon or tab, or would write anew, gets an apostrophe, which
 * `unmarked` takes away without loss.
 */
export function csv(header: string[], rows: string[][]): string {
  return csvHead(header) + csvRows(rows)
}

/** How such a file begins. */
export function csvHead(header: string[]): string {
  return `\ufeff${line(header)}`
}

/** More of its rows. */
export function csvRows(rows: string[][]): string {
  return rows.map((row) => `\r\n${line(row)}`).join('')
}

function line(row: string[]): string {
  return row.map(written).join(',')
}

function written(cell: string): string {
  const safe = marked(onOneLine(cell))
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line break or a tab may begin a cell where the quotes around this one do not count; other control characters hide one. */
function onOneLine(cell: string): string {
  // A pattern that looks for line breaks with space around them takes a minute over half a million spaces.
  const inOneLine = cell.replaceAll(/[\s\u0085]+/g, (space) =>
    /[\t\n\v\f\r\u0085\u2028\u2029]/.test(space) ? ' ' : space,
  )
  return inOneLine.replaceAll(/\p{Cc}/gu, '')
}
