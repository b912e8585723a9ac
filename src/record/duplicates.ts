import { isWithin } from '~/record/lease'
import { keysOf, type ApplicationWithStatus } from '~/record/application'
import type { RequestedTarget } from '~/record/requested-target'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { AttemptId, ServerId } from '~/oms/ids'

/** An approved application counts this long after its approval. */
export const recentMs = 10 * 60_000

/** A set and a table of it; without a table it stands for any table of the set, and without a set for everything. */
export type TargetKey = [set: string, table: string]

/** Where an application is looked for by those that may overlap it: one of servers may do so whatever its table. */
export function targetKey(requested: RequestedTarget): TargetKey {
  const { setId, target } = requested
  if (target.scope === 'all' || target.scope === 'probably all') return ['', '']
  return [setId, target.scope === 'servers' ? '' : target.tableName]
}

/** The ranges of places in which everything lies that `overlaps` an application; undefined for every place there is. */
export function duplicateKeyRanges({
  setId,
  target,
}: ApplicationDraft): { from: TargetKey; to: TargetKey | [string, []] }[] | undefined {
  if (target.scope === 'all') return undefined
  const at = (place: TargetKey) => ({ from: place, to: place })
  if (target.tableName === '') return [at(['', '']), { from: [setId, ''], to: [setId, []] }]
  return [at(['', '']), at([setId, '']), at([setId, target.tableName])]
}

/** What two applications share. Of a place, an empty zone is every zone and an empty table every table. */
export type Overlap =
  | { kind: 'both all' | 'new all' | 'other all' | 'other probably all' }
  /** `ids`: of the `count` servers of the new one, those that the other has as well. */
  | { kind: 'servers'; ids: string[]; count: number }
  /** `same`: both ask for this place. `shared`: it is a part of both. The others: one asks for all of it, the other for a part. */
  | { kind: 'same' | 'shared' | 'new contains' | 'other contains'; zoneId: string; tableName: string }

/** What a new application would back up that another one does; undefined where that is nothing. */
export function overlap(one: ApplicationDraft, other: RequestedTarget): Overlap | undefined {
  const [a, b] = [one.target, other.target]
  if (a.scope === 'all') return { kind: b.scope === 'all' ? 'both all' : 'new all' }
  if (b.scope === 'all' || b.scope === 'probably all') return { kind: `other ${b.scope}` }
  if (one.setId !== other.setId) return undefined
  if (a.scope === 'servers' && b.scope === 'servers') {
    const others = new Set(b.serverIds)
    const ids = a.serverIds.filter((id) => others.has(id))
    return ids.length === 0 ? undefined : { kind: 'servers', ids, count: a.serverIds.length }
  }
  if (!compatible(one.appId, other.appId)) return undefined
  const namesPlace = [a, b].every(({ zoneId, tableName }) => zoneId !== '' || tableName !== '')
  if (!namesPlace || !compatible(a.zoneId, b.zoneId) || !compatible(a.tableName, b.tableName)) return undefined
  const shared = { zoneId: a.zoneId || b.zoneId, tableName: a.tableName || b.tableName }
  const [isOfNew, isOfOther] = [isSameZoneAndTable(a, shared), isSameZoneAndTable(b, shared)]
  if (isOfNew && isOfOther) return { kind: 'same', ...shared }
  // Servers narrow a place to a part of it.
  if (a.scope === 'servers' || b.scope === 'servers' || isOfNew === isOfOther) return { kind: 'shared', ...shared }
  const { zoneId, tableName } = isOfNew ? b : a
  return { kind: isOfNew ? 'other contains' : 'new contains', zoneId, tableName }
}

/** Whether two applications would back up something twice: a shared server, the same table, or all servers against anything. */
export function overlaps(one: ApplicationDraft, other: RequestedTarget): boolean {
  return overlap(one, other) !== undefined
}

/**
 * Of each row of a table that overlaps an earlier one, the first that it does. There may be thousands: one that names a table overlaps
 * those that name the same or none. Rows of servers, with many ids each, overlap one another by a server alone, and are looked for by theirs.
 */
export function firstOverlaps<Row extends { line: number; draft: ApplicationDraft }>(
  rows: readonly Row[],
): Map<Row, Row> {
  const firsts = new Map<Row, Row>()
  const [before, withoutServers]: [Row[], Row[]] = [[], []]
  const ofTable = new Map<string, Row[]>()
  const withServer = new Map<ServerId, Row[]>()
  const add = (lists: Map<string, Row[]>, name: string, row: Row) => {
    const list = lists.get(name)
    if (list === undefined) lists.set(name, [row])
    else list.push(row)
  }
  for (const row of rows) {
    const { target } = row.draft
    const ids = target.scope === 'servers' ? target.serverIds : []
    const table = target.scope === 'all' ? '' : target.tableName
    const near =
      ids.length > 0
        ? [withoutServers, ...ids.map((id) => withServer.get(id) ?? [])]
        : table === ''
          ? [before]
          : ['', table].map((name) => ofTable.get(name) ?? [])
    const [first] = near
      .flatMap((some) => some.find((other) => overlaps(row.draft, other.draft)) ?? [])
      .toSorted((one, other) => one.line - other.line)
    if (first !== undefined) firsts.set(row, first)
    before.push(row)
    if (ids.length === 0) withoutServers.push(row)
    add(ofTable, table, row)
    for (const id of ids) add(withServer, id, row)
  }
  return firsts
}

type ZoneAndTable = { zoneId: string; tableName: string }

function isSameZoneAndTable(one: ZoneAndTable, { zoneId, tableName }: ZoneAndTable): boolean {
  return one.zoneId === zoneId && one.tableName === tableName
}

/** What is not given stands for any. */
function compatible(a: string, b: string): boolean {
  return a === '' || b === '' || a === b
}

/** Whether one of these has not been shown, under whichever of its keys. */
export function hasUnseen(others: readonly ApplicationWithStatus[], seen: readonly AttemptId[]): boolean {
  const shown = new Set(seen)
  return !others.every((other) => keysOf(other).some((key) => shown.has(key)))
}

/** Whether an earlier application may still do, or has just done, what a new one asks for. What was refused, not sent or rejected, or is no backup, never counts. */
export function countsAsDuplicate({ status, approvedAt }: ApplicationWithStatus, now: number): boolean {
  switch (status) {
    case 'sending':
    case 'pending':
    case 'unknown':
      return true
    case 'approved':
      return approvedAt !== undefined && isWithin(recentMs, approvedAt, now)
    case 'rejected':
    case 'refused':
    case 'not sent':
    case 'other kind':
      return false
  }
}

/** Each of these once, newest first. */
export function distinct(applications: ApplicationWithStatus[]): ApplicationWithStatus[] {
  return [...new Map(applications.map((one) => [one.key, one])).values()].toSorted((one, other) => other.seq - one.seq)
}
