import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react'
import { memo } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import type { ListView, SortColumn } from '~/review/list/view/list-view'
import tableClasses from '~/review/list/table/application-table.module.css'
import classes from '~/review/list/table/list-table.module.css'

const columns = ['application', 'set', 'app', 'target', 'status'] as const satisfies SortColumn[]

type Props = {
  applications: readonly ListEntry[]
  selected: ReadonlySet<string>
  sort: ListView['sort']
  onSelect: (keys: string[], put: boolean) => void
  onSort: (sort: ListView['sort']) => void
}

export function ListHead({ applications, selected, sort, onSelect, onSort }: Props) {
  const t = useT()
  const count = selected.size === 0 ? 0 : applications.filter(({ key }) => selected.has(key)).length
  const isEvery = count > 0 && count === applications.length
  const label = t('list.selectAll', { count: applications.length })
  const selectAll = () =>
    onSelect(
      applications.map(({ key }) => key),
      !isEvery,
    )
  return (
    <thead>
      <tr aria-rowindex={1} className={tableClasses.head}>
        <th scope="col" className={classes.select}>
          <label className={classes.box}>
            <input
              type="checkbox"
              aria-label={label}
              checked={isEvery}
              ref={(box) => {
                if (box !== null) box.indeterminate = count > 0 && !isEvery
              }}
              onChange={selectAll}
            />
            <span aria-hidden className={classes.all}>
              {label}
            </span>
          </label>
        </th>
        <Columns sort={sort} onSort={onSort} />
        <th scope="col" className="visually-hidden">
          {t('review.column.actions')}
        </th>
      </tr>
    </thead>
  )
}

const Columns = memo(function Columns({ sort, onSort }: Pick<Props, 'sort' | 'onSort'>) {
  const t = useT()
  return columns.map((column) => {
    const direction = directionOf(column, sort)
    const Arrow = direction === undefined ? IconSelector : direction === 'ascending' ? IconArrowUp : IconArrowDown
    return (
      <th key={column} scope="col" aria-sort={direction} className={tableClasses[column]}>
        <button type="button" className={classes.sort} onClick={() => onSort(nextSort(column, sort))}>
          {t(`review.column.${column}`)}
          <Arrow size={13} aria-hidden />
        </button>
      </th>
    )
  })
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
