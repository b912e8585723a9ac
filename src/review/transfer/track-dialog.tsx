import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { useTrack, walkLimit } from '~/actions/many/track'
import { idLimit, idsProblem, parseIds } from '~/review/list/view/id-list'
import { TrackProgress } from '~/review/transfer/track-progress'
import { formRules } from '~/ui/form/form-rules'
import { Dialog } from '~/ui/dialog/dialog'
import { BusyButton } from '~/ui/form/busy-button'
import { StopButton } from '~/ui/form/stop-button'
import { TextAreaField } from '~/ui/form/text-area-field'

const idsForm = z.object({
  ids: z.string().check(
    z.superRefine((text, context) => {
      const message = idsProblem(text)
      if (message !== undefined) context.addIssue({ code: 'custom', message, input: text })
    }),
  ),
})

/** Asks OMS for applications by their ids and takes over those that this browser does not know. Closing it stops it. */
export function TrackDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { data } = useQuery(journalQueries.newestId(useJournal()))
  const { control, handleSubmit, clearErrors } = useForm({
    resolver: formRules(idsForm),
    defaultValues: { ids: '' },
  })
  const { mutate: run, stop, isStopping, results, forget, data: end, isPending, isError, variables: order } = useTrack()
  const newest = data ? BigInt(data) : undefined
  const walks = order !== undefined && 'above' in order
  const walk = (above: bigint) => {
    clearErrors()
    run({ above })
  }
  const count = walks ? walkLimit : (order?.ids.length ?? 0)

  return (
    <Dialog onClose={onClose} title={t('track.title')} size="lg">
      <form
        noValidate
        onSubmit={(event) => void handleSubmit(({ ids }) => run({ ids: parseIds(ids).ids }), forget)(event)}
      >
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
              <BusyButton
                variant="default"
                disabled={newest === undefined || (isPending && !walks)}
                loading={isPending && walks}
                aria-describedby="track-newer-hint"
                onClick={() => newest !== undefined && walk(newest)}
              >
                {t('track.newer')}
              </BusyButton>
              <Text size="xs" c="dimmed" mt={4} id="track-newer-hint">
                {newest === undefined ? t('track.noneKnown') : t('track.newerHint', { id: String(newest) })}
              </Text>
            </div>
            <Group gap="xs" ml="auto">
              {isPending && (
                <StopButton isStopping={isStopping} onStop={stop}>
                  {t('run.stop')}
                </StopButton>
              )}
              <BusyButton type="submit" disabled={isPending && walks} loading={isPending && !walks}>
                {t('track.track')}
              </BusyButton>
            </Group>
          </Group>
          <TrackProgress
            results={results}
            count={count}
            walks={walks}
            end={end}
            isRunning={isPending}
            isError={isError}
          />
        </Stack>
      </form>
    </Dialog>
  )
}
