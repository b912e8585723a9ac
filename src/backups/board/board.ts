import {
  completedAt,
  isLater,
  type BackupEntry,
  type BackupIndex,
  type Bucket,
  type Reach,
  type TablePlace,
} from '~/backups/board/backup-index'
import { latestMoment, neverChanged, omsTime } from '~/oms/oms-time'
import type { Limits } from '~/record/limits'

/** A table with the names of its zone and set. Dates as OMS wrote them, empty where it has not. */
export type BoardTable = TablePlace & { names: string[]; createDate: string; modifyDate: string }

export type Level = 'red' | 'amber' | 'green'
export const levels = ['red', 'amber', 'green'] as const satisfies readonly Level[]

/** Why a table is not green. */
type Reason = 'never' | 'failed' | 'changed' | 'too old' | 'old' | 'age unknown' | 'change unknown' | 'app unknown'

/** Whether a table was changed since its backup began, or made anew. */
type Change = 'changed' | 'unchanged' | 'unknown'

/** A completed backup. `age`: how old it is at most, in ms, by this desk's clock; undefined where only OMS's clock tells. */
export type LastBackup = {
  entry: BackupEntry
  reach: Reach
  isAppTold: boolean
  age: number | undefined
  change: Change
}

export type BoardRow = BoardTable & {
  key: string
  level: Level
  reasons: Reason[]
  last: LastBackup | undefined
  /** What has not ended, or has failed since, the latest first; more of them than are here are counted. */
  open: { entry: BackupEntry; reach: Reach; isAppTold: boolean }[]
  openCount: number
  isUnderWay: boolean
  buckets: Bucket[]
}

const dayMs = 24 * 60 * 60_000

/** A row for each table, those at the greatest risk first, and otherwise in the order of the tables. `now`: ms since 1970. */
export function boardRows(
  tables: readonly BoardTable[],
  { reaching }: Pick<BackupIndex, 'reaching'>,
  limits: Pick<Limits, 'amberDays' | 'redDays'>,
  now: number,
): BoardRow[] {
  const rows = tables.map((table) => {
    const row = boardRow(table, reaching(table), limits, now)
    return { row, rank: levels.indexOf(row.level), age: ageForOrder(row, now) }
  })
  return rows
    .toSorted((one, other) => one.rank - other.rank || (one.age === other.age ? 0 : other.age - one.age))
    .map(({ row }) => row)
}

export function tableKey({ set, zone, table }: TablePlace): string {
  return [set, zone, table].join('\u0000')
}

function boardRow(
  table: BoardTable,
  buckets: Bucket[],
  limits: Pick<Limits, 'amberDays' | 'redDays'>,
  now: number,
): BoardRow {
  const best = buckets
    .flatMap((bucket) =>
      [bucket.completed, bucket.completedByOms, bucket.begunLast].flatMap((entry) =>
        entry === undefined ? [] : judge(table, entry, bucket, limits, now),
      ),
    )
    .toSorted(
      (one, other) =>
        levels.indexOf(other.level) - levels.indexOf(one.level) ||
        (one.last.age ?? Infinity) - (other.last.age ?? Infinity) ||
        Number(isLater(other.last.entry, one.last.entry)) - Number(isLater(one.last.entry, other.last.entry)),
    )[0]
  const last = best?.last
  const isNews = (entry: BackupEntry) => last === undefined || isLater(entry, last.entry)
  const failed = buckets.flatMap(({ failed: entry, reach, isAppTold }) =>
    entry !== undefined && isNews(entry) ? [{ entry, reach, isAppTold }] : [],
  )
  const open = buckets.flatMap(({ open: entries, reach, isAppTold }) =>
    entries.filter((entry) => !isForgotten(entry) || isNews(entry)).map((entry) => ({ entry, reach, isAppTold })),
  )
  const kept = buckets.reduce((sum, { open: entries }) => sum + entries.length, 0)
  const counted = buckets.reduce((sum, { openCount }) => sum + openCount, 0)
  const reasons: Reason[] = [
    ...(failed.length > 0 ? (['failed'] as const) : []),
    ...(best === undefined ? (['never'] as const) : best.reasons),
  ]
  return {
    ...table,
    key: tableKey(table),
    level: best === undefined || failed.length > 0 ? 'red' : best.level,
    reasons,
    last,
    open: [...failed, ...open].toSorted((one, other) => other.entry.seq - one.entry.seq).slice(0, 3),
    openCount: failed.length + open.length + counted - kept,
    isUnderWay: buckets.some(({ isUnderWay }) => isUnderWay),
    buckets,
  }
}

/** An approved application of which nobody has told more: after a later backup it is no news. */
function isForgotten({ status, backup }: BackupEntry): boolean {
  return status === 'approved' && (backup ?? 'unknown') === 'unknown'
}

type Judged = { level: Level; reasons: Reason[]; last: LastBackup }

/** How good a completed backup is for a table. Green needs everything that makes it good to be known. */
function judge(
  table: BoardTable,
  entry: BackupEntry,
  { reach, isAppTold }: Bucket,
  { amberDays, redDays }: Pick<Limits, 'amberDays' | 'redDays'>,
  now: number,
): Judged {
  const at = completedAt(entry, now)
  const age = at === undefined ? undefined : Math.max(0, now - at)
  const change = changeSince(table, entry)
  const known = age ?? leastAge(entry, now) ?? 0
  const red: Reason[] = [
    ...(change === 'changed' ? (['changed'] as const) : []),
    ...(known > redDays * dayMs ? (['too old'] as const) : []),
  ]
  const amber: Reason[] = [
    ...(red.includes('too old') || known <= amberDays * dayMs ? [] : (['old'] as const)),
    ...(age === undefined && !red.includes('too old') ? (['age unknown'] as const) : []),
    ...(change === 'unknown' ? (['change unknown'] as const) : []),
    ...(isAppTold ? [] : (['app unknown'] as const)),
  ]
  return {
    level: red.length > 0 ? 'red' : amber.length > 0 ? 'amber' : 'green',
    reasons: [...red, ...amber],
    last: { entry, reach, isAppTold, age, change },
  }
}

/** By OMS's clock alone. What was changed while the backup ran may not be in it. */
function changeSince({ createDate, modifyDate }: BoardTable, { backupTimes }: BackupEntry): Change {
  const { createTime = '', updateTime = '' } = backupTimes ?? {}
  const [begun, ended] = [omsTime(createTime), omsTime(updateTime)]
  const [from] = [begun, ended].flatMap((time) => time ?? []).toSorted()
  const changes = [createDate, modifyDate].flatMap((date) => omsTime(date) ?? [])
  if (from !== undefined && changes.some((time) => time >= from)) return 'changed'
  const isKnown = modifyDate === neverChanged || omsTime(modifyDate) !== undefined
  return isKnown && begun !== undefined ? 'unchanged' : 'unknown'
}

/** How old a backup is at least by OMS's clock, in ms. */
function leastAge({ backupTimes }: BackupEntry, now: number): number | undefined {
  const ended = latestMoment(backupTimes?.updateTime ?? '')
  return ended === undefined ? undefined : now - ended
}

/** Never backed up is the oldest; of what only OMS's clock tells it may be as old as anything else in its level. */
function ageForOrder({ last }: BoardRow, now: number): number {
  if (last === undefined) return Infinity
  return last.age ?? leastAge(last.entry, now) ?? Number.MAX_VALUE
}
