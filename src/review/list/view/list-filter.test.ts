import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withStatus, type Application } from '~/record/application'
import { readLimits } from '~/record/limits'
import { toListEntry, type ListEntry } from '~/record/list-entry'
import type { ApplyDetail } from '~/oms/detail'
import {
  choices,
  filtered,
  filteredAndSorted,
  presetCounts,
  searcher,
  settledCount,
} from '~/review/list/view/list-filter'
import {
  addressOf,
  filterNames,
  isNarrowed,
  noFilters,
  presets,
  readView,
  sortColumns,
  writeView,
  type ListView,
  type SortColumn,
} from '~/review/list/view/list-view'
import { accepted as acceptedAs, applied, at, detailOf } from '~/test/events'
import { byName } from '~/ui/by-name'

const now = Date.parse('2026-11-23T12:00:00Z')

const limits = readLimits('')
const looker = (username: string | undefined = 'demo') => ({ username, limits, now })

const short = (one: Application): ListEntry => toListEntry(withStatus(one, now), (text) => text)

function own(seq: number, rest: Partial<Application> = {}): ListEntry {
  const { draft } = applied('player')
  return short({ key: `key-${seq}`, seq, draft, body: '{}', sentAt: at, by: 'demo', expires: at, ...rest })
}

function taken(seq: number, rest: Partial<ApplyDetail>): ListEntry {
  const words = { setId: '127', zoneId: '3', tableName: 'ledger', username: 'tcaplus' }
  const detail = detailOf({ ...words, createTime: '2026-11-20 23:59:59', ...rest })
  return short({ key: `key-${seq}`, seq, sentAt: at, by: 'demo', expires: at, id: detail.id, seen: { at, detail } })
}

const accepted = (id: string) => ({ id, outcome: acceptedAs(id) })
const decision = { attempt: 'a', sentAt: '2026-11-23T10:00:00Z', expires: '2026-11-23T10:01:00Z' }

const pending = own(1, accepted('560'))
const rejected = own(2, {
  ...accepted('559'),
  rejection: { ...decision, by: 'reviewer', memo: 'Wrong window', outcome: { kind: 'rejected' } },
})
const refused = own(3, { outcome: { kind: 'refused', reason: 'request', messages: ['Zone is EMPTY'] } })
const lost = own(4, { outcome: { kind: 'unknown', why: 'connection' }, by: 'eve', why: 'Server merge' })
const half = own(5, {
  ...accepted('561'),
  rejection: { ...decision, memo: 'perhaps', outcome: { kind: 'unknown', why: 'deadline' } },
})
const theirs = taken(6, { id: '558', servers: '127.2.2.2' })
const approved = taken(7, { id: '600', transaction: '408', decidedBy: 'boss' })
const newestFirst = [approved, theirs, half, lost, refused, rejected, pending]

const inView = (applications: readonly ListEntry[], view: ListView, username: string | undefined) =>
  searcher(filteredAndSorted(applications, view, { username, limits, now }))(view.search)

const usual: ListView = { preset: 'all', search: '', filters: noFilters, sort: undefined }
const shown = (view: Partial<ListView>, username: string | undefined = 'demo') =>
  inView(newestFirst, { ...usual, ...view }, username)

describe('presets', () => {
  test('pending: oldest first, as the ids of OMS go', () => {
    expect(shown({ preset: 'pending' })).toEqual([theirs, pending, half])
  })

  test('mine: those of the person, not those that the person took over', () => {
    expect(shown({ preset: 'mine' })).toEqual([half, refused, rejected, pending])
    expect(shown({ preset: 'mine' }, 'tcaplus')).toEqual([approved, theirs])
    expect(inView(newestFirst, { ...usual, preset: 'mine' }, undefined)).toEqual([])
  })

  test('decided: approved and rejected, newest first', () => {
    expect(shown({ preset: 'decided' })).toEqual([approved, rejected])
  })

  test('needs attention: refused, not sent, unknown, decisions of unknown outcome, and what is overdue', () => {
    const unsent = own(8, { outcome: { kind: 'not sent', why: 'refused' } })
    const stranger = own(9, { outcome: { kind: 'refused', reason: 'whitelist', messages: [] } })
    const view = { ...usual, preset: 'attention' } as const
    expect(inView([unsent, stranger, ...newestFirst], view, 'demo')).toEqual([
      unsent,
      stranger,
      theirs,
      half,
      lost,
      refused,
    ])
  })

  test('a refused token is on the list, and nothing that needs attention', () => {
    const expired = own(8, { outcome: { kind: 'refused', reason: 'token', messages: ['invalid credential'] } })
    const denied = own(9, {
      ...accepted('562'),
      rejection: { ...decision, memo: 'no', outcome: { kind: 'refused', reason: 'token', messages: [] } },
    })
    expect(presetCounts([expired, denied], looker())).toEqual({ all: 2, pending: 1, mine: 2, decided: 0, attention: 0 })
  })

  test('all: pending first, the oldest of them on top, then newest first', () => {
    expect(shown({})).toEqual([theirs, pending, half, approved, lost, refused, rejected])
  })

  test('each has a count', () => {
    expect(presetCounts(newestFirst, looker())).toEqual({ all: 7, pending: 3, mine: 4, decided: 2, attention: 4 })
  })

  test('each counts what a press of it shows: search and filters stay', () => {
    for (const [search, set] of [
      ['', '127'],
      ['player', ''],
      ['nowhere', '126'],
    ] as const) {
      const filters = { ...noFilters, set }
      const counts = presetCounts(searcher(filtered(newestFirst, filters))(search), looker())
      expect(counts).toEqual(byName(presets, (preset) => shown({ preset, search, filters }).length))
    }
  })

  test('what is overdue depends on the time of looking and on the limits', () => {
    const attention = (hours: number, overdueHours: number) =>
      presetCounts([{ ...approved, awaitedSince: Date.parse(at) }], {
        username: 'demo',
        now: Date.parse(at) + hours * 60 * 60_000,
        limits: { ...limits, overdueHours },
      }).attention
    expect([attention(23, 24), attention(25, 24), attention(25, 48), attention(3, 2)]).toEqual([0, 1, 0, 1])
  })
})

