import { Alert, Stack, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { explainLookup } from '~/wording/explain-lookup'
import { FoldedTexts } from '~/wording/folded-texts'
import { otherKindText } from '~/wording/other-kind-text'
import { RunEndAlert } from '~/wording/run-end-alert'
import { RunProgress } from '~/wording/run-progress'
import { walkLimit, type TrackEnd, type TrackResult } from '~/actions/many/track'
import type { ApplyId } from '~/oms/ids'
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
          <Summary results={results} walks={walks} />
        </RunProgress>
      )}
      {!isRunning && <Failures results={results} end={end} />}
      {end !== undefined && <EndAlert end={end} count={results.length} isAll={results.length === count} />}
      {isError && <Alert color="red">{t('track.end.notRecorded')}</Alert>}
    </>
  )
}

const kinds = ['tracked', 'known', 'other kind', 'missing', 'failed'] as const

/** How many ids came to what, what is no backup, and which of the ids that were asked for OMS does not have. */
function Summary({ results, walks }: Required<Pick<Props, 'results' | 'walks'>>) {
  const t = useT()
  const counts = kinds.flatMap((kind) => {
    const count = results.filter((one) => one.kind === kind).length
    return count === 0 ? [] : [t(`track.count.${kind}`, { count })]
  })
  const others = results.flatMap((one) => {
    if (one.kind !== 'other kind') return []
    return { id: one.id, text: t('track.notAdded', { what: otherKindText(t, one.id, one.otherKind) }) }
  })
  // Past the newest id nobody has asked for one in particular.
  const missing = walks ? [] : results.flatMap(({ id, kind }) => (kind === 'missing' ? `#${id}` : []))
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {counts.length === 0 ? t('track.nothing') : t.list(counts)}
      </Text>
      {missing.length > 0 && (
        <Text size="sm" className="server-text">
          {t('track.missing', { ids: t.joinFirst(missing) })}
        </Text>
      )}
      <Told label={t('track.otherKinds')} texts={others} />
    </Stack>
  )
}

/** What failed, in the words of OMS, but for the id that the alert of the end tells of. */
function Failures({ results, end }: Pick<Props, 'results' | 'end'>) {
  const t = useT()
  const told = end?.why === 'refused' ? end.item : undefined
  const failed = results.flatMap((one) => {
    if (one.kind !== 'failed' || one.id === told) return []
    return { id: one.id, text: t('resolve.missing', { id: one.id, text: explainLookup(t, one.failure) }) }
  })
  return (
    failed.length > 0 && (
      <div role="alert">
        <Told label={t('track.failures')} texts={failed} />
      </div>
    )
  )
}

/** What is told of some ids. Nothing where there are none. */
function Told({ label, texts }: { label: string; texts: { id: ApplyId; text: string }[] }) {
  if (texts.length === 0) return null
  return (
    <ul className={classes.told} aria-label={label}>
      {texts.map(({ id, text }) => (
        <li key={id}>
          <FoldedTexts texts={[text]} />
        </li>
      ))}
    </ul>
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
