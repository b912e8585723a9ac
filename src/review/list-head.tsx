import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { t } from '~/i18n/i18n'
import type { ListedApplication } from '~/journal/application'
import { sortColumns, type ListView, type SortColumn } from '~/review/list-filter'
import classes from '~/review/list-table.module.css'

type Props = {
  applications: ListedApplication[]
  selected: ReadonlySet<string>
  sort: ListView['sort']
  onSelect: (keys: string[], put: boolean) => void
  onSort: (sort: ListView['sort']) => void
}

/** The head of the list: selects all that is in view, and sorts. */
export function ListHead({ applications, selected, sort, onSelect, onSort }: Props) {
  const keys = applications.map(({ key }) => key)
  const count = keys.filter((key) => selected.has(key)).length
  const isEvery = count === keys.length
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={classes.select}>
          <label className={classes.box}>
            <input
              type="checkbox"
              aria-label={t('list.selectAll', { count: keys.length })}
              checked={isEvery}
              ref={(box) => {
                if (box !== null) box.indeterminate = count > 0 && !isEvery
              }}
              onChange={() => onSelect(keys, !isEvery)}
            />
          </label>
        </th>
        {sortColumns.map((column) => (
          <th key={column} scope="col" aria-sort={directionOf(column, sort)} className={classes[column]}>
            <UnstyledButton className={classes.sort} onClick={() => onSort(nextSort(column, sort))}>
              {t(`review.column.${column}`)}
              <Arrow direction={directionOf(column, sort)} />
            </UnstyledButton>
          </th>
        ))}
        <th scope="col" className={classes.actions}>
          <span className="visually-hidden">{t('review.column.actions')}</span>
        </th>
      </tr>
    </thead>
  )
}

function directionOf(column: SortColumn, sort: ListView['sort']): 'ascending' | 'descending' | undefined {
  if (sort?.column !== column) return undefined
  return sort.descending ? 'descending' : 'ascending'
}

/** Up, down, and back to the usual order. */
function nextSort(column: SortColumn, sort: ListView['sort']): ListView['sort'] {
  switch (directionOf(column, sort)) {
    case undefined:
      return { column, descending: false }
    case 'ascending':
      return { column, descending: true }
    case 'descending':
      return undefined
  }
}

function Arrow({ direction }: { direction: 'ascending' | 'descending' | undefined }) {
  if (direction === undefined) return null
  const Icon = direction === 'ascending' ? IconArrowUp : IconArrowDown
  return <Icon size={13} aria-hidden className={classes.arrow} />
}
