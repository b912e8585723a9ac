import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ListEntry } from '~/record/list-entry'
import { sortColumns, type SortColumn } from '~/review/list/view/list-view'
import { draftFor } from '~/test/events'
import {
  accepted,
  anyApplications,
  inView,
  newestFirst,
  own,
  pending,
  shown,
  theirs,
  usual,
} from '~/review/list/view/test-list'

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

test('targets go by table, then by the number of their zone', () => {
  const inZones = ['10', '9', '100'].map((zone, seq) => own(seq, { draft: draftFor('player', zone) }))
  const rows = inView(
    [...inZones, own(3, { draft: draftFor('guild', '11') })],
    {
      ...usual,
      sort: { column: 'target', descending: false },
    },
    'demo',
  )
  expect(rows.map(({ table, zone }) => `${table} ${zone}`)).toEqual(['guild 11', 'player 9', 'player 10', 'player 100'])
})

test('of one place, targets go by their servers', () => {
  const target = { scope: 'servers', zoneId: '', tableName: '' } as const
  const rows = ['126.2.2.3', '126.2.2.2'].map((id, seq) =>
    own(seq, { draft: { ...draftFor('player'), target: { ...target, serverIds: [id] } } }),
  )
  const sorted = inView(rows, { ...usual, sort: { column: 'target', descending: false } }, 'demo')
  expect(sorted.map(({ servers }) => servers)).toEqual(['126.2.2.2', '126.2.2.3'])
})

test('by auto-approve, what OMS does not tell comes first, then what waits for a reviewer', () => {
  const atOnce = own(9, { draft: { ...draftFor('player'), autoApprove: true } })
  const sorted = inView(
    [atOnce, pending, theirs],
    { ...usual, sort: { column: 'autoApprove', descending: false } },
    'demo',
  )
  expect(sorted).toEqual([theirs, pending, atOnce])
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
