import type { ListEntry } from '~/record/list-entry'
import { latestMoment, omsTime } from '~/oms/oms-time'
import type { Failover } from '~/oms/questions/failovers'
import type { ApplyId, AttemptId } from '~/oms/ids'

/** Server ids that OMS has accepted together: the application that used them last, and whether a backup of them was ever completed. */
export type UsedList = { ids: string[]; key: AttemptId; id: ApplyId; isCompleted: boolean }

type SetAndApp = { setId: string; appId: string }
type Entry = Pick<ListEntry, 'key' | 'id' | 'status' | 'backup' | 'set' | 'app' | 'servers'>

/** What lists of the same servers have in common, whatever their order. */
export function listKey(ids: readonly string[]): string {
  return ids.toSorted().join(' ')
}

/** The lists that were used for a set and an app and worked, as far as is known: those with a completed backup first, then the newest. Entries are newest first. */
export function usedLists(entries: readonly Entry[], { setId, appId }: SetAndApp): UsedList[] {
  const found = new Map<string, UsedList>()
  for (const { key, id, status, backup, set, app, servers } of entries) {
    if (set !== setId || app !== appId || servers === '' || id === undefined) continue
    if ((status !== 'pending' && status !== 'approved') || backup === 'failed') continue
    const ids = servers.split(' ')
    const before = found.get(listKey(ids)) ?? { ids, key, id, isCompleted: false }
    found.set(listKey(ids), { ...before, isCompleted: before.isCompleted || backup === 'completed' })
  }
  return [...found.values()].toSorted((one, other) => Number(other.isCompleted) - Number(one.isCompleted))
}

/**
 * The latest fail-over in a set since a list was used (UTC, ISO 8601). With `usedAtOms`, when OMS says that the application was made, both are
 * on OMS's clock; else it may as well have happened before, in another time zone.
 */
export function failoverSince(
  failovers: readonly Failover[],
  { setId, usedAt, usedAtOms }: { setId: string; usedAt: string; usedAtOms: string | undefined },
): { time: string; isCertain: boolean } | undefined {
  const atOms = omsTime(usedAtOms ?? '')
  const times = ofSet(failovers, setId).flatMap(({ createTime }) => omsTime(createTime) ?? [])
  const since = times.filter((time) =>
    atOms === undefined ? (latestMoment(time) ?? 0) >= Date.parse(usedAt) : time > atOms,
  )
  const latest = since.toSorted().at(-1)
  return latest === undefined ? undefined : { time: latest, isCertain: atOms !== undefined }
}

/** The zones in which a fail-over of the set is under way; undefined while there is none. */
export function zonesUnderWay(failovers: readonly Failover[], setId: string): string[] | undefined {
  const open = ofSet(failovers, setId).filter(({ isUnderWay }) => isUnderWay)
  return open.length === 0 ? undefined : [...new Set(open.flatMap(({ zones }) => zones))]
}

function ofSet(failovers: readonly Failover[], setId: string): Failover[] {
  return failovers.filter((one) => one.setId === '' || one.setId === setId)
}
