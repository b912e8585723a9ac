import { mayBeShifted, readTable, type TextTable } from '~/apply/table/many-table'
import type { TextRow } from '~/apply/table/many-text'
import { listWords } from '~/apply/values/server-ids'
import { tableColumns } from '~/oms/table-columns'
import { textRow } from '~/ui/text/text-row'
import { visibleText } from '~/ui/text/visible-text'

/** "These tables in these zones" as typed; zones and tables are lists with any mix of separators. */
export type Combination = { setId: string; appId: string; zoneIds: string; tableNames: string; autoApprove: boolean }

/** A zone of OMS's list, with those of the chosen tables that it has. */
export type ChosenZone = { setId: string; zoneId: string; tables: string[] }

const header = textRow(Object.values(tableColumns))

function tableWords(text: string): string[] {
  return text
    .split(/[\n\r\t,;，；、]/u)
    .map(visibleText)
    .filter((name) => name !== '')
}

/**
 * Where which tables are backed up. What is typed holds for every zone, and what is chosen for each that has it; without a table each
 * zone is meant whole.
 */
function placesOf(
  { setId, zoneIds, tableNames }: Pick<Combination, 'setId' | 'zoneIds' | 'tableNames'>,
  chosen: readonly ChosenZone[],
): ChosenZone[] {
  const typed = tableWords(tableNames)
  const withTyped = (tables: string[]) => {
    const words = new Set(typed)
    return [...typed, ...tables.filter((name) => !words.has(name))]
  }
  const all = withTyped([...new Set(chosen.flatMap(({ tables }) => tables))])
  const zones = [
    ...listWords(zoneIds).map((zoneId) => ({ setId, zoneId, tables: all })),
    ...chosen.map((zone) => ({ ...zone, tables: withTyped(zone.tables) })),
  ]
  if (all.length === 0) return zones.map((zone) => ({ ...zone, tables: [''] }))
  return zones.length === 0 ? [{ setId, zoneId: '', tables: all }] : zones
}

/** How many rows a combination makes. */
export function combinedCount(
  typed: Pick<Combination, 'zoneIds' | 'tableNames'>,
  chosen: readonly ChosenZone[] = [],
): number {
  return placesOf({ ...typed, setId: '' }, chosen).reduce((count, { tables }) => count + tables.length, 0)
}

/** The text of a table with a row for every table in every zone. What is wrong shows up as an error of its row. */
export function combine(typed: Combination, chosen: readonly ChosenZone[] = []): string {
  const places = placesOf(typed, chosen)
  if (places.every(({ tables }) => tables.length === 0)) return ''
  const isUsed = [
    true,
    true,
    places.some(({ zoneId }) => zoneId !== ''),
    places.some(({ tables }) => tables.some((name) => name !== '')),
    true,
    true,
  ]
  const line = (cells: string[]) => textRow(cells.filter((_cell, index) => isUsed[index]))
  const rows = places.flatMap(({ setId, zoneId, tables }) =>
    tables.map((name) => line([setId, typed.appId, zoneId, name, '', typed.autoApprove ? '1' : '0'])),
  )
  return [line(Object.values(tableColumns)), ...rows].join('\n')
}

/**
 * Two tables as the text of one, each below its own row of names. Where they have the same delimiter and their names
 * already, both stay as they were typed; a table whose names can't be read always does.
 */
export function appendRows(text: string, added: string): string {
  const tables = [readTable(text), readTable(added)] as const
  if (tables[0].sections.length + tables[0].leftOut.length === 0) return added
  if (tables[1].sections.every(({ rows }) => rows.length === 0)) return text
  const isAlike = tables[0].delimiter === tables[1].delimiter && tables[1].separator === ''
  const isPlain = isAlike && tables.every(({ sections }) => sections.every(({ names, above }) => names ?? above))
  if (isPlain || tables.some(isUnreadable)) return `${text.replace(/\n+$/, '')}\n${added}`
  return tables.map(rewritten).join('\n')
}

/**
 * The text of a table with only the rows of these lines, as they were typed. A place that is given is empty there
 * and wrong only because of a row above, which may go; a question mark keeps it wrong.
 */
export function onlyRows(text: string, lines: ReadonlyMap<number, number | undefined>): string {
  const { separator, delimiter, sections } = readTable(text)
  let line = 0
  const kept = sections.flatMap(({ names, heads, rows }) => [
    ...(names === undefined ? [] : [names.raw]),
    ...rows.flatMap(({ cells, raw }) => {
      line += 1
      const place = lines.get(line)
      if (place === undefined) return lines.has(line) ? [raw] : []
      return [
        textRow(
          heads.map((_head, index) => (index === place ? '?' : (cells[index] ?? ''))),
          delimiter,
        ),
      ]
    }),
  ])
  return [...(separator === '' ? [] : [separator.replace(/\n$/, '')]), ...kept].join('\n')
}

function isUnreadable({ sections }: TextTable): boolean {
  return sections.some(({ names }) => names?.spoilt === true)
}

function rewritten({ leftOut, sections }: TextTable): string {
  const named = sections.flatMap((section) => {
    const { names, above, rows } = section
    if (names !== undefined || above)
      return [names, ...rows].flatMap((row) => (row === undefined ? [] : rewrittenRow(row)))
    const isClear = !mayBeShifted(section)
    return [header, ...rows.map((row) => (isClear ? rewrittenRow(row) : textRow([row.raw])))]
  })
  return [...leftOut.map(rewrittenRow), ...named].join('\n')
}

/** As one cell a spoilt row stays wrong: its pieces might be taken for values. */
function rewrittenRow({ cells, raw, spoilt }: TextRow): string {
  return textRow(spoilt ? [raw] : cells)
}
