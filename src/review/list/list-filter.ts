import type { ApplicationStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'

export const presets = ['all', 'pending', 'mine', 'decided', 'attention'] as const
export type Preset = (typeof presets)[number]

export const sortColumns = ['application', 'set', 'app', 'target', 'autoApprove', 'status'] as const
export type SortColumn = (typeof sortColumns)[number]

/** What a filter compares; each is empty where it lets everything through. Days are as `2026-11-23`. */
export const filterNames = ['status', 'set', 'app', 'zone', 'table', 'applicant', 'from', 'to'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Record<FilterName, string>

/** No filter at all. */
export const noFilters: Filters = {
  status: '',
  set: '',
  app: '',
  zone: '',
  table: '',
  applicant: '',
  from: '',
  to: '',
}

/** What of the list is to be seen, and in which order: all that its address says. */
export type ListView = {
  preset: Preset
  search: string
  filters: Filters
  sort: { column: SortColumn; descending: boolean } | undefined
}

export function readView(params: URLSearchParams): ListView {
  const read = (name: FilterName) => params.get(name) ?? ''
  const sort = params.get('sort') ?? ''
  const column = sortColumns.find((one) => one === sort.replace(/^-/, ''))
  return {
    preset: presets.find((one) => one === params.get('show')) ?? 'all',
    search: params.get('q') ?? '',
    filters: {
      status: read('status'),
      set: read('set'),
      app: read('app'),
      zone: read('zone'),
      table: read('table'),
      applicant: read('applicant'),
      from: read('from'),
      to: read('to'),
    },
    sort: column === undefined ? undefined : { column, descending: sort.startsWith('-') },
  }
}

/** The other way round; what is as usual leaves no trace. */
export function writeView({ preset, search, filters, sort }: ListView): URLSearchParams {
  const written = [
    ['show', preset === 'all' ? '' : preset],
    ['q', search],
    ...filterNames.map((name) => [name, filters[name]]),
    ['sort', sort === undefined ? '' : `${sort.descending ? '-' : ''}${sort.column}`],
  ]
  return new URLSearchParams(written.filter(([, value]) => value !== ''))
}

/** The address of the list as this view shows it. */
export function addressOf(view: ListView): string {
  const query = writeView(view).toString()
  return query === '' ? '/applications' : `/applications?${query}`
}

/** Whether something besides the preset narrows the view. */
export function isNarrowed({ search, filters }: ListView): boolean {
  return search.trim() !== '' || activeFilterCount(filters) > 0
}

/** How many filters let not everything through. */
export function activeFilterCount(filters: Filters): number {
  return filterNames.filter((name) => filters[name] !== '').length
}

const ofPreset: Record<Preset, (one: ListEntry, username: string | undefined) => boolean> = {
  all: () => true,
  pending: ({ status }) => status === 'pending',
  mine: (one, username) => username !== undefined && one.applicant === username,
  decided: ({ status }) => status === 'approved' || status === 'rejected',
  attention: ({ status, openRejection, openApproval }) =>
    ['refused', 'not sent', 'unknown'].includes(status) ||
    (status === 'pending' && (openRejection === 'unknown' || openApproval === 'unknown')),
}

export function presetCounts(applications: readonly ListEntry[], username: string | undefined): Record<Preset, number> {
  const count = (preset: Preset) => applications.filter((one) => ofPreset[preset](one, username)).length
  return {
    all: applications.length,
    pending: count('pending'),
    mine: count('mine'),
    decided: count('decided'),
    attention: count('attention'),
  }
}

export const choiceNames = ['status', 'set', 'app', 'zone', 'table', 'applicant'] as const satisfies FilterName[]
export type ChoiceName = (typeof choiceNames)[number]

/** What there is to choose from for each filter that is a choice, in order. */
export function choices(applications: readonly ListEntry[]): Record<ChoiceName, string[]> {
  const of = (name: ChoiceName) =>
    [...new Set(applications.map((one) => one[name]))].filter((value) => value !== '').toSorted(compareText)
  return {
    status: of('status'),
    set: of('set'),
    app: of('app'),
    zone: of('zone'),
    table: of('table'),
    applicant: of('applicant'),
  }
}

function passes(one: ListEntry, filters: Filters): boolean {
  if (choiceNames.some((name) => filters[name] !== '' && one[name] !== filters[name])) return false
  const { from, to } = filters
  if (from === '' && to === '') return true
  return (from === '' || one.day >= from) && (to === '' || one.day <= to)
}

/** Those of the view, whatever its search, in its order. `applications` are newest first. */
export function filteredAndSorted(
  applications: readonly ListEntry[],
  { preset, filters, sort }: Omit<ListView, 'search'>,
  username: string | undefined,
): readonly ListEntry[] {
  const found = applications.filter((one) => ofPreset[preset](one, username) && passes(one, filters))
  if (sort !== undefined) {
    const order = orders[sort.column]
    return found.toSorted((one, other) => (sort.descending ? order(other, one) : order(one, other)))
  }
  if (preset === 'pending') return found.toSorted(orders.application)
  if (preset !== 'all') return found
  const isPending = ofPreset.pending
  return [...found.filter((one) => isPending(one, username)), ...found.filter((one) => !isPending(one, username))]
}

/**
 * Finds those that have each word of a search somewhere in them, in the order given. What is typed on is looked for among what was
 * found so far, and what is deleted again leads back to what was found before.
 */
export function searcher(applications: readonly ListEntry[]): (search: string) => readonly ListEntry[] {
  let found = new Map([['', applications]])
  return (search) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean)
    const text = words.join(' ')
    found = new Map([...found].filter(([before]) => text.startsWith(before)))
    const among = [...found.values()].reduce((least, one) => (one.length < least.length ? one : least))
    const result = found.get(text) ?? among.filter((one) => words.every((word) => one.text.includes(word)))
    found.set(text, result)
    return result
  }
}

type Order = (one: ListEntry, other: ListEntry) => number

const statusOrder: ApplicationStatus[] = [
  'pending',
  'sending',
  'unknown',
  'refused',
  'not sent',
  'approved',
  'rejected',
]

/** The ids of OMS go up, whoever applied; what has none comes after them, as it was recorded. */
const byId: Order = (one, other) => {
  if (one.id === undefined || other.id === undefined) {
    return Number(one.id === undefined) - Number(other.id === undefined) || one.seq - other.seq
  }
  return compareText(one.id, other.id)
}

const targetOf = ({ table, zone, servers }: ListEntry): string => [table, zone, servers].join('\t')

const yesNo = ({ autoApprove }: ListEntry): number => (autoApprove === undefined ? 0 : autoApprove ? 2 : 1)

const orders: Record<SortColumn, Order> = {
  application: byId,
  set: (one, other) => compareText(one.set, other.set),
  app: (one, other) => compareText(one.app, other.app),
  target: (one, other) => compareText(targetOf(one), targetOf(other)),
  autoApprove: (one, other) => yesNo(one) - yesNo(other),
  status: (one, other) => statusOrder.indexOf(one.status) - statusOrder.indexOf(other.status),
}

const digits = /^\d+$/

/** Numbers of any length by their value and before other text, text by its letters. */
function compareText(one: string, other: string): number {
  const [oneIsNumber, otherIsNumber] = [digits.test(one), digits.test(other)]
  if (oneIsNumber !== otherIsNumber) return oneIsNumber ? -1 : 1
  if (oneIsNumber && one.length !== other.length) return one.length - other.length
  return one < other ? -1 : one > other ? 1 : 0
}
