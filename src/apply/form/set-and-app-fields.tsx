import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import classes from '~/apply/form/apply-fields.module.css'
import { SuggestedField } from '~/apply/form/suggested-field'
import { useSuggestions } from '~/apply/form/suggestions'
import { examples } from '~/apply/values/examples'
import { useT } from '~/i18n/i18n'
import { TextField } from '~/ui/form/fields'
import { quietPart } from '~/ui/lazy-part'
import { visibleText } from '~/ui/text/visible-text'

const SuggestionsNote = quietPart(async () => (await import('~/apply/form/suggestions-note')).SuggestionsNote)

/** Set and app; once the app is typed, its sets are there to choose from, and what else OMS knows stands beside them. */
export function SetAndAppFields({ control, setValue }: Pick<ApplyFormState, 'control' | 'setValue'>) {
  const t = useT()
  const appId = useWatch({ control, name: 'appId' })
  const { sets } = useSuggestions({ setId: '', appId, zoneId: '' })
  return (
    <div className={classes.ids}>
      <SuggestedField
        control={control}
        setValue={setValue}
        name="setId"
        suggestions={sets}
        label={t('apply.setId')}
        description={t('apply.numberHint', { example: examples.setId })}
        inputMode="numeric"
        placeholder={examples.setId}
      />
      <TextField
        control={control}
        name="appId"
        label={t('apply.appId')}
        description={t('apply.numberHint', { example: examples.appId })}
        inputMode="numeric"
        placeholder={examples.appId}
      />
      <div className={classes.known}>
        <KnownToOms control={control} />
      </div>
    </div>
  )
}

function KnownToOms({ control }: Pick<ApplyFormState, 'control'>) {
  const [scope, setId, appId, zoneId] = useWatch({ control, name: ['scope', 'setId', 'appId', 'zoneId'] })
  const { sets, zones, tables } = useSuggestions({ setId, appId, zoneId })
  if (scope === 'all' || zones === undefined) return null
  return <SuggestionsNote setId={visibleText(setId)} sets={sets} zones={zones} tables={tables} />
}
