import type { Ref } from 'react'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { ApplicationCells } from '~/review/list/table/application-cells'
import classes from '~/review/list/table/application-table.module.css'
import type { Decision } from '~/review/decide/use-decision'

const columns = ['application', 'set', 'app', 'target', 'status'] as const

type Props = {
  ref?: Ref<HTMLDivElement>
  applications: readonly ApplicationWithStatus[]
  onDecide: (decision: Decision) => void
}

/** One row per application, in the order given; on a narrow panel each row becomes a card. */
export function ApplicationTable({ ref, applications, onDecide }: Props) {
  const t = useT()
  return (
    <div ref={ref} className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr className={classes.head}>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes[column]}>
                {t(`review.column.${column}`)}
              </th>
            ))}
            <th scope="col" className="visually-hidden">
              {t('review.column.actions')}
            </th>
          </tr>
        </thead>
        <tbody>
          {applications.map((application) => (
            <tr key={application.key} className={classes.row}>
              <ApplicationCells application={application} onDecide={onDecide} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
