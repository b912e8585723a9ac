import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { indexBackups, lastDays, localDay, type BackupEntry } from '~/backups/board/backup-index'
import { boardRows, type BoardTable } from '~/backups/board/board'
import { omsTime } from '~/oms/oms-time'

const hour = 3_600_000
const day = 24 * hour
const now = Date.parse('2026-11-23T12:00:00.000Z')
const limits = { amberDays: 1, redDays: 7 }
const never = '0000-00-00 00:00:00'

const table = (rest: Partial<BoardTable> = {}): BoardTable => ({
  set: '126',
  zone: '0',
  table: 'player',
  names: [],
  createDate: '2021-06-25 10:38:29',
  modifyDate: never,
  ...rest,
})

/** Table player, whose backup was completed an hour ago. */
function done(rest: Partial<BackupEntry> = {}, times: Partial<BackupEntry['backupTimes']> = {}): BackupEntry {
  const { seq = 1 } = rest
  const createTime = `2026-11-23 10:00:${String(seq % 60).padStart(2, '0')}`
  return {
    key: `key-${seq}`,
    id: String(557 + seq),
    seq,
    status: 'approved',
    scope: 'tables',
    set: '126',
    app: '2',
    zone: '0',
    table: 'player',
    servers: '',
    backup: 'completed',
    approvedAt: now - 2 * hour,
    transaction: undefined,
    backupTimes: {
      begunAt: now - 2 * hour,
      completedAfter: now - hour,
      createTime,
      updateTime: '2026-11-23 11:00:00',
      ...times,
    },
    ...rest,
  }
}

const rows = (tables: BoardTable[], entries: BackupEntry[]) =>
  boardRows(
    tables,
    indexBackups(
      entries.toSorted((one, other) => other.seq - one.seq),
      '2',
      now,
    ),
    limits,
    now,
  )
const row = (of: BoardTable, ...entries: BackupEntry[]) => rows([of], entries)[0]

test('a table with a fresh backup that has not been changed since is green', () => {
  expect(row(table(), done())).toMatchObject({
    level: 'green',
    reasons: [],
    last: { entry: { id: '558' }, reach: 'table', age: hour, change: 'unchanged' },
    openCount: 0,
  })
})

test.each<[string, Partial<BackupEntry>, Partial<BoardTable>, string | undefined]>([
  ['the table in its zone', {}, {}, 'table'],
  ['its whole zone', { table: '' }, {}, 'zone'],
  ['the same table in every zone', { zone: '' }, {}, 'every zone'],
  ['all servers', { scope: 'all', zone: '', table: '' }, {}, 'all servers'],
  ['probably all servers', { scope: 'probably all', zone: '', table: '', app: '' }, {}, 'all servers'],
  ['selected servers', { scope: 'servers', servers: '126.2.2.2' }, {}, undefined],
  ['servers in a word of OMS that nobody understands', { servers: 'x' }, {}, undefined],
  ['another table', { table: 'guild' }, {}, undefined],
  ['another zone', { table: '', zone: '1' }, {}, undefined],
  ['another set', { set: '127', zone: '', table: '' }, {}, undefined],
  ['all servers of another set', { set: '127', scope: 'all', zone: '', table: '' }, {}, undefined],
  ['another app', { app: '3' }, {}, undefined],
  ['nothing that is known', { zone: '', table: '' }, {}, undefined],
  ['the same table in every zone, for a row of every zone', { zone: '' }, { zone: '' }, 'every zone'],
  ['one zone, for a row of every zone', { zone: '0' }, { zone: '' }, undefined],
])('a backup of %s', (_what, entry, of, reach) => {
  expect(row(table(of), done(entry))?.last?.reach).toBe(reach)
})

test.each<[string, BackupEntry[], Partial<BoardTable>, string, string[]]>([
  ['never backed up', [], {}, 'red', ['never']],
  ['a day and more', [done({}, { completedAfter: now - 25 * hour })], {}, 'amber', ['old']],
  ['a week and more', [done({}, { completedAfter: now - 8 * day })], {}, 'red', ['too old']],
  ['changed after it', [done()], { modifyDate: '2026-11-23 11:30:00' }, 'red', ['changed']],
  ['changed while it ran', [done()], { modifyDate: '2026-11-23 10:30:00' }, 'red', ['changed']],
  ['changed before it', [done()], { modifyDate: '2026-11-22 10:30:00' }, 'green', []],
  ['made anew after it', [done()], { createDate: '2026-11-23 11:30:00' }, 'red', ['changed']],
  ['no date of a change', [done()], { modifyDate: '' }, 'amber', ['change unknown']],
  ['an odd date of a change', [done()], { modifyDate: '2026-13-99 10:00:00' }, 'amber', ['change unknown']],
  ['a day that no month has', [done()], { modifyDate: '2026-02-31 10:00:00' }, 'amber', ['change unknown']],
  ['no date of its creation', [done()], { createDate: '' }, 'green', []],
  ['no times of the transaction', [done({}, { createTime: '', updateTime: '' })], {}, 'amber', ['change unknown']],
  ['an app that OMS does not tell', [done({ app: '' })], {}, 'amber', ['app unknown']],
  ['only the clock of OMS', [done({}, { completedAfter: undefined })], {}, 'amber', ['age unknown']],
  [
    'only the clock of OMS, weeks ago',
    [done({}, { completedAfter: undefined, createTime: '2026-11-01 10:00:00', updateTime: '2026-11-01 11:00:00' })],
    {},
    'red',
    ['too old'],
  ],
  ['a clock that was ahead', [done({}, { completedAfter: now + day })], {}, 'amber', ['age unknown']],
  ['an invalid time', [done({}, { completedAfter: NaN })], {}, 'amber', ['age unknown']],
  ['failed since', [done(), done({ seq: 2, backup: 'failed' })], {}, 'red', ['failed']],
  ['failed before', [done({ seq: 2 }), done({ backup: 'failed' })], {}, 'green', []],
  ['failed and never completed', [done({ backup: 'failed' })], {}, 'red', ['failed', 'never']],
  ['running', [done({ backup: 'running' })], {}, 'red', ['never']],
  ['of no state', [done({ backup: 'unknown' })], {}, 'red', ['never']],
  ['pending', [done({ status: 'pending', backup: undefined, backupTimes: undefined })], {}, 'red', ['never']],
])('%s', (_what, entries, of, level, reasons) => {
  expect(row(table(of), ...entries)).toMatchObject({ level, reasons })
})

