import { Alert, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { isAllServers, type RequestedTarget } from '~/record/requested-target'
import { targetLines } from '~/wording/target-lines'

/** What a decision is about, in a sentence, and what that means where it is all servers. */
export function DecisionTarget({ asked }: { asked: RequestedTarget }) {
  const t = useT()
  return (
    <>
      <Text size="sm" className="server-text">
        {t('reject.target', {
          target: t.list(targetLines(t, asked)),
          set: asked.setId,
          app: asked.appId || t('review.unknownApp'),
        })}
      </Text>
      {isAllServers(asked) && (
        <Alert color="red" role="note" title={t('apply.allWarning')}>
          {asked.target.scope === 'probably all' && `${t('approve.probablyAll')} `}
          {t('apply.allWarningText')}
        </Alert>
      )}
    </>
  )
}
