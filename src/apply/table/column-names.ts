import { columnOrder, type TableColumn } from '~/oms/table-columns'
import { isSpreadsheetError } from '~/ui/text/spreadsheet-error'

/** How each column is named on the wire, on the screen in either language, and in short. */
const spellings: Record<TableColumn, string> = {
  setId: 'set(?:id)?|集群(?:id|编号|号)?',
  appId: 'app(?:id)?|(?:应用|业务)(?:id|编号|号)?',
  zoneId: 'zone(?:id)?|(?:游戏区|大区|区)(?:id|编号|号)?',
  tableName: 'table(?:name)?|表(?:名称?)?',
  serverIds: 'svr(?:ids?|s)?|servers?(?:ids?)?|服务器(?:id)?(?:列表)?',
  autoApprove: 'autoapprove|自动审核',
}
// A name may stand there twice, in two languages.
const patterns = columnOrder.map((column) => [column, new RegExp(`^(?:${spellings[column]})+$`, 'u')] as const)

const brackets = /\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|<[^>]*>|【[^】]*】|〔[^〕]*〕/gu
const numbering = /^[^\p{L}\p{N}]*(?:\d{1,2}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)、:][\s.)、:_-]*/u
const remarks = /required|optional|mandatory|必填|选填|可选/g
/** What in brackets turns a name into another one. */
const otherwise =
  /\b(?:not?|non|never|excl\w*|except\w*|without|old|former|previous|skip\w*|ignor\w*|done|count)\b|[不非旧原除勿无已量]/

/** No name of a column is longer. */
const longestName = 80

/** In plain letters and digits; a number in a circle gets the dot that ends other numbering. */
function plainly(name: string): string {
  return name
    .replaceAll(/\p{No}/gu, '$&.')
    .normalize('NFKC')
    .toLowerCase()
}

function bare(name: string): string {
  return name
    .replace(numbering, '')
    .replaceAll(remarks, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function spelled(name: string): TableColumn | undefined {
  const plain = bare(name)
  return patterns.find(([, pattern]) => pattern.test(plain))?.[0]
}

/** The column that a name means, however it is dressed: numbering, stars, remarks and units in brackets, full-width letters. */
export function columnOf(name: string): TableColumn | undefined {
  if (name.length > longestName || !/\p{L}/u.test(name)) return undefined
  const plain = plainly(name)
  const outside = plain.replaceAll(brackets, ' ')
  if (!/\p{L}/u.test(outside)) return spelled(plain)
  const column = spelled(outside)
  const [inside = ''] = plain.match(brackets) ?? []
  const meant = spelled(inside)
  return otherwise.test(inside) || (meant !== undefined && meant !== column) ? undefined : column
}

const indexNames = new Set(['no', 'nr', 'sn', 'idx', 'index', 'row', 'rowno', 'rownumber', '序号', '编号', '行号'])

/** Whether a column is named as one that counts the rows. */
export function isIndexName(name: string): boolean {
  return name === '#' || indexNames.has(bare(plainly(name)))
}

const number = /^['+-]?\p{Nd}[\p{Nd}., ]*(?:e[+-]?\p{Nd}+)?$|^0x[\da-f]+$/iu

/** Whether a cell is meant as a number, well or badly written. Server ids have more dots. */
export function isNumberLike(cell: string | undefined): boolean {
  return cell !== undefined && number.test(cell) && cell.split('.').length <= 2
}

const nothing =
  /^(?:[(<[（【]?(?:null|nan|none|nil|n\/a|undefined|all|无|空|空白|全部|所有)[)>\]）】]?|\\n|[-–—.…]+|\/|\?+|\*|%|\(blank\))$/i

/** Whether a cell holds a word for "nothing" or "everything" where it should be empty. */
export function standsForNothing(cell: string): boolean {
  return nothing.test(cell)
}

const total =
  /^(?:(?:grand|sub)[\s-]*)?(?:totals?|sum|count|gesamt(?:ergebnis)?|summe|[合总總総小共][计計]|汇总|总数)\s*[:：]?\s*(?:[(（\d].*)?$/i

/** Whether a cell says that its row adds up the others. */
export function isTotal(cell: string): boolean {
  return total.test(cell)
}

function isNameLike(cell: string): boolean {
  const isText = cell.length <= longestName && /\p{L}/u.test(cell)
  return isText && !isNumberLike(cell) && !isSpreadsheetError(cell) && !standsForNothing(cell)
}

export function countNames(cells: string[]): number {
  return cells.filter((cell) => columnOf(cell) !== undefined).length
}

/** Whether one text names several columns, as a row of names does where another delimiter parts them. */
export function namesSeveral(text: string): boolean {
  const columns = text.split(/[^\p{L}\p{N}_]+/u).flatMap((word) => columnOf(word) ?? [])
  return new Set(columns).size > 1
}

/** In a text whose words and numbers have one space between them. */
const zoneInWords =
  /(?:^|\P{L})zones? ?(?:id|no)? ?\d|区(?:id|编号|号)? ?\d|[\d一二三四五六七八九十] ?(?:号|大|游戏)*区/iu

export const narrowingColumns = ['zoneId', 'tableName', 'serverIds'] as const satisfies TableColumn[]

/** The column whose value a title may have, as "Zone 3" and "Table: player" do. */
export function narrowedIn(cells: string[]): (typeof narrowingColumns)[number] | undefined {
  const filled = cells.filter((cell) => cell !== '').map((cell) => cell.normalize('NFKC'))
  const [label = '', ...value] = filled.join(':').split(/[:=]/)
  const named = value.join('').trim() === '' ? undefined : columnOf(label)
  const column = narrowingColumns.find((one) => one === named)
  return column ?? (zoneInWords.test(filled.join(' ').replaceAll(/[^\p{L}\p{N}]+/gu, ' ')) ? 'zoneId' : undefined)
}

/**
 * Whether a row names columns, in whatever language. `set` and `app`: what stands in those columns by the names above,
 * or in the first two where there are none; undefined where the names above do not have them.
 */
export function looksLikeNames(cells: string[], set: string | undefined, app: string | undefined): boolean {
  const numbers = cells.filter(isNumberLike).length
  if (set === undefined || app === undefined ? numbers > 1 : isNumberLike(set) && isNumberLike(app)) return false
  if (countNames(cells) > 1) return true
  if (isTotal(cells.find((cell) => cell !== '') ?? '')) return false
  if (isNumberLike(set) || isNumberLike(app) || (set === '' && app === '')) return false
  return cells.filter(isNameLike).length > 1
}