test('a day that no month has is no time in WebKit either, which makes no date of it', () => {
  const isDate = (text: unknown) => !String(text).startsWith('2026-02-31')
  class WebKitDate extends Date {
    constructor(time: string | number) {
      super(isDate(time) ? time : NaN)
    }
    static override parse(text: string) {
      return isDate(text) ? super.parse(text) : NaN
    }
  }
  vi.stubGlobal('Date', WebKitDate)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(['2026-02-31 10:00:00', '2026-03-31 10:00:00'].map(omsTime)).toEqual([undefined, '2026-03-31 10:00:00'])
})

test('a good backup counts beside a newer one that tells less', () => {
  const [told, untold] = [done(), done({ seq: 2, app: '' })]
  expect(row(table(), told, untold)).toMatchObject({ level: 'green', last: { entry: { seq: 1 } } })
})

test('a good backup counts beside one that began before the change and took longer', () => {
  const long = done()
  const short = done({ seq: 2 }, { completedAfter: now - 1.5 * hour, createTime: '2026-11-23 10:20:00' })
  const changed = table({ modifyDate: '2026-11-23 10:15:00' })
  expect(row(changed, long, short)).toMatchObject({ level: 'green', last: { entry: { seq: 2 } } })
})

test('of backups that are alike the latest counts', () => {
  const older = done({ table: '' }, { completedAfter: now - 5 * hour })
  expect(row(table(), done({ seq: 2 }), older)?.last?.entry.seq).toBe(2)
})

test('what has not ended is told, the latest first, with how many there are; what somebody waits for is not asked for again', () => {
  const pending = [1, 2, 3, 4, 5].map((seq) => done({ seq, status: 'pending', backup: undefined }))
  const one = row(table(), ...pending, done({ seq: 6, table: '', backup: 'suspended' }))
  expect(one?.open.map(({ entry }) => entry.seq)).toEqual([6, 5, 4])
  expect(one).toMatchObject({ openCount: 6, isUnderWay: true })
})

test.each([
  ['an approved one of which nobody has told more', { status: 'approved', backup: 'unknown' }],
  ['one whose outcome is unknown', { status: 'unknown', backup: undefined }],
  ['a pending one of an app that OMS does not tell', { status: 'pending', backup: undefined, app: '' }],
  ['the same of the whole zone', { status: 'pending', backup: undefined, app: '', table: '' }],
] as const)('%s does not keep the table from being backed up', (_what, rest) => {
  expect(row(table(), done(rest))).toMatchObject({ openCount: 1, isUnderWay: false })
})

test('an approved one of which nobody has told more is no news after a later backup', () => {
  const silent = done({ seq: 1, backup: 'unknown' })
  expect(row(table(), silent, done({ seq: 2 }))).toMatchObject({ openCount: 0 })
  expect(row(table(), done({ seq: 1 }), { ...silent, seq: 2, backupTimes: undefined })).toMatchObject({ openCount: 1 })
})

test.each(['refused', 'not sent', 'rejected'] as const)('%s is nothing to wait for', (status) => {
  expect(row(table(), done({ status, backup: undefined }))).toMatchObject({ openCount: 0, isUnderWay: false })
})

test('what is at the greatest risk comes first, the oldest before others, and else in the order of the tables', () => {
  const backedUp = (name: string, age: number) => done({ seq: age, table: name }, { completedAfter: now - age * hour })
  const names = ['fresh', 'day', 'never a', 'week', 'never b', 'two weeks', 'fresher']
  const entries = [
    backedUp('fresh', 2),
    backedUp('day', 30),
    backedUp('week', 24 * 8),
    backedUp('two weeks', 24 * 14),
    backedUp('fresher', 1),
  ]
  expect(
    rows(
      names.map((name) => table({ table: name })),
      entries,
    ).map((one) => one.table),
  ).toEqual(['never a', 'never b', 'two weeks', 'week', 'day', 'fresh', 'fresher'])
})

