import * as z from 'zod/mini'
import type { AppId, SetId, ZoneId } from '~/oms/ids'
import { digitsPattern } from '~/oms/application-draft'
import { ask } from '~/oms/questions/ask'
import type { Evidence } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import type { NotSent, Refusal, UnknownOutcome } from '~/oms/outcome'
import { judgeQuestion } from '~/oms/refusal'

/** Something that OMS has: what stands in a field when it is chosen, and the names by which a person knows it. */
export type Suggestion = { value: string; names: string[] }

/** Why OMS suggests nothing. */
export type SuggestionFailure = Refusal | NotSent | UnknownOutcome

/** What came of asking: everything that OMS knows, or why nothing is known. */
export type Suggestions<Found extends Suggestion = Suggestion> =
  | { kind: 'known'; suggestions: Found[] }
  | SuggestionFailure

export type ZoneSuggestion = Suggestion & { setId: SetId }

/** Dates are as OMS wrote them, by its clock and without a zone; empty where it has not. */
export type TableSuggestion = Suggestion & { createDate: string; modifyDate: string }

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

/** The zones of an app in a set, or under all sets (oms-api.md section 4). Ids must be safe integers; OMS's example has numbers. */
export async function findZones(
  place: { setId?: SetId; appId: AppId },
  asking: Asking,
): Promise<Suggestions<ZoneSuggestion>> {
  const { setId, appId } = place
  const body = JSON.stringify({ app_id: Number(appId), ...(setId !== undefined && { set_id: Number(setId) }) })
  return readList(await ask(endpoints.zones, { body, ...asking }), zone, (entry) =>
    (setId === undefined || entry.set_id === setId) && entry.app_id === appId
      ? {
          value: entry.zone_id,
          setId: entry.set_id,
          names: [entry.zone_name, entry.set_name].filter((text) => text !== ''),
        }
      : undefined,
  )
}

/** The tables of a zone (oms-api.md section 4). */
export async function findTables(
  place: { setId: SetId; appId: AppId; zoneId: ZoneId },
  asking: Asking,
): Promise<Suggestions<TableSuggestion>> {
  const parts = { set: place.setId, app: place.appId, zone: place.zoneId }
  return readList(await ask(endpoints.tables, { parts, ...asking }), table, (entry) =>
    entry.set_id === place.setId && entry.app_id === place.appId && entry.zone_id === place.zoneId
      ? { value: entry.table_name, names: [], createDate: entry.create_date, modifyDate: entry.modify_date }
      : undefined,
  )
}

/**
 * Drops an entry that is not as documented, or of another place than was asked for (an OMS may not know `set_id`
 * as a filter). A list with nothing documented in it is none that OMS documents, not an empty one.
 */
function readList<Entry, Found extends Suggestion & { setId?: SetId }>(
  evidence: Evidence,
  schema: z.ZodMiniType<Entry>,
  suggest: (entry: Entry) => Found | undefined,
): Suggestions<Found> {
  if (evidence.kind !== 'answer' || evidence.status !== 200 || !Array.isArray(evidence.json)) {
    return judgeQuestion(evidence)
  }
  const list: unknown[] = evidence.json
  const entries = list.flatMap((entry) => schema.safeParse(entry).data ?? [])
  if (list.length > 0 && entries.length === 0) return judgeQuestion(evidence)
  const found = new Map<string, Found>()
  for (const entry of entries) {
    const suggestion = suggest(entry)
    const key = `${suggestion?.setId} ${suggestion?.value}`
    if (suggestion !== undefined && !found.has(key)) found.set(key, suggestion)
  }
  return { kind: 'known', suggestions: [...found.values()] }
}
