import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { memo, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { FilterChips } from '~/review/list/filters/filter-chips'
import { labelOf, valueOf } from '~/review/list/filters/filter-words'
import classes from '~/review/list/applications-page.module.css'
import { choices } from '~/review/list/view/list-filter'
import {
  choiceNames,
  noFilters,
  filterNames,
  isNarrowed,
  activeFilterCount,
  type Filters,
  type ListView,
} from '~/review/list/view/list-view'
import { useLater } from '~/ui/use-later'

/** More than this makes a choice slow, and nobody reads it. */
const mostOptions = 200

type Props = {
  applications: readonly ListEntry[]
  view: ListView
  onSearch: (search: string) => void
  onChange: (change: Partial<ListView>) => void
  /** What else stands on their line. */
  children: ReactNode
}

/** One search over everything, and the filters: those that are active as chips, all of them after a press. */
export function ListFilters({ applications, view, onSearch, onChange, children }: Props) {
  const t = useT()
  const { search, filters } = view
  const [open, setOpen] = useState(false)
  const panel = useId()
  const button = useRef<HTMLButtonElement>(null)
  const count = activeFilterCount(filters)
  const change = (part: Partial<Filters>) => onChange({ filters: { ...filters, ...part } })
  /** By a button that goes with what it takes back, so that the focus moves to "Filters". */
  const takeBack = (part: Partial<ListView>) => {
    onChange(part)
    button.current?.focus()
  }
  return (
    <div role="search" className={classes.filters}>
      <div className={classes.line}>
        <TextInput
          type="search"
          size="xs"
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
          ref={button}
          size="xs"
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          {t('list.filters')}
          {count > 0 && ` (${count})`}
        </Button>
        <FilterChips filters={filters} onChange={(part) => takeBack({ filters: { ...filters, ...part } })} />
        {isNarrowed(view) && (
          <Button size="xs" variant="subtle" px="xs" onClick={() => takeBack({ search: '', filters: noFilters })}>
            {t('list.clear')}
          </Button>
        )}
        <div className={classes.shown}>{children}</div>
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
            label={labelOf(t, name)}
            value={filters[name]}
            onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
          >
            <option value="">{t('list.any')}</option>
            {offered(all[name], filters[name]).map((value) => (
              <option key={value} value={value}>
                {valueOf(t, name, value)}
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
            label={labelOf(t, name)}
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
