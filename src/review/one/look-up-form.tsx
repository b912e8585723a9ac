import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { later, useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { useLookUp } from '~/actions/resolve'
import { LookupTable } from '~/review/one/lookup-table'
import { BusyButton } from '~/ui/form/busy-button'
import { formRules } from '~/ui/form/form-rules'
import { TextField } from '~/ui/form/fields'
import { typedText } from '~/ui/form/typed-text'

/** An application's id, as a person types it. */
export const typedId = z.pipe(typedText, z.string().check(z.regex(/^[1-9]\d*$/, { error: later('resolve.idNeeded') })))

const fromForm = z.object({ from: typedId })

/** Looks at a bounded number of neighbouring ids in OMS and shows what is there. */
export function LookUpForm({ application }: { application: ApplicationWithStatus }) {
  const t = useT()
  const { data: first } = useQuery({
    ...journalQueries.newestId(useJournal(), application.seq),
    // After the newest id that was known when it was sent.
    select: (id) => (id === null ? '' : String(BigInt(id) + 1n)),
  })
  const { control, handleSubmit } = useForm({
    resolver: formRules(fromForm),
    defaultValues: { from: '' },
    // Keeps what a person has typed over the proposal.
    ...(first !== undefined && { values: { from: first }, resetOptions: { keepDirtyValues: true } }),
  })
  const lookUp = useLookUp()
  return (
    <Stack gap="sm">
      <form noValidate onSubmit={(event) => void handleSubmit(({ from }) => lookUp.mutate({ from }))(event)}>
        <Group align="flex-start" gap="0 16px">
          <TextField
            control={control}
            name="from"
            label={t('resolve.from')}
            description={t('resolve.fromHint')}
            inputMode="numeric"
          />
          <BusyButton type="submit" mt={25} loading={lookUp.isPending}>
            {t('resolve.lookUp')}
          </BusyButton>
        </Group>
      </form>
      {lookUp.data !== undefined && <LookupTable found={lookUp.data} requested={application.requested} />}
    </Stack>
  )
}
