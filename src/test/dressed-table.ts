import * as fc from 'fast-check'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { columnOrder, type TableCells, type TableColumn } from '~/oms/table-columns'
import { encodedText, fileEncodings } from '~/test/encoded-text'
import { resultCsv } from '~/apply/many/result-csv'

/**
 * A table as a person may have it, with what they mean by it. `meant`: the body of each row that may be sent.
 * `isPlain`: nothing in it leaves a doubt, so every row must be understood. `answers`: what the person says of a column.
 */
export type DressedTable = {
  bytes: Uint8Array
  meant: Set<string>
  isPlain: boolean
  answers: ReadonlyMap<string, TableColumn | 'leave out'>
}

type Draw = {
  one: <T>(...values: readonly T[]) => T
  chance: (percent: number) => boolean
  upTo: (most: number) => number
}

const spellings: Record<TableColumn, string[]> = {
  setId: ['set_id', 'Set ID', 'SetId', '集群ID', 'set'],
  appId: ['app_id', 'App ID', 'appId', '应用ID', '业务ID'],
  zoneId: ['zone_id', 'Zone ID', 'zone', '游戏区ID', '区'],
  tableName: ['table_name', 'Table name', 'TABLE', '表名'],
  serverIds: ['svr_ids', 'Server IDs', 'servers', '服务器 ID'],
  autoApprove: ['auto_approve', 'Auto-approve', '自动审核'],
}
const unknown: Partial<Record<TableColumn, string[]>> = {
  zoneId: ['dst_zone', 'Zonen-Nr', 'zones', '大区名'],
  tableName: ['Tbl', 'tb_name', 'tables', 'Object', '数据'],
  serverIds: ['slaves', 'ip', 'Hosts'],
}
const foreign: Record<TableColumn, string> = {
  setId: 'сет',
  appId: 'приложение',
  zoneId: 'зона',
  tableName: 'таблица',
  serverIds: 'серверы',
  autoApprove: 'сразу',
}
const fullWidth = (text: string) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

const dressings = [
  (name: string) => name,
  (name: string) => `${name} *`,
  (name: string) => `${name} (required)`,
  (name: string) => `${name}（必填）`,
  (name: string) => `${name} [int]`,
  (name: string, at: number) => `${at + 1}. ${name}`,
  (name: string, at: number) => `(${at + 1}) ${name}`,
  (name: string, at: number) => `${'①②③④⑤⑥⑦⑧⑨'[at]}${name}`,
  (name: string) => `\u202a${name}\u202c`,
  (name: string) => `\u200b${name.slice(0, 2)}\u200d${name.slice(2)}`,
  (name: string) => `  ${name}\u00a0:`,
  (name: string) => name.toUpperCase(),
  fullWidth,
]
const failures = ['#REF!', '#N/A', '#VALUE!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!', '####', '#WERT!', 'tb_#REF!']

type Row = { cells: TableCells; isMeant: boolean }

function draftOf({ setId, appId, zoneId, tableName, serverIds, autoApprove }: TableCells): ApplicationDraft {
  const head = { setId, appId, autoApprove: autoApprove === '1' }
  return serverIds === ''
    ? { ...head, target: { scope: 'tables', zoneId, tableName } }
    : { ...head, target: { scope: 'servers', zoneId, tableName, serverIds: serverIds.split(' ') } }
}

function someRow({ one, upTo }: Draw, filled: readonly TableColumn[], base: TableCells | undefined): TableCells {
  const [setId, appId] = base === undefined ? [100 + upTo(99), 2 + upTo(60)] : [base.setId, base.appId]
  const ids = Array.from({ length: 1 + upTo(2) }, () => `${setId}.${appId}.${upTo(9)}.${1 + upTo(90)}`)
  return {
    setId: String(setId),
    appId: String(appId),
    zoneId: filled.includes('zoneId') ? String(upTo(20)) : '',
    tableName: filled.includes('tableName') ? `tb_${one('player', 'guild', 'mail', 'total', 'zone')}_${upTo(99)}` : '',
    serverIds: filled.includes('serverIds') ? [...new Set(ids)].join(' ') : '',
    autoApprove: one('', '0', '1'),
  }
}

