import { Anchor, Button, Text } from '@mantine/core'
import { useId } from 'react'
import { Link } from 'wouter'
import { t } from '~/i18n/i18n'
import { applicationName } from '~/journal/application-name'
import { addressKey, type ListedApplication } from '~/journal/application'
import { decisionBlocker } from '~/journal/reject'
import { StatusBadge } from '~/journal/status-badge'
import { statusNotes } from '~/journal/status-notes'
import { targetLines } from '~/journal/target-lines'
import classes from '~/review/application-table.module.css'
import type { Decision } from '~/review/decision-dialog'
import { formatTime } from '~/ui/format'

type Props = {
  application: ListedApplication
  /** How long it has been waiting, where that is of interest. */
  waiting?: string | undefined
  onDecide: (decision: Decision) => void
}

/** The cells of an application's row, in the order of `review.column`. */
export function ApplicationCells({ application, waiting, onDecide }: Props) {
  const { asked, status } = application
  return (
    <>
      <td className={classes.application}>
        <Anchor component={Link} href={`/applications/${addressKey(application)}`} fw={600} size="sm" c="inherit">
          {applicationName(application)}
        </Anchor>
        <Text size="xs" c="dimmed">
          <Origin application={application} />
        </Text>
        {waiting !== undefined && (
          <Text size="xs" fw={600}>
            {waiting}
          </Text>
        )}
      </td>
      <td className={classes.number} data-label={t('review.column.set')}>
        {asked.setId}
      </td>
      <td className={classes.number} data-label={t('review.column.app')}>
        {asked.appId || '-'}
      </td>
      <td className={classes.target}>
        {targetLines(asked).map((line) => (
          <div key={line} className={classes.clamped} title={line}>
            {line}
          </div>
        ))}
      </td>
      <td data-label={t('review.column.autoApprove')}>
        {asked.autoApprove === undefined ? '-' : asked.autoApprove ? t('review.yes') : t('review.no')}
      </td>
      <td className={classes.status}>
        <StatusBadge status={status} />
        {statusNotes(application).map((note) => (
          <Text key={note} size="xs" c="dimmed" className={classes.clamped} title={note}>
            {note}
          </Text>
        ))}
      </td>
      <td className={classes.actions}>
        <Actions application={application} onDecide={onDecide} />
      </td>
    </>
  )
}

/** When and by whom; for what was taken over, in the words of OMS, whose times carry no zone. */
function Origin({ application }: Pick<Props, 'application'>) {
  const { draft, by, seen, sentAt } = application
  const { createTime = '', username = '' } = seen?.detail ?? {}
  if (draft === undefined && createTime !== '') {
    const time = t('list.inOms', { time: createTime })
    return username === '' ? time : t('review.by', { time, who: username })
  }
  const time = formatTime(sentAt)
  return <time dateTime={sentAt}>{by === undefined ? time : t('review.by', { time, who: by })}</time>
}

function Actions({ application, onDecide }: Pick<Props, 'application' | 'onDecide'>) {
  const reason = useId()
  const { id } = application
  const blocker = decisionBlocker(application)
  if (id === undefined || blocker === 'not pending') return null
  const common = { size: 'compact-sm', variant: 'light', disabled: blocker !== undefined } as const
  const described = blocker === undefined ? {} : { 'aria-describedby': reason }
  return (
    <div className={classes.buttons}>
      <Button {...common} {...described} onClick={() => onDecide({ of: 'approve', application })}>
        {t('list.approve', { name: `#${id}` })}
      </Button>
      <Button {...common} {...described} color="red" onClick={() => onDecide({ of: 'reject', application })}>
        {t('review.reject', { name: `#${id}` })}
      </Button>
      {blocker !== undefined && (
        <Text id={reason} size="xs" c="dimmed" className={classes.reason}>
          {t('list.blocked')}
        </Text>
      )}
    </div>
  )
}
