import { useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import classes from '~/apply/form/apply-fields.module.css'
import { SuggestedField } from '~/apply/form/suggested-field'
import type { FieldSuggestion } from '~/apply/form/suggestion-list'
import { useSuggestions } from '~/apply/form/suggestions'
import { examples } from '~/apply/values/examples'
import { useT } from '~/i18n/i18n'
import type { ZoneSuggestion } from '~/oms/questions/suggestions'
import { visibleText } from '~/ui/text/visible-text'

export function PlaceFields({ control, setValue }: Pick<ApplyFormState, 'control' | 'setValue'>) {
  const t = useT()
  const [setId, appId, zoneId] = useWatch({ control, name: ['setId', 'appId', 'zoneId'] })
  const { zones, tables } = useSuggestions({ setId, appId, zoneId })
  const set = visibleText(setId)
  const known = zones?.data
  const zonesWithSet = useMemo(() => known?.map((zone) => withSet(zone, set === '')), [known, set])
  return (
    <div className={classes.place}>
      <SuggestedField
        control={control}
        setValue={setValue}
        name="zoneId"
        suggestions={zonesWithSet}
        label={t('apply.zoneId')}
        description={t('apply.zoneHint')}
        inputMode="numeric"
        placeholder={examples.zoneId}
      />
      <SuggestedField
        control={control}
        setValue={setValue}
        name="tableName"
        suggestions={tables?.data}
        label={t('apply.tableName')}
        description={t('apply.tableHint')}
        placeholder={examples.tableName}
      />
    </div>
  )
}

/** A zone with the name of its set; where no set is typed with its id as well, which choosing the zone fills in. */
function withSet({ value, names, set }: ZoneSuggestion, isFilledIn: boolean): FieldSuggestion {
  if (!isFilledIn) return { value, names: [...names, ...set.names] }
  return { value, names: [...names, [set.value, ...set.names].join(' ')], set: set.value }
}
