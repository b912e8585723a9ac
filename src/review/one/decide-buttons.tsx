import { Button, Group, Text } from '@mantine/core'
import { useId } from 'react'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { decisionBlocker } from '~/record/decision-blocker'
import type { Decision } from '~/review/decide/use-decision'

type Props = { application: ApplicationWithStatus; onDecide: (decision: Decision) => void }

/** Approve and Reject, while a decision is on its way with the reason why not; nothing for what can't be decided. */
export function DecideButtons({ application, onDecide }: Props) {
  const t = useT()
  const reason = useId()
  const { id } = application
  const blocker = decisionBlocker(application)
  if (id === undefined || blocker === 'not decidable') return null
  const isInFlight = blocker === 'in flight'
  const common = {
    variant: 'light',
    disabled: isInFlight,
    ...(isInFlight && { 'aria-describedby': reason }),
  } as const
  return (
    <Group gap="xs">
      <Button
        {...common}
        color="teal"
        aria-keyshortcuts="a"
        onClick={() => onDecide({ action: 'approve', application })}
      >
        {t('approve.title', { id })}
      </Button>
      <Button {...common} color="red" aria-keyshortcuts="r" onClick={() => onDecide({ action: 'reject', application })}>
        {t('review.reject', { name: `#${id}` })}
      </Button>
      {isInFlight && (
        <Text size="sm" c="dimmed" id={reason}>
          {t('list.blocked')}
        </Text>
      )}
    </Group>
  )
}
