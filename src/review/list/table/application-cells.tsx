import { IconBolt } from '@tabler/icons-react'
import { useId } from 'react'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { languageOf } from '~/i18n/language-of'
import { applicationName } from '~/wording/application-name'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import { isAmiss } from '~/record/attention'
import { backupState } from '~/record/backup'
import { decisionBlocker } from '~/record/decision-blocker'
import { clip } from '~/wording/explain'
import { fewOf } from '~/wording/folded-texts'
import { originText } from '~/wording/origin-text'
import { BackupBadge } from '~/wording/backup-badge'
import { StatusBadge } from '~/wording/status-badge'
import { statusNotes } from '~/wording/status-notes'
import { allServersWarning, targetLines } from '~/wording/target-lines'
import classes from '~/review/list/table/application-table.module.css'
import type { Decision } from '~/review/decide/use-decision'
import { formatWhole, zoneTitle } from '~/ui/format'

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
  const blocker = decisionBlocker(application)
  const isDecidable = blocker !== 'not decidable'
  const warning = allServersWarning(t, requested)
  const target = targetLines(t, requested).map(clip)
  const name = applicationName(t, application)
  return (
    <>
      <td className={classes.application}>
        <div className={classes.line}>
          <Link href={`/applications/${addressKey(application)}`} className={classes.name} title={name}>
            {name}
          </Link>
          {requested.autoApprove === true && (
            <span role="img" title={t('review.column.autoApprove')}>
              <IconBolt size={14} className={classes.auto} />
            </span>
          )}
        </div>
        <Origin application={application} />
      </td>
      <td {...cut(requested.setId, classes.set)} data-label={t('review.column.set')}>
        {requested.setId}
      </td>
      <td {...cut(requested.appId, classes.app)} data-label={t('review.column.app')}>
        {requested.appId || '-'}
      </td>
      <td {...cut(target.join(' · '), classes.target)}>
        {target.map((line) => (
          <span key={line} className={line === warning ? classes.warning : undefined}>
            {line}
          </span>
        ))}
      </td>
      <td className={isDecidable ? `${classes.status} ${classes.decidable}` : classes.status}>
        <div className={classes.badges}>
          <StatusBadge status={status} />
          <BackupBadge state={backupState(application)} />
        </div>
        <Notes
          notes={statusNotes(t, application)}
          comesFirst={status === 'pending' && isAmiss(application)}
          waiting={waiting}
          overdue={overdue}
        />
      </td>
      <td className={classes.actions}>
        {isDecidable && (
          <Actions
            application={application}
            isBlocked={blocker !== undefined}
            isSettled={isSettled}
            onDecide={onDecide}
          />
        )}
      </td>
    </>
  )
}

/** A text is cut where its place ends, and whole in its title. */
function cut(text: string, className = ''): { className: string; title: string } {
  return { className: `${className} ${classes.cut}`, title: text }
}

/** When and by whom; for what was taken over, in the words of OMS, whose times carry no zone. */
function Origin({ application }: Pick<Props, 'application'>) {
  const t = useT()
  const text = originText(t, application)
  return (
    <div {...cut(text, classes.note)} title={originText(t, application, formatWhole)}>
      {text}
    </div>
  )
}

type NotesProps = Pick<Props, 'waiting' | 'overdue'> & {
  notes: string[]
  /** They say why it must be looked at before it is decided, so they come before how long it has been waiting. */
  comesFirst: boolean
}

/** One line, which its longest part gives up room in; how many are left out is always said. */
function Notes({ notes, comesFirst, waiting, overdue }: NotesProps) {
  const t = useT()
  const { shown, more } = fewOf(notes)
  const told = shown.join(' · ')
  if (told === '' && waiting === undefined) return null
  const note = told !== '' && (
    <span {...cut(told, comesFirst ? classes.amiss : '')} title={`${told}\n${zoneTitle(t)}`} lang={languageOf(told)}>
      {told}
    </span>
  )
  return (
    <div className={classes.notes}>
      {comesFirst && note}
      {overdue !== undefined ? (
        <span {...cut(overdue, classes.warning)}>{overdue}</span>
      ) : (
        waiting !== undefined && <span className={classes.waiting}>{waiting}</span>
      )}
      {!comesFirst && note}
      {more > 0 && <span className={classes.more}>{t('fold.more', { count: more })}</span>}
    </div>
  )
}

type ActionsProps = Required<Pick<Props, 'application' | 'isSettled' | 'onDecide'>> & {
  /** A decision is on its way. */
  isBlocked: boolean
}

function Actions({ application, isBlocked, isSettled, onDecide }: ActionsProps) {
  const t = useT()
  const reason = useId()
  const name = `#${application.id}`
  const common = {
    type: 'button',
    disabled: isBlocked || !isSettled,
    ...(isBlocked ? { 'aria-describedby': reason } : !isSettled && { 'aria-describedby': 'list-count' }),
  } as const
  return (
    <>
      <button
        {...common}
        className={classes.approve}
        aria-label={t('list.approve', { name })}
        aria-keyshortcuts="a"
        onClick={() => onDecide({ action: 'approve', application })}
      >
        {t('approve.confirm')}
      </button>
      <button
        {...common}
        className={classes.reject}
        aria-label={t('review.reject', { name })}
        aria-keyshortcuts="r"
        onClick={() => onDecide({ action: 'reject', application })}
      >
        {t('reject.confirm')}
      </button>
      {isBlocked && (
        <span id={reason} className="visually-hidden">
          {t('list.blocked')}
        </span>
      )}
    </>
  )
}
