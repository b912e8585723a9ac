import type { Texts } from '~/i18n/i18n'
import { filterNames, type FilterName, type ListView } from '~/review/list/view/list-view'

const labels = {
  status: 'review.column.status',
  set: 'review.column.set',
  app: 'review.column.app',
  zone: 'list.zone',
  table: 'list.table',
  applicant: 'list.applicant',
  from: 'list.from',
  to: 'list.to',
  track: 'track.title',
} as const satisfies Record<FilterName, string>

/** What of the list is shown, and in which order, for somebody who has no screen. */
export function viewInWords(t: Texts, { preset, search, filters, sort }: ListView): string {
  const said = (name: string, value: string) => t('print.said', { name, value })
  return t.sentences([
    said(t('list.presets'), t(`list.preset.${preset}`)),
    ...(search.trim() === '' ? [] : [said(t('list.search'), search)]),
    ...filterNames.flatMap((name) => (filters[name] === '' ? [] : [said(t(labels[name]), filters[name])])),
    ...(sort === undefined
      ? []
      : [t(sort.descending ? 'print.descending' : 'print.ascending', { name: t(`review.column.${sort.column}`) })]),
  ])
}
