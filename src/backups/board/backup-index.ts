import { omsDay, omsTime } from '~/oms/oms-time'
import type { ListEntry } from '~/record/list-entry'

/** What the board needs to know of an application. */
export type BackupEntry = Pick<
  ListEntry,
  | 'key'
  | 'id'
  | 'seq'
  | 'status'
  | 'scope'
  | 'set'
  | 'app'
  | 'zone'
  | 'table'
  | 'servers'
  | 'backup'
  | 'transaction'
  | 'approvedAt'
  | 'backupTimes'
>

/** Where a table is. Without a zone it stands for the table of that name in every zone of the app. */
export type TablePlace = { set: string; zone: string; table: string }

/** How an application reaches a table: by its name in its zone, by its name in every zone, with its whole zone, or with all servers. */
export type Reach = 'table' | 'every zone' | 'zone' | 'all servers'

export type MarkKind = 'completed' | 'failed' | 'open'

/** What is known of the applications that ask for the same. Of any number of them it keeps a few. */
export type Bucket = {
  reach: Reach
  /** OMS's details of an application do not name its app. */
  isAppTold: boolean
  /** The latest completed backup by this desk's clock, and the latest that only OMS's clock tells of. */
  completed?: BackupEntry
  completedByOms?: BackupEntry
  /** The completed one that was begun last: it may have what was changed while another one ran. */
  begunLast?: BackupEntry
  failed?: BackupEntry
  /** The latest that have not ended, and how many there are. */
  open: BackupEntry[]
  openCount: number
  /** Whether another application would back up what one of them still may; one that may be for another app says nothing of that. */
  isUnderWay: boolean
  /** How many backups of each kind there are on a day. */
  days: Map<number, Record<MarkKind, number>>
}

export type BackupIndex = {
  reaching: (place: TablePlace) => Bucket[]
  /** The tables that applications which OMS has accepted name. */
  tables: TablePlace[]
  /** How many applications are for selected servers, which count for no table. */
  serverCount: number
}

const mostOpen = 3
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Applications of an app, and those that name none, by what they reach: read once, so that each table costs the same. `entries`: newest first. */
export function indexBackups(entries: readonly BackupEntry[], app: string, now: number): BackupIndex {
  const buckets = new Map<string, Bucket>()
  const tables = new Map<string, TablePlace>()
  let serverCount = 0
  for (const entry of entries) {
    if (entry.app !== app && entry.app !== '') continue
    const isAppTold = entry.app !== ''
    const reach = reachOf(entry)
    if (reach === 'servers') serverCount += Number(isAppTold)
    if (reach === 'servers' || reach === undefined) continue
    const place = { set: entry.set, zone: entry.zone, table: entry.table }
    const key = keyOf(place, isAppTold)
    const bucket = buckets.get(key) ?? { reach, isAppTold, open: [], openCount: 0, isUnderWay: false, days: new Map() }
    buckets.set(key, bucket)
    add(bucket, entry, now)
    const isAccepted = entry.status === 'approved' || entry.status === 'pending'
    if (isAccepted && isAppTold && place.table !== '') tables.set(key, place)
  }
  const told = new Set([...buckets.values()].map(({ isAppTold }) => isAppTold))
  return {
    reaching: ({ set, zone, table }) => {
      const found = new Set<Bucket>()
      for (const isAppTold of told) {
        for (const oneZone of ['', zone]) {
          for (const oneTable of ['', table]) {
            const bucket = buckets.get(keyOf({ set, zone: oneZone, table: oneTable }, isAppTold))
            if (bucket !== undefined) found.add(bucket)
          }
        }
      }
      return [...found]
    },
    tables: [...tables.values()],
    serverCount,
  }
}

function keyOf({ set, zone, table }: TablePlace, isAppTold: boolean): string {
  return `${isAppTold ? 'told' : ''}\u0000${set}\u0000${zone}\u0000${table}`
}

/** `servers`: some servers, which are no table, or OMS's undocumented word for them. Undefined: it asks for nothing that is known. */
function reachOf({ scope, zone, table, servers }: BackupEntry): Reach | 'servers' | undefined {
  if (scope === 'all') return 'all servers'
  if (scope === 'servers' || servers !== '') return 'servers'
  // OMS's word sounds like all servers, which is as much as its zone and table say.
  if (scope === 'probably all' && zone === '' && table === '') return 'all servers'
  if (table !== '') return zone === '' ? 'every zone' : 'table'
  return zone === '' ? undefined : 'zone'
}

