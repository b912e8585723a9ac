import type { Texts } from '~/i18n/i18n'
import { applicationStatuses } from '~/record/application'
import { filterNames, type FilterName, type ListView } from '~/review/list/view/list-view'

const labels = {
  status: 'review.column.status',
  set: 'review.column.set',
  app: 'review.column.app',
  zone: 'review.column.zone',
  table: 'review.column.table',
  applicant: 'list.applicant',
  from: 'list.from',
  to: 'list.to',
  track: 'list.linked',
} as const satisfies Record<FilterName, string>

export const labelOf = (t: Texts, name: FilterName): string => t(labels[name])

/** A filter and what it lets through, as a chip says it. */
export const filterText = (t: Texts, name: FilterName, value: string): string =>
  t('print.said', { name: labelOf(t, name), value: valueOf(t, name, value) })

/** What a filter lets through, as it is read; an address may name a status that there is not. */
export function valueOf(t: Texts, name: FilterName, value: string): string {
  const status = name === 'status' ? applicationStatuses.find((one) => one === value) : undefined
  return status === undefined ? value : t(`review.status.${status}`)
}

/** What of the list is shown, and in which order. */
export function viewInWords(t: Texts, { preset, search, filters, sort }: ListView): string {
  const said = (name: string, value: string) => t('print.said', { name, value })
  return t.sentences([
    said(t('list.presets'), t(`list.preset.${preset}`)),
    ...(search.trim() === '' ? [] : [said(t('list.search'), search)]),
    ...filterNames.flatMap((name) => (filters[name] === '' ? [] : [filterText(t, name, filters[name])])),
    ...(sort === undefined
      ? []
      : [t(sort.descending ? 'print.descending' : 'print.ascending', { name: t(`review.column.${sort.column}`) })]),
  ])
}
