import type * as z from 'zod/mini'
import type { Evidence } from '~/oms/evidence'

/**
 * The entries of a list that are as documented; undefined where OMS answered with no list, or with a list in which
 * no entry is as documented: that is a failure, not an empty list.
 */
export function documentedList<Entry>(evidence: Evidence, schema: z.ZodMiniType<Entry>): Entry[] | undefined {
  if (evidence.kind !== 'answer' || evidence.status !== 200 || !Array.isArray(evidence.json)) return undefined
  const list: unknown[] = evidence.json
  const entries = list.flatMap((entry) => schema.safeParse(entry).data ?? [])
  return list.length > 0 && entries.length === 0 ? undefined : entries
}
