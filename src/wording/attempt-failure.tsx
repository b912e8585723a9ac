import { Alert, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '~/i18n/i18n'
import { hasSucceeded, type AnyOutcome, type Attempted, type NotAttempted } from '~/record/attempt-result'
import { explainNotSent, explainRefusal, explainUnknown, type Pressed } from '~/wording/explain'
import { explainNotAttempted } from '~/wording/explain-not-attempted'
import { FoldedTexts } from '~/wording/folded-texts'
import { useShown } from '~/ui/use-shown'

type About = {
  action: Pressed
  /** Where what was recorded leads on. */
  links?: ReactNode
}

type Result = NotAttempted | Attempted<AnyOutcome>

/**
 * An attempt that did not come to its good end: what happened, whether anything was done, what to do. Nothing for one that did. It comes
 * into view, and takes the focus unless the sign-in has it.
 */
export function AttemptFailure({ result, ...about }: About & { result: Result }) {
  const failed = !hasSucceeded(result)
  const shown = useShown(failed ? result : undefined, !asksToSignIn(result))
  if (!failed) return null
  return (
    <div ref={shown} tabIndex={-1}>
      <Failure result={result} {...about} />
    </div>
  )
}

function asksToSignIn(result: Result): boolean {
  if (result.kind === 'not attempted') return result.why === 'signed out'
  return result.outcome.kind === 'refused' && result.outcome.reason === 'token'
}

function Failure({ result, ...about }: About & { result: Result }) {
  const t = useT()
  if (result.kind === 'not attempted') {
    return (
      <Alert color="yellow" title={t(`failed.${about.action}.notSent`)}>
        {explainNotAttempted(t, result, about.action)}
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

function OutcomeAlert({ outcome, action, links }: About & { outcome: AnyOutcome }) {
  const t = useT()
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
    case 'approved':
    case 'started':
    case 'found':
      return null
    case 'refused':
      return (
        <Alert color="red" title={t(`failed.${action}.refused`)}>
          <Stack gap={4}>
            <FoldedTexts texts={explainRefusal(t, outcome, action)} />
            <Group gap={4} justify="space-between">
              {outcome.reason === 'request' && <Text size="sm">{t(`failed.${action}.refusedHint`)}</Text>}
              {links}
            </Group>
          </Stack>
        </Alert>
      )
    case 'not sent':
      return (
        <Alert color="yellow" title={t(`failed.${action}.notSent`)}>
          <Group gap={4} justify="space-between">
            {explainNotSent(t, outcome, action)}
            {links}
          </Group>
        </Alert>
      )
    case 'unknown':
      return (
        <Alert color="orange" title={t('review.status.unknown')} className="server-text">
          <Stack gap={4}>
            <div>{explainUnknown(t, outcome)}</div>
            <Group gap={4} justify="space-between">
              {t(`failed.${action}.unknownHint`)}
              {links}
            </Group>
          </Stack>
        </Alert>
      )
  }
}
