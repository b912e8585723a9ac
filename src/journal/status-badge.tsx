import { Badge } from '@mantine/core'
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
import { t } from '~/i18n/i18n'
import type { ApplicationStatus } from '~/journal/application'

const looks: Record<ApplicationStatus, { colour: string; Icon: Icon }> = {
  sending: { colour: 'blue', Icon: IconSend },
  pending: { colour: 'indigo', Icon: IconClock },
  approved: { colour: 'teal', Icon: IconCheck },
  rejected: { colour: 'grape', Icon: IconArrowBackUp },
  refused: { colour: 'red', Icon: IconBan },
  'not sent': { colour: 'gray', Icon: IconPlugConnectedX },
  unknown: { colour: 'orange', Icon: IconHelpHexagon },
}

/** A status as word, colour and icon. */
export function StatusBadge({ status }: { status: ApplicationStatus }) {
  const { colour, Icon } = looks[status]
  return (
    <Badge
      color={colour}
      variant="light"
      radius="sm"
      size="lg"
      miw="max-content"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(`review.status.${status}`)}
    </Badge>
  )
}
