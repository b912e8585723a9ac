import { Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useLimits } from '~/record/react/use-limits'
import { useMinute } from '~/ui/use-minute'
import { overdue } from '~/wording/waiting'

export function OverdueNote({ application }: { application: ApplicationWithStatus }) {
  const t = useT()
  const [limits] = useLimits()
  const words = overdue(t, application, limits, useMinute())
  return words === undefined ? null : (
    <Text size="sm" fw={600} c="var(--mantine-color-error)">
      {words}
    </Text>
  )
}
