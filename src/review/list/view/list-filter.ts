import { isDecided } from '~/record/application'
import type { Limits } from '~/record/limits'
import { searchText, type ListEntry } from '~/record/list-entry'
import { needsAttention } from '~/record/attention'
import type { ReadSoFar } from '~/record/react/list-index'
import { compareText, orders } from '~/review/list/view/list-sort'
import {
  choiceNames,
  filterNames,
  presets,
  type ChoiceName,
  type Filters,
  type ListView,
  type Preset,
} from '~/review/list/view/list-view'
import { parseIds } from '~/review/list/view/id-list'
import { byName } from '~/ui/by-name'

/** Who looks at the list, when (ms since 1970), and what is too late for them. */
export type Looker = { username: string | undefined; now: number; limits: Limits }

const ofPreset: Record<Preset, (one: ListEntry, looker: Looker) => boolean> = {
  all: () => true,
  pending: ({ status }) => status === 'pending',
  mine: (one, { username }) => username !== undefined && one.applicant === username,
  decided: ({ status }) => isDecided(status),
  attention: (one, { limits, now }) => needsAttention(one, limits, now),
}

export function presetCounts(applications: readonly ListEntry[], looker: Looker): Record<Preset, number> {
  const counts = byName(presets, () => 0)
  for (const one of applications) for (const preset of presets) if (ofPreset[preset](one, looker)) counts[preset] += 1
  return counts
}

/** What there is to choose from for each filter that is a choice, in order. */
export function choices(applications: readonly ListEntry[]): Record<ChoiceName, string[]> {
  return byName(choiceNames, (name) =>
    [...new Set(applications.map((one) => one[name]))].filter((value) => value !== '').toSorted(compareText),
  )
}

function passes(one: ListEntry, filters: Filters, linked: ReadonlySet<string> | undefined): boolean {
  if (linked !== undefined && !linked.has(one.id ?? '')) return false
  if (choiceNames.some((name) => filters[name] !== '' && one[name] !== filters[name])) return false
  const { from, to } = filters
  if (from === '' && to === '') return true
  return (from === '' || one.day >= from) && (to === '' || one.day <= to)
}

export function inPreset(applications: readonly ListEntry[], preset: Preset, looker: Looker): readonly ListEntry[] {
  return preset === 'all' ? applications : applications.filter((one) => ofPreset[preset](one, looker))
}

function filtered(applications: readonly ListEntry[], filters: Filters): readonly ListEntry[] {
  if (filterNames.every((name) => filters[name] === '')) return applications
  const linked = filters.track === '' ? undefined : new Set(parseIds(filters.track).ids)
  return applications.filter((one) => passes(one, filters, linked))
}

/** Those that pass the view's filters, of every preset, in the view's order; without one, what is pending comes oldest first. `applications` are newest first. */
export function filteredAndSorted(
  applications: readonly ListEntry[],
  { preset, filters, sort }: Pick<ListView, 'preset' | 'filters' | 'sort'>,
): readonly ListEntry[] {
  const found = filtered(applications, filters)
  if (sort !== undefined) {
    const order = orders[sort.column]
    return found.toSorted((one, other) => (sort.descending ? order(other, one) : order(one, other)))
  }
  if (preset !== 'all' && preset !== 'pending') return found
  const isPending = ({ status }: ListEntry) => status === 'pending'
  return [...found.filter(isPending).toSorted(orders.application), ...found.filter((one) => !isPending(one))]
}

/** How many of these rows, from the first one on, stay in their places whatever is still to be read. */
export function settledCount(
  rows: readonly ListEntry[],
  { preset, sort }: Pick<ListView, 'preset' | 'sort'>,
  soFar: ReadSoFar | undefined,
): number {
  if (soFar === undefined) return rows.length
  const isSettled = ({ status, seq, id = '' }: ListEntry): boolean => {
    if (sort !== undefined) return false
    if (preset !== 'all' && preset !== 'pending') return seq >= soFar.seq
    return status === 'pending' && soFar.pendingUpTo !== undefined && compareText(id, soFar.pendingUpTo) <= 0
  }
  const first = rows.findIndex((one) => !isSettled(one))
  return first === -1 ? rows.length : first
}

/**
 * Finds those that have each word of a search somewhere in them, in the order given. What is typed on is looked for among what was
 * found so far, and what is deleted again leads back to what was found before.
 */
export function searcher(applications: readonly ListEntry[]): (search: string) => readonly ListEntry[] {
  let found = new Map([['', applications]])
  return (search) => {
    const words = searchText(search).split(/\s+/).filter(Boolean)
    const text = words.join(' ')
    found = new Map([...found].filter(([before]) => text.startsWith(before)))
    const among = [...found.values()].reduce((least, one) => (one.length < least.length ? one : least))
    const result = found.get(text) ?? among.filter((one) => words.every((word) => one.text.includes(word)))
    found.set(text, result)
    return result
  }
}
