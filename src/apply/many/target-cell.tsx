import { Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { targetText } from '~/wording/target-lines'
import type { ApplicationDraft } from '~/oms/application-draft'

/** The cell of a table that says what an application asks for. */
export function TargetCell({ draft }: { draft: ApplicationDraft }) {
  const t = useT()
  return (
    <td>
      <Text size="sm" className="server-text">
        {targetText(t, draft)}
      </Text>
      {draft.autoApprove && (
        <Text size="xs" c="dimmed">
          {t('apply.autoApprove')}
        </Text>
      )}
    </td>
  )
}
