import type { ApplicationStatus, ListedApplication } from '~/journal/application'

export const presets = ['all', 'pending', 'mine', 'decided', 'attention'] as const
export type Preset = (typeof presets)[number]

export const sortColumns = ['application', 'set', 'app', 'target', 'autoApprove', 'status'] as const
export type SortColumn = (typeof sortColumns)[number]

/** What a filter compares; each is empty where it lets everything through. Days are as `2026-11-23`. */
export const filterNames = ['status', 'set', 'app', 'zone', 'table', 'applicant', 'from', 'to'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Record<FilterName, string>

/** No filter at all. */
export const everything: Filters = {
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
  return search.trim() !== '' || narrowing(filters) > 0
}

/** How many filters let not everything through. */
export function narrowing(filters: Filters): number {
  return filterNames.filter((name) => filters[name] !== '').length
}

/** Who asked for it, as far as it is known: whoever was signed in here, or for what was taken over, whom OMS names. */
export function applicantOf({ draft, by, seen }: ListedApplication): string {
  return (draft === undefined ? seen?.detail.username : by) ?? ''
}

const ofPreset: Record<Preset, (one: ListedApplication, username: string | undefined) => boolean> = {
  all: () => true,
  pending: ({ status }) => status === 'pending',
  mine: (one, username) => username !== undefined && applicantOf(one) === username,
  decided: ({ status }) => status === 'approved' || status === 'rejected',
  attention: ({ status, openRejection, openApproval }) =>
    ['refused', 'not sent', 'unknown'].includes(status) ||
    (status === 'pending' && (openRejection === 'unknown' || openApproval === 'unknown')),
}

export function presetCounts(applications: ListedApplication[], username: string | undefined): Record<Preset, number> {
  const count = (preset: Preset) => applications.filter((one) => ofPreset[preset](one, username)).length
  return {
    all: applications.length,
    pending: count('pending'),
    mine: count('mine'),
    decided: count('decided'),
    attention: count('attention'),
  }
}

/** What each filter compares with, of one application. */
const values = {
  status: ({ status }) => status,
  set: ({ asked }) => asked.setId,
  app: ({ asked }) => asked.appId,
  zone: ({ asked: { target } }) => (target.scope === 'all' ? '' : target.zoneId),
  table: ({ asked: { target } }) => (target.scope === 'all' ? '' : target.tableName),
  applicant: applicantOf,
} satisfies Partial<Record<FilterName, (one: ListedApplication) => string>>

export type ChoiceName = keyof typeof values
export const choiceNames = ['status', 'set', 'app', 'zone', 'table', 'applicant'] as const satisfies ChoiceName[]

/** What there is to choose from for each filter that is a choice, in order. */
export function choices(applications: ListedApplication[]): Record<ChoiceName, string[]> {
  const of = (name: ChoiceName) =>
    [...new Set(applications.map(values[name]))].filter((value) => value !== '').toSorted(compareText)
  return {
    status: of('status'),
    set: of('set'),
    app: of('app'),
    zone: of('zone'),
    table: of('table'),
    applicant: of('applicant'),
  }
}

/** The day of an application on the person's calendar; for what was taken over, as OMS wrote it. */
function dayOf({ draft, seen, sentAt }: ListedApplication): string {
  const written = draft === undefined ? /^\d{4}-\d{2}-\d{2}/.exec(seen?.detail.createTime ?? '') : null
  if (written !== null) return written[0]
  const day = new Date(sentAt)
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  return `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}`
}

function passes(one: ListedApplication, filters: Filters): boolean {
  if (choiceNames.some((name) => filters[name] !== '' && values[name](one) !== filters[name])) return false
  const { from, to } = filters
  if (from === '' && to === '') return true
  const day = dayOf(one)
  return (from === '' || day >= from) && (to === '' || day <= to)
}

const haystacks = new WeakMap<ListedApplication, string>()

/** Everything of an application that a person may search for, in lower case; put together once. */
function haystackOf(one: ListedApplication): string {
  const known = haystacks.get(one)
  if (known !== undefined) return known
  const haystack = searchable(one).join('\n').toLowerCase()
  haystacks.set(one, haystack)
  return haystack
}

function searchable(one: ListedApplication): string[] {
  const { id, key, asked, outcome, rejection, approval, seen } = one
  const { target } = asked
  return [
    id === undefined ? '' : `#${id}`,
    key,
    asked.setId,
    asked.appId,
    ...(target.scope === 'all' ? [] : [target.zoneId, target.tableName]),
    ...(target.scope === 'servers' ? target.serverIds : []),
    asked.servers ?? '',
    applicantOf(one),
    ...(outcome === undefined ? [] : messagesOf(outcome)),
    rejection?.memo ?? '',
    rejection?.by ?? '',
    ...(rejection?.outcome === undefined ? [] : messagesOf(rejection.outcome)),
    approval?.by ?? '',
    ...(approval?.outcome === undefined ? [] : messagesOf(approval.outcome)),
    seen?.detail.transaction ?? '',
    seen?.detail.decidedBy ?? '',
  ]
}

type Outcome = NonNullable<
  | ListedApplication['outcome']
  | NonNullable<ListedApplication['rejection']>['outcome']
  | NonNullable<ListedApplication['approval']>['outcome']
>

function messagesOf(outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'accepted': {
      const { approval } = outcome
      if (approval.kind === 'approved') return [approval.transaction]
      return approval.kind === 'failed' ? [approval.message] : []
    }
    case 'approved':
      return [outcome.transaction]
    case 'refused':
      return outcome.messages
    case 'unknown':
      return [outcome.text ?? '']
    case 'rejected':
    case 'not sent':
      return []
  }
}

/** Those of the view, each word of its search somewhere in them, in its order. `applications` are newest first. */
export function inView(
  applications: ListedApplication[],
  { preset, search, filters, sort }: ListView,
  username: string | undefined,
): ListedApplication[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = applications.filter(
    (one) =>
      ofPreset[preset](one, username) && passes(one, filters) && words.every((word) => haystackOf(one).includes(word)),
  )
  if (sort !== undefined) {
    const order = orders[sort.column]
    return found.toSorted((one, other) => (sort.descending ? order(other, one) : order(one, other)))
  }
  if (preset === 'pending') return found.toSorted(orders.application)
  if (preset !== 'all') return found
  const isPending = ofPreset.pending
  return [...found.filter((one) => isPending(one, username)), ...found.filter((one) => !isPending(one, username))]
}

type Order = (one: ListedApplication, other: ListedApplication) => number

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

const targetText = ({ asked: { target, servers = '' } }: ListedApplication): string => {
  if (target.scope === 'all') return ''
  const { zoneId, tableName } = target
  return [tableName, zoneId, target.scope === 'servers' ? target.serverIds.join(' ') : servers].join('\t')
}

const yesNo = ({ asked: { autoApprove } }: ListedApplication): number =>
  autoApprove === undefined ? 0 : autoApprove ? 2 : 1

const orders: Record<SortColumn, Order> = {
  application: byId,
  set: (one, other) => compareText(one.asked.setId, other.asked.setId),
  app: (one, other) => compareText(one.asked.appId, other.asked.appId),
  target: (one, other) => compareText(targetText(one), targetText(other)),
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
