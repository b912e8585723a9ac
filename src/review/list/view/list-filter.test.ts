import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '~/oms/outcome'
import type { Application } from '~/record/application'
import { choices, filteredAndSorted, presetCounts, searcher, settledCount } from '~/review/list/view/list-filter'
import { isNarrowed, noFilters, presets, type ListView } from '~/review/list/view/list-view'
import { accepted as acceptedAs, at, detailOf, draftFor, transactionOf } from '~/test/events'
import { byName } from '~/ui/by-name'
import {
  accepted,
  anyApplications,
  anyView,
  approved,
  decision,
  half,
  inView,
  limits,
  looker,
  lost,
  newestFirst,
  own,
  pending,
  refused,
  rejected,
  shown,
  theirs,
  usual,
} from '~/review/list/view/test-list'

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
      const found = searcher(filteredAndSorted(newestFirst, { ...usual, filters }))(search)
      const counts = presetCounts(found, looker())
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
      const pendingFirst = inView(all, { ...usual, preset: 'pending' }, 'demo').slice(0, oldest)
      const read = all.filter((one, index) => index < newest || pendingFirst.includes(one))
      const soFar = {
        total: 0,
        seq: all[newest - 1]?.seq ?? (newest === 0 ? Infinity : 0),
        pendingUpTo: pendingFirst.at(-1)?.id,
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
  ['attempt-key-4', [lost]],
  ['\u200b#559\u2060', [rejected]],
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

const servers = { scope: 'servers', zoneId: '', tableName: '' } as const
const approvedAs = { kind: 'approved', applicant: '' } as const
const heard = { at, since: at }
const deadline = { kind: 'unknown', why: 'deadline', text: 'word 9090' } as const
const no: Refusal = { kind: 'refused', reason: 'request', messages: ['gone', 'word 9090'] }

test.each<[string, Partial<Application>]>([
  ['its set', { draft: { ...draftFor('player'), setId: '9090' } }],
  ['its app', { draft: { ...draftFor('player'), appId: '9090' } }],
  ['its zone', { draft: draftFor('player', '9090') }],
  ['a server', { draft: { ...draftFor('player'), target: { ...servers, serverIds: ['126.2.2.2', '126.2.9090.2'] } } }],
  ["OMS's word for its servers", { draft: undefined, seen: { at, detail: detailOf({ servers: 'near 9090' }) } }],
  [
    'the transaction it came with',
    { outcome: { ...acceptedAs('570'), approval: { kind: 'approved', transaction: '9090' } } },
  ],
  [
    'why it was not approved',
    { outcome: { ...acceptedAs('570'), approval: { kind: 'failed', message: 'word 9090' } } },
  ],
  ["what came instead of OMS's answer", { outcome: deadline }],
  ['why OMS refused to reject it', { rejection: { ...decision, memo: 'no', outcome: no } }],
  ['who has approved it', { approval: { ...decision, by: '9090' } }],
  ['the transaction of its approval', { approval: { ...decision, outcome: { ...approvedAs, transaction: '9090' } } }],
  ['why OMS refused to approve it', { approval: { ...decision, outcome: no } }],
  ['who has started its backup', { execution: { ...decision, of: 'start', by: '9090' } }],
  ['why OMS refused to start its backup', { execution: { ...decision, of: 'start', outcome: no } }],
  ['what its backup says', { backup: { ...heard, detail: transactionOf({ memo: 'word 9090' }) } }],
  ['the status of its backup', { backup: { ...heard, detail: transactionOf({ statusText: 'word 9090' }) } }],
])('a search finds an application by %s, and no other by it', (_name, rest) => {
  const marked = own(9, { ...accepted('570'), ...rest })
  expect(searcher([marked, ...newestFirst])('9090')).toEqual([marked])
})

test('no search finds words that stand in two texts', () => {
  expect(searcher([own(9, { by: 'demo', why: 'before merge' })])('demobefore')).toEqual([])
})

test('what nobody sees in a text does not keep it from being found, by whatever was copied of it', () => {
  const marked = own(9, { ...accepted('570'), why: 'be\u200bfore\u202a merge' })
  const find = searcher([marked, pending])
  for (const search of ['before merge', 'be\u200bfore\u202a', '\u2060merge']) expect(find(search)).toEqual([marked])
})

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

test('the applicant is known from this desk or from OMS', () => {
  const applicants = newestFirst.map(({ applicant }) => applicant)
  expect(applicants.join(' ')).toBe('tcaplus tcaplus demo eve demo demo demo')
})

test('nobody is known to have asked with a pasted token', () => {
  expect(own(9, { by: undefined }).applicant).toBe('')
})

test("the day is the person's own for what was sent here, and that of OMS for what was taken over", () => {
  const sentAt = '2026-03-05T12:00:00.000Z'
  const seen = { at: sentAt, detail: detailOf({ createTime: '2026-03-04 23:00:00' }) }
  expect(own(9, { sentAt, seen }).day).toBe('2026-03-05')
  expect(own(9, { sentAt, seen, draft: undefined }).day).toBe('2026-03-04')
})
