import { Box, Group } from '@mantine/core'
import { useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { SuggestedField, type FieldSuggestion } from '~/apply/form/suggested-field'
import { useSuggestions } from '~/apply/form/suggestions'
import { useT } from '~/i18n/i18n'
import type { ZoneSuggestion } from '~/oms/questions/suggestions'
import { quietPart } from '~/ui/quiet-part'
import { visibleText } from '~/ui/text/visible-text'

const SuggestionsNote = quietPart(async () => (await import('~/apply/form/suggestions-note')).SuggestionsNote)

/** Zone and table, with what OMS suggests for them. The room below is the note's, at which nothing may move. */
export function PlaceFields({ control, setValue }: Pick<ApplyFormState, 'control' | 'setValue'>) {
  const t = useT()
  const [setId, appId, zoneId] = useWatch({ control, name: ['setId', 'appId', 'zoneId'] })
  const { sets, zones, tables } = useSuggestions({ setId, appId, zoneId })
  const set = visibleText(setId)
  const known = zones?.data
  const zonesWithSet = useMemo(() => known?.map((zone) => withSet(zone, set === '')), [known, set])
  return (
    <Box pb={24}>
      <Group grow align="flex-start">
        <SuggestedField
          control={control}
          setValue={setValue}
          name="zoneId"
          suggestions={zonesWithSet}
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
      {zones !== undefined && <SuggestionsNote setId={set} sets={sets} zones={zones} tables={tables} />}
    </Box>
  )
}

/** A zone with the name of its set; where no set is typed with its id as well, which choosing the zone fills in. */
function withSet({ value, names, set }: ZoneSuggestion, isFilledIn: boolean): FieldSuggestion {
  if (!isFilledIn) return { value, names: [...names, ...set.names] }
  return { value, names: [...names, [set.value, ...set.names].join(' ')], set: set.value }
}