test.each([
  ['status', 'refused', [refused]],
  ['set', '127', [theirs, approved]],
  ['app', '2', [pending, half, lost, refused, rejected]],
  ['zone', '3', [theirs, approved]],
  ['table', 'ledger', [theirs, approved]],
  ['applicant', 'eve', [lost]],
  ['applicant', 'tcaplus', [theirs, approved]],
  ['to', '2026-11-20', [theirs, approved]],
  ['from', '2026-11-21', [pending, half, lost, refused, rejected]],
  ['track', '558,560-599', [theirs, pending, half]],
  ['track', 'x', []],
  ['set', '12', []],
  ['set', '0127', []],
])('the filter %s = %s', (name, value, expected) => {
  expect(shown({ filters: { ...noFilters, [name]: value } })).toEqual(expected)
})

test('rows that can be acted on while the record is read keep their places when it is read', () => {
  const entry = fc.record({ id: fc.option(fc.nat(60)), isDecided: fc.boolean() })
  const view = fc.record({
    preset: fc.constantFrom(...presets),
    search: fc.constantFrom('', '5'),
    sort: fc.constantFrom(undefined, { column: 'set', descending: true } as const),
  })
  fc.assert(
    fc.property(fc.array(entry), view, fc.nat(10), fc.nat(10), (made, { preset, search, sort }, newest, oldest) => {
      const all = made
        .map(({ id, isDecided }, index) => {
          if (id === null) return own(index, { outcome: { kind: 'refused', reason: 'request', messages: [] } })
          // No two have the same id.
          const rest = { ...accepted(String(id * 1000 + index)), by: index % 2 === 0 ? 'demo' : 'eve' }
          const rejection = { ...decision, memo: 'no', outcome: { kind: 'rejected' } } as const
          return own(index, isDecided ? { ...rest, rejection } : rest)
        })
        .toReversed()
      const pendingFirst = filteredAndSorted(all, { ...usual, preset: 'pending' }, looker()).slice(0, oldest)
      const read = all.filter((one, index) => index < newest || pendingFirst.includes(one))
      const soFar = {
        seq: all[newest - 1]?.seq ?? (newest === 0 ? Infinity : 0),
        pendingUpTo: pendingFirst.at(-1)?.id ?? '',
      }
      const whole: ListView = { ...usual, preset, search, sort }
      const rows = inView(read, whole, 'demo')
      const settled = settledCount(rows, whole, soFar)
      expect(rows.slice(0, settled)).toEqual(inView(all, whole, 'demo').slice(0, settled))
      expect(settledCount(rows, whole, undefined)).toBe(rows.length)
      const isUsual = (preset === 'pending' || preset === 'all') && sort === undefined && search === ''
      expect(settled).toBeGreaterThanOrEqual(isUsual ? pendingFirst.length : 0)
    }),
  )
})

test('an application for all servers has no zone, not even an empty one to choose', () => {
  const all = own(9, { draft: { setId: '1', appId: '2', target: { scope: 'all' }, autoApprove: false } })
  expect(choices([all, pending])).toMatchObject({ zone: ['0'], table: ['player'], set: ['1', '126'] })
})

