import { Group } from '@mantine/core'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { SuggestedField } from '~/apply/form/suggested-field'
import { useSuggestions } from '~/apply/form/suggestions'
import { useT } from '~/i18n/i18n'
import { TextField } from '~/ui/fields'

/** Set and app; once the app is typed, its sets are there to choose from. */
export function SetAndAppFields({ control, setValue }: Pick<ApplyFormState, 'control' | 'setValue'>) {
  const t = useT()
  const appId = useWatch({ control, name: 'appId' })
  const { sets } = useSuggestions({ setId: '', appId, zoneId: '' })
  return (
    <Group grow align="flex-start">
      <SuggestedField
        control={control}
        setValue={setValue}
        name="setId"
        suggestions={sets}
        label={t('apply.setId')}
        description={t('apply.setHint')}
        inputMode="numeric"
        placeholder="126"
      />
      <TextField
        control={control}
        name="appId"
        label={t('apply.appId')}
        description={t('apply.appHint')}
        inputMode="numeric"
        placeholder="2"
      />
    </Group>
  )
}
