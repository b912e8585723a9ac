import { Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import type { RequestedTarget } from '~/record/requested-target'
import { allServersWarning, targetText } from '~/wording/target-lines'

/** All that an application asks for, in one line; in red where that is all servers. */
export function TargetText({ requested }: { requested: RequestedTarget }) {
  const t = useT()
  const isAll = allServersWarning(t, requested) !== undefined
  return (
    <Text size="sm" className="server-text" {...(isAll && { c: 'var(--mantine-color-error)', fw: 600 })}>
      {targetText(t, requested)}
    </Text>
  )
}
