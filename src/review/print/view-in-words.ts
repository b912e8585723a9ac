import type { Texts } from '~/i18n/i18n'
import { filterText } from '~/review/list/filters/filter-words'
import { filterNames, type ListView } from '~/review/list/view/list-view'

/** What of the list is shown, and in which order, for somebody who has no screen. */
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
