import { Text } from '@mantine/core'
import { joined, t } from '~/i18n/i18n'
import type { RequestedTarget } from '~/record/requested-target'
import { targetLines } from '~/wording/target-lines'

/** What a decision is about, in a sentence. */
export function DecisionTarget({ asked }: { asked: RequestedTarget }) {
  return (
    <Text size="sm" className="server-text">
      {t('reject.target', {
        target: joined(targetLines(asked)),
        set: asked.setId,
        app: asked.appId || t('review.unknownApp'),
      })}
    </Text>
  )
}
