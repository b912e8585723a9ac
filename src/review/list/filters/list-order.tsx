import { useT } from '~/i18n/i18n'
import { readSort, sortColumns, writeSort, type ListView } from '~/review/list/view/list-view'
import classes from '~/review/list/applications-page.module.css'

type Props = { view: ListView; onSort: (sort: ListView['sort']) => void }

export function ListOrder({ view: { preset, sort }, onSort }: Props) {
  const t = useT()
  const usual = preset === 'all' || preset === 'pending' ? preset : 'newest'
  return (
    <select
      className={classes.order}
      aria-label={t('list.order.label')}
      value={writeSort(sort)}
      onChange={({ currentTarget }) => onSort(readSort(currentTarget.value))}
    >
      <option value="">{t(`list.order.${usual}`)}</option>
      {sortColumns.flatMap((column) =>
        (['ascending', 'descending'] as const).map((direction) => (
          <option key={`${column} ${direction}`} value={writeSort({ column, descending: direction === 'descending' })}>
            {t(`list.order.${direction}`, { column: t(`review.column.${column}`) })}
          </option>
        )),
      )}
    </select>
  )
}
