import { Anchor, Button, Text } from '@mantine/core'
import { Link } from 'wouter'
import { t } from '~/i18n/i18n'
import { addressKey } from '~/journal/application'
import { applicationName } from '~/journal/application-name'
import type { ListedApplication } from '~/journal/application'
import { rejectBlocker } from '~/journal/reject'
import { StatusBadge } from '~/journal/status-badge'
import { statusNotes } from '~/journal/status-notes'
import { targetLines } from '~/journal/target-lines'
import { formatTime } from '~/ui/format'
import classes from '~/review/application-table.module.css'

type OnReject = (application: ListedApplication) => void

/** One row per application, in the order given; on a narrow panel each row becomes a card. */
export function ApplicationTable({
  applications,
  onReject,
}: {
  applications: ListedApplication[]
  onReject: OnReject
}) {
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
            <ApplicationRow key={application.key} application={application} onReject={onReject} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ApplicationRow({ application, onReject }: { application: ListedApplication; onReject: OnReject }) {
  const { draft, status, sentAt, by } = application
  const { id } = application
  const time = formatTime(sentAt)
  return (
    <tr>
      <td className={classes.application}>
        <Anchor component={Link} href={`/applications/${addressKey(application)}`} fw={600} size="sm" c="inherit">
          {applicationName(application)}
        </Anchor>
        <Text size="xs" c="dimmed">
          <time dateTime={sentAt}>{by === undefined ? time : t('review.by', { time, who: by })}</time>
        </Text>
      </td>
      <td className={classes.number} data-label={t('review.column.set')}>
        {draft.setId}
      </td>
      <td className={classes.number} data-label={t('review.column.app')}>
        {draft.appId}
      </td>
      <td className={classes.target}>
        {targetLines(draft).map((line) => (
          <div key={line} className={classes.clamped} title={line}>
            {line}
          </div>
        ))}
      </td>
      <td data-label={t('review.column.autoApprove')}>{draft.autoApprove ? t('review.yes') : t('review.no')}</td>
      <td className={classes.status}>
        <StatusBadge status={status} />
        {statusNotes(application).map((note) => (
          <Text key={note} size="xs" c="dimmed" className={classes.clamped} title={note}>
            {note}
          </Text>
        ))}
      </td>
      <td className={classes.actions}>
        {id !== undefined && rejectBlocker(application) === undefined && (
          <Button variant="light" color="red" size="compact-sm" onClick={() => onReject(application)}>
            {t('review.reject', { name: `#${id}` })}
          </Button>
        )}
      </td>
    </tr>
  )
}
