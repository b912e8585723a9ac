import { Alert, Stack, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { languageOf } from '~/i18n/language-of'
import type { AnyOutcome, Attempted, NotAttempted } from '~/record/attempt-result'
import { explainNotSent, explainRefusal, explainUnknown } from '~/wording/explain'
import { explainNotAttempted } from '~/wording/explain-not-attempted'

type About = {
  /** What was pressed. */
  of: 'apply' | 'reject' | 'approve'
  /** What to do about a refusal here. */
  refusedHint?: string | undefined
}

/** An attempt that did not come to its good end: what happened, whether anything was done, what to do. Nothing for one that did. */
export function AttemptFailure({ result, ...about }: About & { result: NotAttempted | Attempted<AnyOutcome> }) {
  const t = useT()
  if (result.kind === 'not attempted') {
    return (
      <Alert color="yellow" title={t(`failed.${about.of}.notSent`)}>
        {explainNotAttempted(t, result)}
      </Alert>
    )
  }
  return (
    <>
      <OutcomeAlert outcome={result.outcome} {...about} />
      {!result.saved && <Alert color="red">{t('outcome.notSaved')}</Alert>}
    </>
  )
}

function OutcomeAlert({ outcome, of, refusedHint }: About & { outcome: AnyOutcome }) {
  const t = useT()
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
    case 'approved':
    case 'found':
      return null
    case 'refused':
      return (
        <Alert color="red" title={t(`failed.${of}.refused`)}>
          <Stack gap={4}>
            {explainRefusal(t, outcome).map((line) => (
              <Text key={line} size="sm" className="server-text" lang={languageOf(line)}>
                {line}
              </Text>
            ))}
            {refusedHint !== undefined && <Text size="sm">{refusedHint}</Text>}
          </Stack>
        </Alert>
      )
    case 'not sent':
      return (
        <Alert color="yellow" title={t(`failed.${of}.notSent`)}>
          {explainNotSent(t, outcome, of)}
        </Alert>
      )
    case 'unknown':
      return (
        <Alert color="orange" title={t(`failed.${of}.unknown`)} className="server-text">
          {explainUnknown(t, outcome)} {t(`failed.${of}.unknownHint`)}
        </Alert>
      )
  }
}
