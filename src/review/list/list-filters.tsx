import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { memo, useId, useMemo, useState } from 'react'
import { useT, type Texts } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import classes from '~/review/list/list-bar.module.css'
import { choices } from '~/review/list/view/list-filter'
import {
  choiceNames,
  noFilters,
  filterNames,
  isNarrowed,
  activeFilterCount,
  type ChoiceName,
  type Filters,
  type ListView,
} from '~/review/list/view/list-view'
import { useLater } from '~/ui/use-later'

const labels = {
  status: 'review.column.status',
  set: 'review.column.set',
  app: 'review.column.app',
  zone: 'list.zone',
  table: 'list.table',
  applicant: 'list.applicant',
} as const satisfies Record<ChoiceName, string>

/** More than this makes a choice slow, and nobody reads it. */
const mostOptions = 200

type Props = {
  applications: readonly ListEntry[]
  view: ListView
  onSearch: (search: string) => void
  onChange: (change: Partial<ListView>) => void
}

/** One search over everything, and the filters. On a narrow screen the filters begin folded. */
export function ListFilters({ applications, view, onSearch, onChange }: Props) {
  const t = useT()
  const { search, filters } = view
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 48em)').matches)
  const panel = useId()
  const count = activeFilterCount(filters)
  const change = (part: Partial<Filters>) => onChange({ filters: { ...filters, ...part } })
  return (
    <div role="search" className={classes.filters}>
      <div className={classes.line}>
        <TextInput
          type="search"
          aria-label={t('list.search')}
          placeholder={t('list.searchHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => onSearch(currentTarget.value)}
          className={classes.search}
          autoComplete="off"
          aria-keyshortcuts="/"
        />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          {t('list.filters')}
          {count > 0 && ` (${count})`}
        </Button>
        {isNarrowed(view) && (
          <Button variant="subtle" onClick={() => onChange({ search: '', filters: noFilters })}>
            {t('list.clear')}
          </Button>
        )}
      </div>
      <div id={panel} hidden={!open}>
        {open && <Choices applications={applications} filters={filters} onChange={change} />}
      </div>
    </div>
  )
}

type ChoicesProps = {
  applications: readonly ListEntry[]
  filters: Filters
  onChange: (part: Partial<Filters>) => void
}

/** Not drawn anew for what is typed in the search. */
const Choices = memo(
  function Choices({ applications, filters, onChange }: ChoicesProps) {
    const t = useT()
    const isLater = useLater()
    const all = useMemo(() => (isLater ? choices(applications) : undefined), [isLater, applications])
    // The rows come first; the place of each choice is kept.
    if (all === undefined) {
      return (
        <div className={classes.choices}>
          {[...choiceNames, 'from', 'to'].map((name) => (
            <div key={name} className={classes.place} />
          ))}
        </div>
      )
    }
    return (
      <div className={classes.choices}>
        {choiceNames.map((name) => (
          <NativeSelect
            key={name}
            size="xs"
            label={t(labels[name])}
            value={filters[name]}
            onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
          >
            <option value="">{t('list.any')}</option>
            {offered(all[name], filters[name]).map((value) => (
              <option key={value} value={value}>
                {name === 'status' ? statusWord(t, value) : value}
              </option>
            ))}
            {all[name].length > mostOptions && (
              <option disabled>{t('list.more', { count: all[name].length - mostOptions })}</option>
            )}
          </NativeSelect>
        ))}
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            size="xs"
            type="date"
            label={t(`list.${name}`)}
            value={filters[name]}
            data-empty={filters[name] === ''}
            onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
          />
        ))}
      </div>
    )
  },
  (before, { applications, filters }) =>
    before.applications === applications && filterNames.every((name) => before.filters[name] === filters[name]),
)

/** The first ones, and what is chosen: an address may name what no application has (any more), but it filters. */
function offered(values: string[], chosen: string): string[] {
  const first = values.slice(0, mostOptions)
  return chosen === '' || first.includes(chosen) ? first : [...first, chosen]
}

function statusWord(t: Texts, value: string): string {
  switch (value) {
    case 'sending':
    case 'pending':
    case 'approved':
    case 'rejected':
    case 'refused':
    case 'not sent':
    case 'unknown':
      return t(`review.status.${value}`)
    default:
      return value
  }
}
