import { Alert, Stack, Text } from '@mantine/core'
import { t } from '~/i18n/i18n'
import type { Attempted, Stopped } from '~/journal/attempt'
import { explainNotSent, explainRefusal, explainStopped, explainUnknown } from '~/journal/explain'
import type { NotSent, Refusal, UnknownOutcome } from '~/oms/refusal'

type Result = Stopped | Attempted<{ kind: 'accepted' } | { kind: 'rejected' } | Refusal | NotSent | UnknownOutcome>

/** What each kind of failure means for the thing that was pressed. */
type Words = { refused: string; notSent: string; unknown: string; refusedHint?: string; unknownHint: string }

/** An attempt that did not come to its good end: what happened, whether anything was done, what to do. Nothing for one that did. */
export function AttemptFailure({ result, words }: { result: Result; words: Words }) {
  if (result.kind === 'stopped') {
    return (
      <Alert color="yellow" title={words.notSent}>
        {explainStopped(result)}
      </Alert>
    )
  }
  return (
    <>
      <OutcomeAlert outcome={result.outcome} words={words} />
      {!result.saved && <Alert color="red">{t('outcome.notSaved')}</Alert>}
    </>
  )
}

function OutcomeAlert({
  outcome,
  words,
}: {
  outcome: Extract<Result, { kind: 'attempted' }>['outcome']
  words: Words
}) {
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
      return null
    case 'refused':
      return (
        <Alert color="red" title={words.refused}>
          <Stack gap={4}>
            {explainRefusal(outcome).map((line) => (
              <Text key={line} size="sm" className="server-text">
                {line}
              </Text>
            ))}
            {words.refusedHint !== undefined && <Text size="sm">{words.refusedHint}</Text>}
          </Stack>
        </Alert>
      )
    case 'not sent':
      return (
        <Alert color="yellow" title={words.notSent}>
          {explainNotSent(outcome)}
        </Alert>
      )
    case 'unknown':
      return (
        <Alert color="orange" title={words.unknown}>
          {explainUnknown(outcome)} {words.unknownHint}
        </Alert>
      )
  }
}