/** A sheet as lines of cells, and whether nothing in it leaves a doubt. */
function someSheet(draw: Draw, answers: Map<string, TableColumn | 'leave out'>, mayBeNameless: boolean) {
  const { one, chance, upTo } = draw
  const shapes: TableColumn[][] = [
    ['zoneId'],
    ['tableName'],
    ['zoneId', 'tableName'],
    ['serverIds'],
    ['zoneId', 'serverIds'],
  ]
  const shape = one(...shapes)
  const isMixed = chance(15)
  const rows: Row[] = []
  for (let count = 1 + upTo(3); count > 0; count -= 1) {
    const base = chance(60) ? rows.at(-1)?.cells : undefined
    rows.push({ cells: someRow(draw, isMixed ? one(...shapes) : shape, base), isMeant: true })
  }
  let isPlain = !isMixed
  const doubt = (percent: number) => {
    const happens = chance(percent)
    if (happens) isPlain = false
    return happens
  }

  const shown = rows.map(({ cells }) => ({ ...cells }))
  const zoneAbove = !isMixed && shape.length === 1 && shape[0] === 'tableName' && doubt(20) ? String(upTo(20)) : ''
  if (zoneAbove !== '') for (const { cells } of rows) cells.zoneId = zoneAbove
  // Merged cells stand in a column that the rows around them fill as well.
  if (!isMixed && zoneAbove === '' && doubt(12)) {
    const column = one<TableColumn>('setId', 'appId', 'zoneId', 'tableName', 'serverIds')
    for (const [index, row] of rows.entries()) {
      const cells = { ...row.cells, [column]: rows[0]?.cells[column] ?? '' }
      // The same again would be said by nobody.
      if (rows.slice(0, index).some((other) => applyBody(draftOf(other.cells)) === applyBody(draftOf(cells)))) continue
      row.cells = cells
      if (index > 0) shown[index] = { ...cells, [column]: '' }
    }
  }
  if (doubt(12)) {
    const index = upTo(rows.length - 1)
    const broken = shown[index]
    const column = one(...columnOrder)
    if (broken !== undefined) broken[column] = one(...failures)
    if (rows[index] !== undefined) rows[index].isMeant = false
  }
  if (doubt(8)) for (const cells of shown) cells[one<TableColumn>('setId', 'zoneId')] = fullWidth(cells.setId)
  if (chance(20)) for (const cells of shown) cells.setId = `\u202a${cells.setId}\u202c`
  if (chance(20)) for (const cells of shown) cells.tableName = cells.tableName.replace('_', '_\u200b')

  const isNameless = mayBeNameless && doubt(20)
  const isUsed = (column: TableColumn) => chance(50) || shown.some((cells) => cells[column] !== '')
  const columns = isNameless ? [...columnOrder] : shuffled(draw, columnOrder.filter(isUsed))
  const dress = chance(50) ? dressings[0] : one(...dressings)
  const isForeign = doubt(6)
  const lost = doubt(15) ? one<TableColumn>('zoneId', 'tableName', 'serverIds') : undefined
  const names = columns.map((column, at) => {
    if (isForeign) return foreign[column]
    if (column === lost) return one(...(unknown[column] ?? [column]))
    return (dress ?? String)(one(...spellings[column]), at)
  })
  if (isForeign || lost !== undefined) columns.forEach((column, at) => answers.set(names[at] ?? '', column))

  const body = shown.map((cells) => columns.map((column) => cells[column]))
  const widen = (name: string, cell: (index: number) => string, at: number) => {
    names.splice(at, 0, name)
    body.forEach((cells, index) => cells.splice(at, 0, cell(index)))
  }
  if (isNameless ? chance(30) : chance(20)) widen(one('#', 'No.', '序号'), (index) => String(index + 1), 0)
  else if (!isNameless && doubt(10)) widen('', (index) => String(index), 0)
  if (!isNameless && doubt(12)) {
    const name = one('Owner', 'Remark', '备注', 'Zone ID (old)')
    answers.set(name, 'leave out')
    widen(name, () => one('', 'ann', '7', 'please, soon'), upTo(names.length))
  }
  if (!isNameless && doubt(4)) body.forEach((cells, index) => cells.unshift(String(index + 1)))
  const lines = isNameless ? [...body] : [names, ...body]
  if (!isNameless && chance(20)) lines.splice(2 + upTo(body.length - 1), 0, names)
  if (!isNameless && doubt(6))
    lines.splice(
      1,
      0,
      names.map((_name, at) => String(at + 1)),
    )
  if (doubt(10)) {
    const label = one('Total', '合计', 'Sum:', 'Grand total')
    const at = upTo(names.length - 1)
    const last = body.at(-1) ?? []
    lines.push(last.map((cell, index) => (index === at ? label : chance(70) ? cell : '')))
  }
  if (!isNameless && chance(30)) lines.unshift([one('Backup list', 'Week 48, 2026', 'Sheet 1', '备份清单')])
  if (zoneAbove !== '')
    lines.unshift([
      one(
        `Zone ${zoneAbove}`,
        `Zone ID: ${zoneAbove}`,
        `zone_${zoneAbove}`,
        `${zoneAbove}区的表`,
        `第${zoneAbove}大区`,
      ),
    ])
  if (!isNameless && chance(10)) lines.unshift([one('Owner', 'Date'), one('Ann', '2026-11-27')])
  if (chance(20)) lines.splice(upTo(lines.length), 0, [])
  return { lines, rows, isPlain }
}

