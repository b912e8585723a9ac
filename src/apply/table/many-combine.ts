import { listWords } from '~/apply/values/server-ids'
import { tableColumns } from '~/oms/table-columns'
import { textRow } from '~/ui/text/text-row'
import { visibleText } from '~/ui/text/visible-text'

/** "These tables in these zones" as typed; zones and tables are lists with any mix of separators. */
export type Combination = { setId: string; appId: string; zoneIds: string; tableNames: string; autoApprove: boolean }

/** A zone of OMS's list, with those of the chosen tables that it has. */
export type ChosenZone = { setId: string; zoneId: string; tables: string[] }

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
