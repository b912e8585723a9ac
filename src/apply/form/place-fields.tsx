import { Box, Group } from '@mantine/core'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { SuggestedField } from '~/apply/form/suggested-field'
import { useSuggestions } from '~/apply/form/suggestions'
import { useT } from '~/i18n/i18n'
import { quietPart } from '~/ui/quiet-part'

const SuggestionsNote = quietPart(async () => (await import('~/apply/form/suggestions-note')).SuggestionsNote)

/** Zone and table, with what OMS suggests for them. The room below is the note's, at which nothing may move. */
export function PlaceFields({ control, setValue }: Pick<ApplyFormState, 'control' | 'setValue'>) {
  const t = useT()
  const [setId, appId, zoneId] = useWatch({ control, name: ['setId', 'appId', 'zoneId'] })
  const { zones, tables } = useSuggestions({ setId, appId, zoneId })
  return (
    <Box pb={24}>
      <Group grow align="flex-start">
        <SuggestedField
          control={control}
          setValue={setValue}
          name="zoneId"
          suggestions={zones?.data}
          label={t('apply.zoneId')}
          description={t('apply.zoneHint')}
          inputMode="numeric"
          placeholder="0"
        />
        <SuggestedField
          control={control}
          setValue={setValue}
          name="tableName"
          suggestions={tables?.data}
          label={t('apply.tableName')}
          description={t('apply.tableHint')}
          placeholder="player"
        />
      </Group>
      {zones !== undefined && <SuggestionsNote zones={zones} tables={tables} />}
    </Box>
  )
}
