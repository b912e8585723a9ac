import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClock,
  IconHelpHexagon,
  IconPlugConnectedX,
  IconSend,
  type Icon,
} from '@tabler/icons-react'
import { useT } from '~/i18n/i18n'
import type { ApplicationStatus } from '~/record/application'
import classes from '~/wording/status-badge.module.css'

const looks: Record<ApplicationStatus, { className: string | undefined; Icon: Icon }> = {
  sending: { className: classes.sending, Icon: IconSend },
  pending: { className: classes.pending, Icon: IconClock },
  'other kind': { className: classes.notSent, Icon: IconBan },
  approved: { className: classes.approved, Icon: IconCheck },
  rejected: { className: classes.rejected, Icon: IconArrowBackUp },
  refused: { className: classes.refused, Icon: IconBan },
  'not sent': { className: classes.notSent, Icon: IconPlugConnectedX },
  unknown: { className: classes.unknown, Icon: IconHelpHexagon },
}

/** A status as word, colour and icon. Plain, as everything in a row is: a list draws some thirty rows at a time. */
export function StatusBadge({ status }: { status: ApplicationStatus }) {
  const t = useT()
  const { className, Icon } = looks[status]
  return (
    <span className={`${classes.badge} ${className}`} title={t(`review.meaning.${status}`)}>
      <Icon size={14} aria-hidden />
      {t(`review.status.${status}`)}
    </span>
  )
}
