import { Alert } from '@mantine/core'
import { t } from '~/i18n/i18n'
import { AttemptFailure } from '~/wording/attempt-failure'
import type { RunEnd } from '~/actions/batch-run'
import { explainRefusal } from '~/wording/explain'
import { explainNotAttempted } from '~/wording/explain-not-attempted'

/** Why a run went no further, and what to do. Nothing where a person wanted it so, or it came to its end. */
export function RunEndAlert({ end }: { end: RunEnd }) {
  switch (end.why) {
    case 'done':
    case 'paused':
      return null
    case 'no answers':
    case 'elsewhere':
      return <Alert color="orange">{t(`batch.end.${end.why}`)}</Alert>
    case 'stopped':
      return (
        <Alert color="yellow" title={t('batch.end.at', { line: end.line })}>
          {explainNotAttempted(end.stopped)}
        </Alert>
      )
    case 'refused':
      return (
        <Alert color="red" title={t('batch.end.at', { line: end.line })} className="server-text">
          {explainRefusal(end.refusal).join(' ')} {t('batch.end.refused')}
        </Alert>
      )
    case 'not saved':
      return (
        <>
          {end.outcome.kind === 'accepted' && (
            <Alert color="red" title={t('batch.end.at', { line: end.line })}>
              {t('apply.created', { id: end.outcome.id })}
            </Alert>
          )}
          <AttemptFailure of="apply" result={{ kind: 'attempted', outcome: end.outcome, saved: false }} />
        </>
      )
  }
}
