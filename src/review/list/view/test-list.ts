import * as fc from 'fast-check'
import { withStatus, type Application } from '~/record/application'
import { readLimits } from '~/record/limits'
import { toListEntry, type ListEntry } from '~/record/list-entry'
import type { ApplyDetail } from '~/oms/detail'
import { filteredAndSorted, inPreset, searcher } from '~/review/list/view/list-filter'
import { filterNames, noFilters, presets, sortColumns, type ListView } from '~/review/list/view/list-view'
import { accepted as acceptedAs, applied, at, detailOf } from '~/test/events'
import { byName } from '~/ui/by-name'

const now = Date.parse('2026-11-23T12:00:00Z')

export const limits = readLimits('')
export const looker = (username: string | undefined = 'demo') => ({ username, limits, now })

const short = (one: Application): ListEntry => toListEntry(withStatus(one, now), (text) => text)

export function own(seq: number, rest: Partial<Application> = {}): ListEntry {
  const { draft } = applied('player')
  return short({ key: `key-${seq}`, seq, draft, body: '{}', sentAt: at, by: 'demo', expires: at, ...rest })
}

function taken(seq: number, rest: Partial<ApplyDetail>): ListEntry {
  const words = { setId: '127', zoneId: '3', tableName: 'ledger', username: 'tcaplus' }
  const detail = detailOf({ ...words, createTime: '2026-11-20 23:59:59', ...rest })
  return short({ key: `key-${seq}`, seq, sentAt: at, by: 'demo', expires: at, id: detail.id, seen: { at, detail } })
}

export const accepted = (id: string) => ({ id, outcome: acceptedAs(id) })
export const decision = { attempt: 'a', sentAt: '2026-11-23T10:00:00Z', expires: '2026-11-23T10:01:00Z' }

export const pending = own(1, accepted('560'))
export const rejected = own(2, {
  ...accepted('559'),
  rejection: { ...decision, by: 'reviewer', memo: 'Wrong window', outcome: { kind: 'rejected' } },
})
export const refused = own(3, { outcome: { kind: 'refused', reason: 'request', messages: ['Zone is EMPTY'] } })
export const lost = own(4, { outcome: { kind: 'unknown', why: 'connection' }, by: 'eve', why: 'Server merge' })
export const half = own(5, {
  ...accepted('561'),
  rejection: { ...decision, memo: 'perhaps', outcome: { kind: 'unknown', why: 'deadline' } },
})
export const theirs = taken(6, { id: '558', servers: '127.2.2.2' })
export const approved = taken(7, { id: '600', transaction: '408', decidedBy: 'boss' })
export const newestFirst = [approved, theirs, half, lost, refused, rejected, pending]

export const inView = (applications: readonly ListEntry[], view: ListView, username: string | undefined) =>
  inPreset(searcher(filteredAndSorted(applications, view))(view.search), view.preset, { username, limits, now })

export const usual: ListView = { preset: 'all', search: '', filters: noFilters, sort: undefined }
export const shown = (view: Partial<ListView>, username: string | undefined = 'demo') =>
  inView(newestFirst, { ...usual, ...view }, username)

const word = fc.string({ unit: fc.constantFrom('a', '1', ' ', '&', '=', '#', '+', '%', 'ü', '-') })
export const anyView: fc.Arbitrary<ListView> = fc.record({
  preset: fc.constantFrom(...presets),
  search: word,
  filters: fc.record(byName(filterNames, () => word)),
  sort: fc.option(fc.record({ column: fc.constantFrom(...sortColumns), descending: fc.boolean() }), { nil: undefined }),
})

export const anyApplications = fc
  .array(fc.constantFrom(...newestFirst), { maxLength: 30 })
  .map((some) => some.map((one, index) => ({ ...one, key: String(index), seq: -index })))
