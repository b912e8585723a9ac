import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClockExclamation, type Icon } from '@tabler/icons-react'
import { memo } from 'react'
import { Link } from 'wouter'
import classes from '~/backups/backups.module.css'
import type { BoardRow, LastBackup, Level } from '~/backups/board/board'
import { localDay, type BackupEntry, type Reach } from '~/backups/board/backup-index'
import { Strip } from '~/backups/strip'
import { useT, type Texts } from '~/i18n/i18n'
import { neverChanged, omsTime } from '~/oms/oms-time'
import { addressKey } from '~/record/application'
import type { Limits } from '~/record/limits'
import { formatTime } from '~/ui/format'
import { withoutUnseen } from '~/ui/text/visible-text'
import { Time } from '~/ui/time'
import { applicationName } from '~/wording/application-name'
import { BackupBadge } from '~/wording/backup-badge'
import { StatusBadge } from '~/wording/status-badge'
import { greatestAge } from '~/wording/waiting'

const icons: Record<Level, Icon> = { red: IconAlertTriangle, amber: IconClockExclamation, green: IconCircleCheck }

type Props = { row: BoardRow; limits: Limits; now: number }

export const BoardCells = memo(function BoardCells({ row, limits, now }: Props) {
  const t = useT()
  const { level, reasons, last, open, openCount } = row
  const Mark = icons[level]
  const days = { 'too old': limits.redDays, old: limits.amberDays }
  return (
    <>
      <td className={classes.table}>
        <strong className="server-text">{row.table}</strong>
        <div className={`${classes.note} server-text`}>{placeOf(t, row)}</div>
      </td>
      <td>
        <span className={`${classes.level} ${classes[level]}`}>
          <Mark size={14} aria-hidden />
          {t(`backups.level.${level}`)}
        </span>
        {reasons.map((reason) => (
          <div key={reason} className={classes.note}>
            {reason === 'old' || reason === 'too old'
              ? t(`backups.reason.${reason}`, { days: days[reason] })
              : t(`backups.reason.${reason}`)}
          </div>
        ))}
      </td>
      <td className={classes.last} data-label={t('backups.column.last')}>
        {last === undefined ? '-' : <Last last={last} />}
      </td>
      <td className={classes.open} data-label={t('backups.column.open')}>
        {open.length === 0
          ? '-'
          : open.map(({ entry, reach, isAppTold }) => (
              <div key={entry.key} className={classes.line}>
                <Name entry={entry} />
                {entry.status === 'approved' ? (
                  <BackupBadge state={entry.backup} />
                ) : (
                  <StatusBadge status={entry.status} />
                )}
                <ReachNote reach={reach} />
                {!isAppTold && <div className={classes.note}>{t('backups.reason.app unknown')}</div>}
              </div>
            ))}
        {openCount > open.length && (
          <div className={classes.note}>{t('backups.more', { count: openCount - open.length })}</div>
        )}
      </td>
      <td className={classes.changed} data-label={t('backups.column.changed')}>
        <Changed row={row} />
      </td>
      <td className={classes.days} data-label={t('backups.column.days')}>
        <Strip buckets={row.buckets} today={localDay(now)} />
      </td>
    </>
  )
})

/** Where a table is, as a person reads it. */
export function placeOf(t: Texts, { set, zone, names }: Pick<BoardRow, 'set' | 'zone' | 'names'>): string {
  const place = zone === '' ? t('backups.everyZone', { set }) : t('backups.place', { set, zone })
  return names.length === 0 ? place : `${place} · ${names.map(withoutUnseen).join(' · ')}`
}

function Last({ last: { entry, reach, age } }: { last: LastBackup }) {
  const t = useT()
  const { completedAfter, updateTime = '' } = entry.backupTimes ?? {}
  const after = age === undefined || completedAfter === undefined ? '' : new Date(completedAfter).toISOString()
  return (
    <>
      <div className={classes.line}>
        <Name entry={entry} />
        {age !== undefined && <span>{t('backups.atMost', { age: greatestAge(t, age) })}</span>}
      </div>
      <div className={`${classes.note} server-text`}>
        {after === '' ? (
          t('backups.omsClock', { time: updateTime === '' ? '-' : updateTime.slice(0, 40) })
        ) : (
          <Time at={after}>{t('backups.after', { time: formatTime(t, after) })}</Time>
        )}
      </div>
      <ReachNote reach={reach} />
    </>
  )
}

/** Only what OMS's clock tells: it is compared with OMS's own times of the backup. */
function Changed({ row: { last, createDate, modifyDate } }: { row: BoardRow }) {
  const t = useT()
  const date = [createDate, modifyDate]
    .flatMap((text) => omsTime(text) ?? [])
    .toSorted()
    .at(-1)
  const isChanged = last?.change === 'changed'
  if (!isChanged && last?.change !== 'unchanged') {
    return modifyDate !== neverChanged && omsTime(modifyDate) !== undefined && last === undefined ? (
      <div className={classes.note}>{t('backups.omsClock', { time: modifyDate })}</div>
    ) : (
      '-'
    )
  }
  return (
    <>
      {t(isChanged ? 'backups.yes' : 'backups.no')}
      {date !== undefined && (isChanged || modifyDate !== neverChanged) && (
        <div className={classes.note}>{t('backups.omsClock', { time: date })}</div>
      )}
    </>
  )
}

function ReachNote({ reach }: { reach: Reach }) {
  const t = useT()
  return reach === 'table' ? null : <div className={classes.note}>{t(`backups.reach.${reach}`)}</div>
}

function Name({ entry }: { entry: BackupEntry }) {
  const t = useT()
  return (
    <Anchor component={Link} href={`/applications/${addressKey(entry)}`} size="sm">
      {applicationName(t, entry)}
    </Anchor>
  )
}
