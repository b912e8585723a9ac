import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpHexagon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  type Icon,
} from '@tabler/icons-react'
import { useT } from '~/i18n/i18n'
import type { BackupState } from '~/record/backup'
import classes from '~/wording/status-badge.module.css'

const looks: Record<BackupState, { className: string | undefined; Icon: Icon }> = {
  'not started': { className: classes.notSent, Icon: IconPlayerStop },
  running: { className: classes.sending, Icon: IconPlayerPlay },
  suspended: { className: classes.refused, Icon: IconPlayerPause },
  completed: { className: classes.approved, Icon: IconCircleCheck },
  failed: { className: classes.refused, Icon: IconAlertTriangle },
  unknown: { className: classes.unknown, Icon: IconHelpHexagon },
}

/** How far the backup of an approved application is; nothing for any other. */
export function BackupBadge({ state }: { state: BackupState | undefined }) {
  const t = useT()
  if (state === undefined) return null
  const { className, Icon } = looks[state]
  return (
    <span className={`${classes.badge} ${className}`}>
      <Icon size={14} aria-hidden />
      {t(`backup.state.${state}`)}
    </span>
  )
}
