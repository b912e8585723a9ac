import { Alert, Stack, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { successOf, type AnyOutcome, type RunEnd, type Success } from '~/record/attempt-result'
import { AttemptFailure } from '~/wording/attempt-failure'
import { explainRefusal, explainSameOfAnother } from '~/wording/explain'
import { explainNotAttempted } from '~/wording/explain-not-attempted'
import { FoldedTexts } from '~/wording/folded-texts'

type Props<Item, Outcome> = {
  end: RunEnd<Item, Outcome>
  /** At which item, as the title. */
  titleOf: (item: Item) => string
  /** What was pressed, where that is recorded, and what is said of one that succeeded and could not be saved. */
  press?: { action: 'apply' | 'reject'; successText: (item: Item, outcome: Extract<Outcome, Success>) => string }
  noAnswers: string
  /** What happened to the rest, if there is any. */
  rest: string | undefined
}

/** Why a run of many went no further, and what to do. Nothing where a person wanted it so, or it came to its end. */
export function RunEndAlert<Item, Outcome extends AnyOutcome>(props: Props<Item, Outcome>) {
  const t = useT()
  const { end, press, titleOf, noAnswers, rest } = props
  const tried = press?.action === 'apply' ? 'many' : (press?.action ?? 'ask')
  switch (end.why) {
    case 'done':
    case 'stopped':
      return null
    case 'elsewhere':
      return <Alert color="orange">{t('batch.end.elsewhere')}</Alert>
    case 'no answers':
      return (
        <Alert color="orange" title={titleOf(end.item)}>
          {noAnswers}
        </Alert>
      )
    case 'not attempted':
      return (
        <Alert color="yellow" title={titleOf(end.item)}>
          {explainNotAttempted(t, end.notAttempted, tried)} {rest}
        </Alert>
      )
    case 'duplicate':
      return (
        <Alert color="yellow" title={titleOf(end.item)}>
          {explainSameOfAnother(t, end.other)} {rest}
        </Alert>
      )
    case 'refused':
      return (
        <Alert color="red" title={titleOf(end.item)}>
          <Stack gap={4}>
            <FoldedTexts texts={explainRefusal(t, end.refusal, tried)} />
            {rest !== undefined && <Text size="sm">{rest}</Text>}
          </Stack>
        </Alert>
      )
    case 'not saved': {
      if (press === undefined) return null
      const success = successOf(end.result)
      return (
        <>
          {success !== undefined && (
            <Alert color="red" title={titleOf(end.item)}>
              {press.successText(end.item, success)}
            </Alert>
          )}
          <AttemptFailure action={press.action} result={end.result} />
        </>
      )
    }
  }
}