function add(bucket: Bucket, entry: BackupEntry, now: number): void {
  const { status, backup } = entry
  if (status === 'approved') mark(bucket, entry)
  if (status === 'approved' && backup === 'completed') {
    if (bucket.begunLast === undefined || isLater(entry, bucket.begunLast)) bucket.begunLast = entry
    const at = completedAt(entry, now)
    if (at === undefined) {
      if (isLaterByOms(entry, bucket.completedByOms)) bucket.completedByOms = entry
    } else if (at > (bucket.completed?.backupTimes?.completedAfter ?? -Infinity)) {
      bucket.completed = entry
    }
  } else if (status === 'approved' && backup === 'failed') {
    if (bucket.failed === undefined || isLater(entry, bucket.failed)) bucket.failed = entry
  } else if (['sending', 'pending', 'unknown', 'approved'].includes(status)) {
    if (bucket.open.length < mostOpen) bucket.open.push(entry)
    bucket.openCount += 1
    const isUnclear = status === 'unknown' || (status === 'approved' && (backup ?? 'unknown') === 'unknown')
    if (!isUnclear && bucket.isAppTold) bucket.isUnderWay = true
  }
}

/** After which time a backup was completed, by this desk's clock; undefined where that is not known, or cannot be. */
export function completedAt({ backupTimes }: BackupEntry, now: number): number | undefined {
  const at = backupTimes?.completedAfter
  // A clock that was ahead. `now` may be a full minute.
  return at === undefined || Number.isNaN(at) || at > now + minuteMs ? undefined : at
}

function isLaterByOms(one: BackupEntry, other: BackupEntry | undefined): boolean {
  const timeOf = ({ backupTimes }: BackupEntry) => omsTime(backupTimes?.updateTime ?? '') ?? ''
  return other === undefined || timeOf(one) > timeOf(other)
}

/** Whether a backup was begun after another: by OMS's clock where it tells of both, else by this desk's, else by their order on record. */
export function isLater(one: BackupEntry, other: BackupEntry): boolean {
  const byOms = [one, other].map(({ backupTimes }) => omsTime(backupTimes?.createTime ?? ''))
  const byDesk = [one, other].map(({ backupTimes }) => backupTimes?.begunAt)
  for (const [at, before] of [byOms, byDesk]) {
    if (at !== undefined && before !== undefined && at !== before) return at > before
  }
  return one.seq > other.seq
}

function mark({ days }: Bucket, entry: BackupEntry): void {
  const { backup, backupTimes, approvedAt } = entry
  const kind: MarkKind = backup === 'completed' || backup === 'failed' ? backup : 'open'
  const { completedAfter, begunAt, createTime = '', updateTime = '' } = backupTimes ?? {}
  const ours = completedAfter ?? begunAt
  const byOms = () => omsDay(kind === 'completed' ? updateTime : createTime)
  const day = ours === undefined ? (byOms() ?? localDay(approvedAt ?? NaN)) : localDay(ours)
  if (Number.isNaN(day)) return
  const counts = days.get(day) ?? { completed: 0, failed: 0, open: 0 }
  days.set(day, counts)
  counts[kind] += 1
}

/** The number of a day of this desk's calendar, on which a time in ms since 1970 lies. */
export function localDay(ms: number): number {
  const time = new Date(ms)
  return Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / dayMs
}

export const stripDays = 30

/** How many backups of each kind there were on each of the last days, the last of which is `today`. */
export function lastDays(
  buckets: readonly Bucket[],
  today: number,
): { day: number; counts: Record<MarkKind, number> }[] {
  return Array.from({ length: stripDays }, (_none, index) => {
    const day = today - stripDays + 1 + index
    const counts = { completed: 0, failed: 0, open: 0 }
    for (const { days } of buckets) {
      const found = days.get(day)
      if (found === undefined) continue
      counts.completed += found.completed
      counts.failed += found.failed
      counts.open += found.open
    }
    return { day, counts }
  })
}
