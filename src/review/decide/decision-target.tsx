import { Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import type { RequestedTarget } from '~/record/requested-target'
import { targetLines } from '~/wording/target-lines'

/** What a decision is about, in a sentence. */
export function DecisionTarget({ asked }: { asked: RequestedTarget }) {
  const t = useT()
  return (
    <Text size="sm" className="server-text">
      {t('reject.target', {
        target: t.list(targetLines(t, asked)),
        set: asked.setId,
        app: asked.appId || t('review.unknownApp'),
      })}
    </Text>
  )
}
