import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { memo } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { sortColumns, type ListView, type SortColumn } from '~/review/list/view/list-view'
import classes from '~/review/list/list-table.module.css'

type Props = {
  applications: readonly ListEntry[]
  selected: ReadonlySet<string>
  sort: ListView['sort']
  onSelect: (keys: string[], put: boolean) => void
  onSort: (sort: ListView['sort']) => void
}

/** The head of the list: selects all that is in view, and sorts. */
export function ListHead({ applications, selected, sort, onSelect, onSort }: Props) {
  const t = useT()
  const count = selected.size === 0 ? 0 : applications.filter(({ key }) => selected.has(key)).length
  const isEvery = count === applications.length
  const selectAll = () =>
    onSelect(
      applications.map(({ key }) => key),
      !isEvery,
    )
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={classes.select}>
          <label className={classes.box}>
            <input
              type="checkbox"
              aria-label={t('list.selectAll', { count: applications.length })}
              checked={isEvery}
              ref={(box) => {
                if (box !== null) box.indeterminate = count > 0 && !isEvery
              }}
              onChange={selectAll}
            />
          </label>
        </th>
        <Columns sort={sort} onSort={onSort} />
        <th scope="col" className={classes.actions}>
          <span className="visually-hidden">{t('review.column.actions')}</span>
        </th>
      </tr>
    </thead>
  )
}

const Columns = memo(function Columns({ sort, onSort }: Pick<Props, 'sort' | 'onSort'>) {
  const t = useT()
  return sortColumns.map((column) => (
    <th key={column} scope="col" aria-sort={directionOf(column, sort)} className={classes[column]}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(nextSort(column, sort))}>
        {t(`review.column.${column}`)}
        <Arrow direction={directionOf(column, sort)} />
      </UnstyledButton>
    </th>
  ))
})

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
