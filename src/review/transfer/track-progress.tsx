import { Alert, Text } from '@mantine/core'
import { useT, type Texts } from '~/i18n/i18n'
import { explainLookup } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import { RunEndAlert } from '~/wording/run-end-alert'
import { RunProgress } from '~/wording/run-progress'
import { walkLimit, type TrackEnd, type TrackResult } from '~/actions/many/track'
import classes from '~/review/transfer/track-progress.module.css'

type Props = {
  results: TrackResult[]
  /** How many ids there are; for a walk, at most. */
  count: number
  walks?: boolean
  end: TrackEnd | undefined
  isRunning: boolean
  /** What OMS said could not be recorded. */
  isError: boolean
}

/** How far a look at OMS has come, what it found, and why it went no further. Nothing before it begins. */
export function TrackProgress({ results, count, walks = false, end, isRunning, isError }: Props) {
  const t = useT()
  const text = t(walks ? 'track.lookedOfAtMost' : 'track.lookedOf', { looked: results.length, count })
  return (
    <>
      {count > 0 && (
        <RunProgress done={results.length} count={count} isRunning={isRunning} text={text} summary={text}>
          <Text size="sm" fw={600}>
            {countsOf(t, results)}
          </Text>
        </RunProgress>
      )}
      {!isRunning && <Failures results={results} end={end} />}
      {end !== undefined && <EndAlert end={end} count={results.length} isAll={results.length === count} />}
      {isError && <Alert color="red">{t('track.end.notRecorded')}</Alert>}
    </>
  )
}

const kinds = ['tracked', 'known', 'missing', 'failed'] as const

/** How many ids came to what. */
function countsOf(t: Texts, results: TrackResult[]): string {
  const counts = kinds.flatMap((kind) => {
    const count = results.filter((one) => one.kind === kind).length
    return count === 0 ? [] : [t(`track.count.${kind}`, { count })]
  })
  return counts.length === 0 ? t('track.nothing') : t.list(counts)
}

/** What failed, in the words of OMS, but for the id that the alert of the end tells of. */
function Failures({ results, end }: Pick<Props, 'results' | 'end'>) {
  const t = useT()
  const told = end?.why === 'refused' ? end.item : undefined
  const failed = results.flatMap((one) => (one.kind === 'failed' && one.id !== told ? [one] : []))
  if (failed.length === 0) return null
  return (
    <div role="alert">
      <ul className={classes.failures} aria-label={t('track.failures')}>
        {failed.map(({ id, failure }) => (
          <li key={id}>
            <FoldedTexts texts={[t('resolve.missing', { id, text: explainLookup(t, failure) })]} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Why it went no further, and what to do. Nothing where every id was asked for. */
function EndAlert({ end, count, isAll }: { end: TrackEnd; count: number; isAll: boolean }) {
  const t = useT()
  switch (end.why) {
    case 'gap':
    case 'unclear':
    case 'bound':
      return (
        <Alert color="gray" role="note">
          {t(`track.end.${end.why}`, { id: end.last, count: walkLimit })}
        </Alert>
      )
    case 'stopped':
      return (
        <Alert color="gray" role="note">
          {t('track.end.stopped', { count })}
        </Alert>
      )
    default:
      return (
        <RunEndAlert
          end={end}
          titleOf={(id) => t('run.stoppedAt', { id })}
          noAnswers={t('track.end.noAnswers')}
          rest={isAll ? undefined : t('track.end.rest')}
        />
      )
  }
}