function shuffled<T>({ upTo }: Draw, values: readonly T[]): T[] {
  const rest = [...values]
  return values.flatMap(() => rest.splice(upTo(rest.length - 1), 1))
}

/** A table, dressed in any mix of what people do to tables. */
export function dressedTable(generate: fc.GeneratorValue): DressedTable {
  const upTo = (most: number) => generate(fc.nat, { max: Math.max(0, most) })
  const one = <T>(...values: readonly T[]) => values[upTo(values.length - 1)] as T // never empty
  const draw: Draw = { one, upTo, chance: (percent) => upTo(99) < percent }
  const { chance } = draw
  if (chance(8)) return exportedResult(draw)
  const answers = new Map<string, TableColumn | 'leave out'>()
  const count = one(1, 1, 1, 2, 3)
  const sheets = Array.from({ length: count }, () => someSheet(draw, answers, count === 1))
  const delimiter = one(',', ';', '\t')
  const isQuoted = chance(20)
  const written = (cell: string) => (isQuoted || /[,;\t"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = sheets.flatMap((sheet) => sheet.lines).map((cells) => cells.map(written).join(delimiter))
  const text = [...(chance(15) ? [`sep=${delimiter}`] : []), ...lines].join(one('\n', '\r\n', '\r'))
  const meant = sheets.flatMap(({ rows }) =>
    rows.filter(({ isMeant }) => isMeant).map(({ cells }) => applyBody(draftOf(cells))),
  )
  return {
    bytes: encodedText(one(...fileEncodings), text),
    meant: new Set(meant),
    isPlain: sheets.every(({ isPlain }) => isPlain),
    answers,
  }
}

function exportedResult(draw: Draw): DressedTable {
  const outcomes = [
    'Pending',
    'Approved',
    'Rejected',
    'Sending',
    'Outcome unknown',
    'Refused',
    'Not sent',
    'Not sent yet',
    '待审核',
    '未发送',
  ]
  const results = Array.from({ length: 1 + draw.upTo(4) }, (_none, index) => {
    const requested = draftOf(
      someRow(draw, draw.one<TableColumn[]>(['zoneId'], ['tableName'], ['serverIds']), undefined),
    )
    const outcome = draw.one(...outcomes)
    const isNew = ['Refused', 'Not sent', 'Not sent yet', '未发送'].includes(outcome)
    return {
      line: index + 1,
      requested,
      outcome,
      id: isNew ? undefined : '558',
      message: draw.one('', 'Total: 2', 'no'),
      isNew,
    }
  })
  const meant = results.filter(({ isNew }) => isNew).map(({ requested }) => applyBody(requested))
  return {
    bytes: encodedText(draw.one(...fileEncodings), resultCsv(results)),
    meant: new Set(meant),
    isPlain: true,
    answers: new Map(),
  }
}
