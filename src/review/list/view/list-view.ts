import { byName } from '~/ui/by-name'

export const presets = ['all', 'pending', 'mine', 'decided', 'attention'] as const
export type Preset = (typeof presets)[number]

export const sortColumns = ['application', 'set', 'app', 'target', 'autoApprove', 'status'] as const
export type SortColumn = (typeof sortColumns)[number]

/** What a filter compares; each is empty where it lets everything through. Days are as `2026-11-23`, `track` is ids as `500-520,530`. */
export const filterNames = ['status', 'set', 'app', 'zone', 'table', 'applicant', 'from', 'to', 'track'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Record<FilterName, string>

export const choiceNames = ['status', 'set', 'app', 'zone', 'table', 'applicant'] as const satisfies FilterName[]
export type ChoiceName = (typeof choiceNames)[number]

export const noFilters: Filters = byName(filterNames, () => '')

/** What of the list is to be seen, and in which order: all that its address says. */
export type ListView = {
  preset: Preset
  search: string
  filters: Filters
  sort: { column: SortColumn; descending: boolean } | undefined
}

export function readSort(text: string): ListView['sort'] {
  const column = sortColumns.find((one) => one === text.replace(/^-/, ''))
  return column === undefined ? undefined : { column, descending: text.startsWith('-') }
}

/** The other way round: nothing, `set`, or `-set` for the greatest first. */
export function writeSort(sort: ListView['sort']): string {
  return sort === undefined ? '' : `${sort.descending ? '-' : ''}${sort.column}`
}

export function readView(params: URLSearchParams): ListView {
  return {
    preset: presets.find((one) => one === params.get('show')) ?? 'all',
    search: params.get('q') ?? '',
    filters: byName(filterNames, (name) => params.get(name) ?? ''),
    sort: readSort(params.get('sort') ?? ''),
  }
}

/** The other way round; what is as usual leaves no trace. */
export function writeView({ preset, search, filters, sort }: ListView): URLSearchParams {
  const written = [
    ['show', preset === 'all' ? '' : preset],
    ['q', search],
    ...filterNames.map((name) => [name, filters[name]]),
    ['sort', writeSort(sort)],
  ]
  return new URLSearchParams(written.filter(([, value]) => value !== ''))
}

export function addressOf(view: ListView): string {
  const query = writeView(view).toString()
  return query === '' ? '/applications' : `/applications?${query}`
}

/** Whether something besides the preset narrows the view. */
export function isNarrowed({ search, filters }: ListView): boolean {
  return search.trim() !== '' || activeFilterCount(filters) > 0
}

export function activeFilterCount(filters: Filters): number {
  return filterNames.filter((name) => filters[name] !== '').length
}
