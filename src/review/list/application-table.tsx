import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { ApplicationCells } from '~/review/list/application-cells'
import classes from '~/review/list/application-table.module.css'
import type { Decision } from '~/review/decide/decision-dialog'

/** One row per application, in the order given; on a narrow panel each row becomes a card. */
export function ApplicationTable({
  applications,
  onDecide,
}: {
  applications: ApplicationWithStatus[]
  onDecide: (decision: Decision) => void
}) {
  const t = useT()
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('review.column.application')}</th>
            <th scope="col">{t('review.column.set')}</th>
            <th scope="col">{t('review.column.app')}</th>
            <th scope="col">{t('review.column.target')}</th>
            <th scope="col">{t('review.column.autoApprove')}</th>
            <th scope="col">{t('review.column.status')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('review.column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {applications.map((application) => (
            <tr key={application.key}>
              <ApplicationCells application={application} onDecide={onDecide} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