test.each([
  ['#559', [rejected]],
  ['559', [rejected]],
  ['key-4', [lost]],
  ['LEDGER', [theirs, approved]],
  ['127.2.2.2', [theirs]],
  ['wrong window', [rejected]],
  ['window wrong', [rejected]],
  ['zone is empty', [refused]],
  ['eve', [lost]],
  ['server merge', [lost]],
  ['reviewer', [rejected]],
  ['boss', [approved]],
  ['408', [approved]],
  ['  ledger   558 ', [theirs]],
  ['nowhere', []],
])('a search for %j', (search, expected) => {
  expect(shown({ search })).toEqual(expected)
})

test('sorting by a column goes by numbers where they are numbers, of any length, and keeps the order of equals', () => {
  const ids = ['9', '10', '9007199254740993', '9007199254740992'].map((id, seq) => own(seq, accepted(id)))
  const sorted = (descending: boolean) =>
    inView(ids, { ...usual, sort: { column: 'application', descending } }, 'demo').map(({ id }) => id)
  expect(sorted(false)).toEqual(['9', '10', '9007199254740992', '9007199254740993'])
  expect(sorted(true)).toEqual(['9007199254740993', '9007199254740992', '10', '9'])
  expect(shown({ sort: { column: 'set', descending: true } })).toEqual(newestFirst)
  const statuses = shown({ sort: { column: 'status', descending: false } }).map(({ status }) => status)
  expect(statuses.join(' ')).toBe('pending pending pending unknown refused approved rejected')
})

const word = fc.string({ unit: fc.constantFrom('a', '1', ' ', '&', '=', '#', '+', '%', 'ü', '-') })
const anyView: fc.Arbitrary<ListView> = fc.record({
  preset: fc.constantFrom(...presets),
  search: word,
  filters: fc.record(byName(filterNames, () => word)),
  sort: fc.option(fc.record({ column: fc.constantFrom(...sortColumns), descending: fc.boolean() }), { nil: undefined }),
})

test('every view comes back from its address', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(readView(new URL(addressOf(view), 'http://desk').searchParams)).toEqual(view)
    }),
  )
})

test('any address is a view, and what it does not know is as usual', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (query) => {
      const view = readView(new URLSearchParams(query))
      expect(readView(writeView(view))).toEqual(view)
    }),
  )
  expect(readView(new URLSearchParams('show=nothing&sort=-nothing&x=1'))).toEqual(usual)
  expect(addressOf(usual)).toBe('/applications')
})

const anyApplications = fc
  .array(fc.constantFrom(...newestFirst), { maxLength: 30 })
  .map((some) => some.map((one, index) => ({ ...one, key: String(index), seq: -index })))

test('a view adds nothing and doubles nothing, and a narrower one shows no more', () => {
  fc.assert(
    fc.property(anyApplications, anyView, (applications, view) => {
      const found = inView(applications, view, 'demo')
      expect(new Set(found).size).toBe(found.length)
      expect(applications).toEqual(expect.arrayContaining([...found]))
      expect(found.length).toBeLessThanOrEqual(presetCounts(applications, looker())[view.preset])
      const open = { ...view, search: ' ', filters: noFilters }
      expect(isNarrowed(open)).toBe(false)
      expect(inView(applications, open, 'demo')).toHaveLength(presetCounts(applications, looker())[view.preset])
    }),
  )
})

test('a search that is typed, deleted and typed again finds what a fresh one finds', () => {
  const typed = fc.array(
    fc.constantFrom('', 'p', 'pl', 'pla', 'pla 1', 'pla 12', '12', '127', '127 e', 'PLAYER', ' ', 'a'),
  )
  fc.assert(
    fc.property(anyApplications, typed, (applications, searches) => {
      const find = searcher(applications)
      for (const search of searches) expect(find(search)).toEqual(searcher(applications)(search))
    }),
  )
})

const compared: Record<SortColumn, (one: ListEntry) => unknown> = {
  application: ({ id }) => id,
  set: ({ set }) => set,
  app: ({ app }) => app,
  target: ({ zone, table, servers }) => [table, zone, servers],
  autoApprove: ({ autoApprove }) => autoApprove,
  status: ({ status }) => status,
}

test('descending is ascending backwards, but for equals', () => {
  fc.assert(
    fc.property(anyApplications, fc.constantFrom(...sortColumns), (applications, column) => {
      const sorted = (descending: boolean) =>
        inView(applications, { ...usual, sort: { column, descending } }, 'demo').map(compared[column])
      expect(sorted(true)).toEqual(sorted(false).toReversed())
    }),
  )
})

test('whoever asked for it is known from this desk or from OMS', () => {
  const applicants = newestFirst.map(({ applicant }) => applicant)
  expect(applicants.join(' ')).toBe('tcaplus tcaplus demo eve demo demo demo')
})
