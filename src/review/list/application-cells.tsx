import { useId } from 'react'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { languageOf } from '~/i18n/language-of'
import { applicationName } from '~/wording/application-name'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import { decisionBlocker } from '~/record/decision-blocker'
import { clip } from '~/wording/explain'
import { fewOf } from '~/wording/folded-texts'
import { personName } from '~/wording/person-name'
import { BackupBadge } from '~/wording/backup-badge'
import { StatusBadge } from '~/wording/status-badge'
import { statusNotes } from '~/wording/status-notes'
import { allServersWarning, targetLines } from '~/wording/target-lines'
import classes from '~/review/list/application-table.module.css'
import type { Decision } from '~/review/decide/decision-dialog'
import { formatTime } from '~/ui/format'

type Props = {
  application: ApplicationWithStatus
  /** How long it has been waiting, where that is of interest. */
  waiting?: string | undefined
  /** That its time is over. */
  overdue?: string | undefined
  /** False where it may still change its place, and so can't be acted on. */
  isSettled?: boolean
  onDecide: (decision: Decision) => void
}

/**
 * The cells of an application's row, in the order of `review.column`. Plain elements: a list draws some thirty rows at a
 * time, and as many components in each would take longer than a press of a key may.
 */
export function ApplicationCells({ application, waiting, overdue, isSettled = true, onDecide }: Props) {
  const t = useT()
  const { requested, status } = application
  const warning = allServersWarning(t, requested)
  const notes = fewOf(statusNotes(t, application))
  return (
    <>
      <td className={classes.application}>
        <Link href={`/applications/${addressKey(application)}`} className={classes.name}>
          {applicationName(t, application)}
        </Link>
        <div className={classes.note}>
          <Origin application={application} />
        </div>
      </td>
      <td className={classes.number} data-label={t('review.column.set')}>
        {requested.setId}
      </td>
      <td className={classes.number} data-label={t('review.column.app')}>
        {requested.appId || '-'}
      </td>
      <td className={classes.target}>
        {targetLines(t, requested).map((line) => (
          <div key={line} {...clamped(clip(line), line === warning ? classes.warning : '')}>
            {clip(line)}
          </div>
        ))}
      </td>
      <td data-label={t('review.column.autoApprove')}>
        {requested.autoApprove === undefined ? '-' : requested.autoApprove ? t('review.yes') : t('review.no')}
      </td>
      <td className={classes.status}>
        <div className={classes.badges}>
          <StatusBadge status={status} />
          <BackupBadge state={backupState(application)} />
          {waiting !== undefined && overdue === undefined && <span className={classes.waiting}>{waiting}</span>}
        </div>
        {overdue !== undefined && <div className={`${classes.note} ${classes.warning}`}>{overdue}</div>}
        {notes.shown.map((note) => (
          <div key={note} lang={languageOf(note)} {...clamped(note, classes.note)}>
            {note}
          </div>
        ))}
        {notes.more > 0 && <div className={classes.note}>{t('fold.more', { count: notes.more })}</div>}
      </td>
      <td className={classes.actions}>
        <Actions application={application} isSettled={isSettled} onDecide={onDecide} />
      </td>
    </>
  )
}

/** No line of a column holds more than this, so that what is shorter needs none of the clamping that makes a browser paint it apart. */
const shortText = 28

/** A long text is cut after some lines, and whole in its title. */
function clamped(text: string, className = ''): { className: string; title?: string } {
  if (text.length <= shortText) return { className }
  return { className: `${className} ${classes.clamped}`, title: text }
}

/** When and by whom; for what was taken over, in the words of OMS, whose times carry no zone. */
function Origin({ application }: Pick<Props, 'application'>) {
  const t = useT()
  const { draft, seen, sentAt } = application
  const who = personName(t, application)
  const { createTime = '', username = '' } = seen?.detail ?? {}
  if (draft === undefined && createTime !== '') {
    const time = t('list.inOms', { time: createTime })
    return username === '' ? time : t('review.by', { time, who: username })
  }
  const time = formatTime(t, sentAt)
  return <time dateTime={sentAt}>{who === '' ? time : t('review.by', { time, who })}</time>
}

function Actions({ application, isSettled, onDecide }: Omit<Props, 'waiting' | 'overdue'>) {
  const t = useT()
  const reason = useId()
  const { id } = application
  const blocker = decisionBlocker(application)
  if (id === undefined || blocker === 'not pending') return null
  const common = {
    type: 'button',
    disabled: blocker !== undefined || !isSettled,
    ...(blocker !== undefined ? { 'aria-describedby': reason } : !isSettled && { 'aria-describedby': 'list-count' }),
  } as const
  return (
    <div className={classes.buttons}>
      <button
        {...common}
        className={classes.approve}
        aria-label={t('list.approve', { name: `#${id}` })}
        aria-keyshortcuts="a"
        onClick={() => onDecide({ action: 'approve', application })}
      >
        {t('approve.confirm')}
      </button>
      <button
        {...common}
        className={classes.reject}
        aria-label={t('review.reject', { name: `#${id}` })}
        aria-keyshortcuts="r"
        onClick={() => onDecide({ action: 'reject', application })}
      >
        {t('reject.confirm')}
      </button>
      {blocker !== undefined && (
        <div id={reason} className={`${classes.note} ${classes.reason}`}>
          {t('list.blocked')}
        </div>
      )}
    </div>
  )
}
