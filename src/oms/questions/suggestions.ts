import * as z from 'zod/mini'
import type { AppId, SetId, ZoneId } from '~/oms/ids'
import { digitsPattern } from '~/oms/application-draft'
import { ask } from '~/oms/ask'
import { documentedList } from '~/oms/questions/documented-list'
import type { Evidence } from '~/oms/evidence'
import { endpoints } from '~/oms/endpoints'
import type { Failure } from '~/oms/outcome'
import { judgeQuestion } from '~/oms/refusal'

/** Something that OMS has: what stands in a field when it is chosen, and the names by which a person knows it. */
export type Suggestion = { value: string; names: string[] }

/** A zone, and the set that it belongs to. */
export type ZoneSuggestion = Suggestion & { set: Suggestion }

/** A table, and when its definition was made and last changed: as OMS wrote it, empty where it does not say, `0000-00-00 00:00:00` for never. */
export type TableSuggestion = Suggestion & { createDate: string; modifyDate: string }

/** What came of asking: everything that OMS knows, or why nothing is known. */
export type Suggestions<Kind extends Suggestion> = { kind: 'known'; suggestions: Kind[] } | Failure

type Asking = { token: string | undefined; signal: AbortSignal }

const id = z.pipe(
  z.pipe(z.union([z.number(), z.string()]), z.transform(String)),
  z.string().check(z.regex(digitsPattern)),
)
const name = z.catch(z.string(), '')

const zone = z.object({ set_id: id, app_id: id, zone_id: id, zone_name: name, set_name: name })
const table = z.object({
  set_id: id,
  app_id: id,
  zone_id: id,
  table_name: z.string().check(z.minLength(1)),
  create_date: name,
  modify_date: name,
})

const named = (value: string, ...names: string[]): Suggestion => ({ value, names: names.filter((text) => text !== '') })

/** The zones of an app, under all sets or in one (oms-api.md section 4). The ids must be safe integers; OMS's example has numbers. */
export async function findZones(
  place: { setId?: SetId; appId: AppId },
  asking: Asking,
): Promise<Suggestions<ZoneSuggestion>> {
  const { setId, appId } = place
  const body = JSON.stringify({ app_id: Number(appId), ...(setId !== undefined && { set_id: Number(setId) }) })
  return readList(await ask(endpoints.zones, { body, ...asking }), zone, (entry) => {
    if (entry.app_id !== appId || (setId !== undefined && entry.set_id !== setId)) return undefined
    const set = named(entry.set_id, entry.set_name)
    return [`${entry.set_id} ${entry.zone_id}`, { ...named(entry.zone_id, entry.zone_name), set }]
  })
}

/** The tables of a zone (oms-api.md section 4). */
export async function findTables(
  place: { setId: SetId; appId: AppId; zoneId: ZoneId },
  asking: Asking,
): Promise<Suggestions<TableSuggestion>> {
  const parts = { set: place.setId, app: place.appId, zone: place.zoneId }
  return readList(await ask(endpoints.tables, { parts, ...asking }), table, (entry) => {
    const { set_id, app_id, zone_id, table_name, create_date: createDate, modify_date: modifyDate } = entry
    if (set_id !== place.setId || app_id !== place.appId || zone_id !== place.zoneId) return undefined
    return [table_name, { ...named(table_name), createDate, modifyDate }]
  })
}

/** Drops an entry of another place than was asked for (an OMS may not know `set_id` as a filter). Of entries with one key the first counts. */
function readList<Entry, Kind extends Suggestion>(
  evidence: Evidence,
  schema: z.ZodMiniType<Entry>,
  suggest: (entry: Entry) => [key: string, suggestion: Kind] | undefined,
): Suggestions<Kind> {
  const entries = documentedList(evidence, schema)
  if (entries === undefined) return judgeQuestion(evidence)
  const found = new Map<string, Kind>()
  for (const entry of entries) {
    const [key, suggestion] = suggest(entry) ?? []
    if (key !== undefined && suggestion !== undefined && !found.has(key)) found.set(key, suggestion)
  }
  return { kind: 'known', suggestions: [...found.values()] }
}
