import type { ChosenZone } from '~/apply/table/many-combine'
import type { TableSuggestion, ZoneSuggestion } from '~/oms/questions/suggestions'

export type ZoneTables = { zone: ZoneSuggestion; tables: readonly TableSuggestion[] }

/** A table that several zones may have: in how many it is, and when a definition of it was first made and last changed, as OMS wrote it. */
export type NamedTable = { name: string; zones: number; createDate: string; modifyDate: string }

/** What a zone is chosen by: zones of several sets have equal ids. */
export function zoneKey({ value, set }: ZoneSuggestion): string {
  return `${set.value} ${value}`
}

/** Every table of the zones once, by its name. */
export function namedTables(known: readonly ZoneTables[]): NamedTable[] {
  const found = new Map<string, NamedTable>()
  for (const { value, createDate, modifyDate } of known.flatMap(({ tables }) => tables)) {
    const before = found.get(value) ?? { name: value, zones: 0, createDate: '', modifyDate: '' }
    found.set(value, {
      name: value,
      zones: before.zones + 1,
      createDate:
        before.createDate === '' || (createDate !== '' && createDate < before.createDate)
          ? createDate
          : before.createDate,
      modifyDate: modifyDate > before.modifyDate ? modifyDate : before.modifyDate,
    })
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/** The zones, each with those of the chosen tables that it has. */
export function chosenZones(known: readonly ZoneTables[], names: ReadonlySet<string>): ChosenZone[] {
  return known.map(({ zone, tables }) => ({
    setId: zone.set.value,
    zoneId: zone.value,
    tables: tables.flatMap(({ value }) => (names.has(value) ? value : [])),
  }))
}
