import { Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { TargetText } from '~/wording/target-text'
import type { ApplicationDraft } from '~/oms/application-draft'

export function TargetCell({ draft }: { draft: ApplicationDraft }) {
  const t = useT()
  return (
    <td>
      <TargetText requested={draft} />
      {draft.autoApprove && (
        <Text size="xs" c="dimmed">
          {t('apply.autoApprove')}
        </Text>
      )}
    </td>
  )
}