test('without OMS the tables are those that applications name which OMS has accepted', () => {
  const entries = [
    done(),
    done({ seq: 2, zone: '', table: 'mail', status: 'pending' }),
    done({ seq: 3, table: 'typo', status: 'refused' }),
    done({ seq: 4, table: 'theirs', app: '' }),
    done({ seq: 5, table: '' }),
    done({ seq: 6 }),
    done({ seq: 7, scope: 'servers', servers: '126.2.2.2', table: 'guild' }),
  ]
  const { tables, serverCount } = indexBackups(entries, '2', now)
  expect(tables).toEqual([
    { set: '126', zone: '0', table: 'player' },
    { set: '126', zone: '', table: 'mail' },
  ])
  expect(serverCount).toBe(1)
})

test('each day has its marks, those of OMS alone on the day that OMS wrote', () => {
  const entries = [
    done(),
    done({ seq: 2, table: '', backup: 'failed' }, { completedAfter: undefined, begunAt: now - 3 * day }),
    done({ seq: 3, backup: 'running' }),
    done({ seq: 4 }, { completedAfter: undefined, begunAt: undefined, updateTime: '2026-11-20 23:59:59' }),
    done({ seq: 5 }, { completedAfter: now - 40 * day }),
    done({ seq: 6, backup: 'completed', approvedAt: undefined, backupTimes: undefined }),
  ]
  const days = lastDays(row(table(), ...entries)?.buckets ?? [], localDay(now))
  expect(days).toHaveLength(30)
  expect(days.filter(({ counts }) => Object.values(counts).some((count) => count > 0))).toEqual([
    { day: localDay(now) - 3, counts: { completed: 1, failed: 1, open: 0 } },
    { day: localDay(now), counts: { completed: 1, failed: 0, open: 1 } },
  ])
})

test('each application is read a few times, however many tables it reaches', () => {
  let reads = 0
  const counted = Array.from({ length: 20_000 }, (_none, index) => {
    const entry = done({ seq: index, table: index % 2 === 0 ? '' : `t${index % 5_000}` })
    return new Proxy(entry, {
      get: (target, name: keyof BackupEntry) => {
        reads += 1
        return target[name]
      },
    })
  })
  const tables = Array.from({ length: 5_000 }, (_none, index) => table({ table: `t${index}` }))
  expect(boardRows(tables, indexBackups(counted, '2', now), limits, now)).toHaveLength(5_000)
  expect(reads).toBeLessThan(40 * (20_000 + 5_000))
})

const anyTime = fc.oneof(
  fc.constantFrom('', never, 'yesterday', '9999-99-99 99:99:99', '2026-11-23T10:00:00'),
  fc
    .date({ min: new Date(now - 12 * day), max: new Date(now + day), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19).replace('T', ' ')),
  fc.string().filter((text) => Number.isNaN(Date.parse(text))),
)
const anyMs = fc.oneof(fc.constantFrom(undefined, NaN, Infinity), fc.integer({ min: now - 12 * day, max: now + day }))
const anyEntry = fc.record({
  seq: fc.nat(50),
  status: fc.constantFrom<BackupEntry['status'][]>('pending', 'approved', 'approved', 'unknown', 'refused'),
  scope: fc.constantFrom<BackupEntry['scope'][]>('tables', 'tables', 'all', 'servers', 'probably all'),
  set: fc.constantFrom('126', '127', ''),
  app: fc.constantFrom('2', '3', ''),
  zone: fc.constantFrom('0', '1', ''),
  table: fc.constantFrom('player', 'guild', ''),
  servers: fc.constantFrom('', '126.2.2.2'),
  backup: fc.constantFrom('completed', 'completed', 'failed', 'running', 'unknown', undefined),
  approvedAt: anyMs,
  backupTimes: fc.option(
    fc.record({ begunAt: anyMs, completedAfter: anyMs, createTime: anyTime, updateTime: anyTime }),
    { nil: undefined },
  ),
})

test('green is only what has a completed backup of this app, newer than amber, and no change after it began', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 6 }), anyTime, anyTime, (entries, createDate, modifyDate) => {
      const one = row(table({ createDate, modifyDate }), ...entries.map((entry) => done(entry)))
      expect(one).toBeDefined()
      if (one?.level !== 'green') return
      const isGood = entries.some(({ backup, status, app, scope, servers, set, backupTimes }) => {
        const { completedAfter = NaN, createTime = '' } = backupTimes ?? {}
        const isOurs = app === '2' && set === '126' && (scope === 'all' || (scope === 'tables' && servers === ''))
        const isFresh = completedAfter <= now + 60_000 && now - completedAfter <= limits.amberDays * day
        const changes = [createDate, modifyDate].map((date) => Date.parse(date)).filter((date) => !Number.isNaN(date))
        const isUnchanged = changes.every((date) => date < Date.parse(createTime))
        return status === 'approved' && backup === 'completed' && isOurs && isFresh && isUnchanged
      })
      expect(isGood).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
