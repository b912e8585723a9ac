import { zodResolver } from '@hookform/resolvers/zod'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { later, useT } from '~/i18n/i18n'
import { explainLookup } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import { RunEndAlert } from '~/wording/run-end-alert'
import { RunProgress } from '~/wording/run-progress'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { useTrack, walkLimit, type TrackEnd, type TrackResult } from '~/actions/track'
import { idLimit, parseIds } from '~/review/transfer/id-list'
import { Dialog } from '~/ui/dialog'
import { TextAreaField } from '~/ui/text-area-field'
import classes from '~/review/transfer/track-dialog.module.css'

const idsForm = z.object({
  ids: z.string().check(
    z.superRefine((text, context) => {
      const message = idsProblem(text)
      if (message !== undefined) context.addIssue({ code: 'custom', message, input: text })
    }),
  ),
})

function idsProblem(text: string): string | undefined {
  const { ids, wrong, tooMany } = parseIds(text)
  if (wrong.length > 0) return later('track.wrong', { words: wrong })
  if (tooMany) return later('track.tooMany', { limit: idLimit })
  return ids.length === 0 ? later('track.needed') : undefined
}

/** Asks OMS for applications by their ids and takes over those that this browser does not know. Closing it stops it. */
export function TrackDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { data } = useQuery(journalQueries.newestId(useJournal()))
  const { control, handleSubmit } = useForm({ resolver: zodResolver(idsForm), defaultValues: { ids: '' } })
  const { mutate: run, stop, results, data: end, isPending, isError, variables: order } = useTrack()
  const newest = data ? BigInt(data) : undefined
  const walks = order !== undefined && 'above' in order
  const count = walks ? walkLimit : (order?.ids.length ?? 0)
  const progressText = t(walks ? 'track.lookedOfAtMost' : 'track.lookedOf', { looked: results.length, count })

  return (
    <Dialog onClose={onClose} title={t('track.title')} size="lg">
      <form noValidate onSubmit={(event) => void handleSubmit(({ ids }) => run({ ids: parseIds(ids).ids }))(event)}>
        <Stack gap="md">
          <TextAreaField
            control={control}
            name="ids"
            label={t('track.ids')}
            description={t('track.hint', { limit: idLimit })}
            placeholder="558-620, 700 701"
            spellCheck={false}
            readOnly={isPending}
            data-autofocus
          />
          <Group justify="space-between" align="flex-start">
            <div>
              <Button
                variant="default"
                disabled={newest === undefined || isPending}
                aria-describedby="track-newer-hint"
                onClick={() => newest !== undefined && run({ above: newest })}
              >
                {t('track.newer')}
              </Button>
              <Text size="xs" c="dimmed" mt={4} id="track-newer-hint">
                {newest === undefined ? t('track.noneKnown') : t('track.newerHint', { id: String(newest) })}
              </Text>
            </div>
            <Group gap="xs">
              {isPending && (
                <Button variant="default" onClick={stop}>
                  {t('run.stop')}
                </Button>
              )}
              <Button type="submit" loading={isPending}>
                {t('track.track')}
              </Button>
            </Group>
          </Group>
          {count > 0 && (
            <RunProgress
              done={results.length}
              count={count}
              isRunning={isPending}
              text={progressText}
              summary={progressText}
            >
              <Summary results={results} />
            </RunProgress>
          )}
          {end !== undefined && <EndAlert end={end} count={results.length} />}
          {isError && <Alert color="red">{t('track.end.notRecorded')}</Alert>}
        </Stack>
      </form>
    </Dialog>
  )
}

const kinds = ['tracked', 'known', 'missing', 'failed'] as const

/** How many ids came to what, and of the failures each in the words of OMS. */
function Summary({ results }: { results: TrackResult[] }) {
  const t = useT()
  const counts = kinds.flatMap((kind) => {
    const count = results.filter((one) => one.kind === kind).length
    return count === 0 ? [] : [t(`track.count.${kind}`, { count })]
  })
  const failed = results.flatMap((one) => (one.kind === 'failed' ? [one] : []))
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {counts.length === 0 ? t('track.nothing') : t.list(counts)}
      </Text>
      {failed.length > 0 && (
        <ul className={classes.failures} aria-label={t('track.failures')}>
          {failed.map(({ id, failure }) => (
            <li key={id}>
              <FoldedTexts texts={[t('resolve.missing', { id, text: explainLookup(t, failure) })]} />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  )
}

/** Why it went no further, and what to do. Nothing where every id was asked for. */
function EndAlert({ end, count }: { end: TrackEnd; count: number }) {
  const t = useT()
  switch (end.why) {
    case 'gap':
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
          rest={t('track.end.rest')}
        />
      )
  }
}
