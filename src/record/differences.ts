import type { ApplicationWithStatus } from '~/record/application'
import { placeOf } from '~/record/requested-target'

/** What is applied for, and why. */
export type ComparedRequest = Pick<ApplicationWithStatus, 'requested' | 'why'>

/** A field of the form that holds something else, or how the servers differ, whatever their order. */
export type Difference =
  | { field: string; before: string | boolean; after: string | boolean }
  | { field: 'serverIds'; added: string[]; removed: string[] }

/** How a new application differs from an earlier one, in the order of the form. What is not given equals what is empty or off. */
export function differences(before: ComparedRequest, after: ComparedRequest): Difference[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)]
  // Of somebody else's earlier one not every field is known.
  const names = Object.keys({ ...to.fields, ...from.fields })
  const changed = names.flatMap((field): Difference[] => {
    const [one, other] = [from.fields[field] ?? '', to.fields[field] ?? '']
    return one === other || (!one && !other) ? [] : [{ field, before: one, after: other }]
  })
  const removed = [...from.servers].filter((id) => !to.servers.has(id))
  const added = [...to.servers].filter((id) => !from.servers.has(id))
  if (added.length > 0 || removed.length > 0) changed.push({ field: 'serverIds', added, removed })
  return changed
}

function fieldsOf({ requested, why }: ComparedRequest) {
  const { target, servers: _words, setId, appId, ...options } = requested
  const { zoneId, tableName } = placeOf(target)
  const fields: Record<string, string | boolean | undefined> = {
    setId,
    appId,
    scope: target.scope,
    zoneId,
    tableName,
    ...options,
    why,
  }
  return { fields, servers: new Set(target.scope === 'servers' ? target.serverIds : []) }
}
