import { Box, Button, Group, Stack } from '@mantine/core'
import { useEffect, useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { SuggestionsNote } from '~/apply/form/suggestions-note'
import { OmsLists } from '~/apply/many/oms-lists'
import { useTablesInZones } from '~/apply/many/use-tables-in-zones'
import { combine, combinedCount, type Combination } from '~/apply/table/many-combine'
import { useT } from '~/i18n/i18n'
import { SwitchField, TextField } from '~/ui/form/fields'
import { visibleText } from '~/ui/text/visible-text'
import { TextAreaField } from '~/ui/form/text-area-field'
import classes from '~/apply/many/combine-form.module.css'

/** More rows than this are no table that a person looks through. */
const limit = 5000

const empty: Combination = { setId: '', appId: '', zoneIds: '', tableNames: '', autoApprove: false }

type Props = {
  /** Open from the beginning, with these values. */
  start?: Partial<Combination> | undefined
  disabled: boolean
  onAdd: (rows: string) => void
}

/** Makes rows of "these tables in these zones", chosen from what OMS lists or typed, for the text that everything goes through. */
export function CombineForm({ start, disabled, onAdd }: Props) {
  const t = useT()
  const { control, getValues, resetField, setFocus } = useForm<Combination>({ defaultValues: { ...empty, ...start } })
  const [setId, appId, zoneIds, tableNames] = useWatch({ control, name: ['setId', 'appId', 'zoneIds', 'tableNames'] })
  const { sets, zones, chosen, choose, isWaiting, isUnlisted, ...lists } = useTablesInZones({ setId, appId })
  const count = combinedCount({ zoneIds, tableNames }, chosen)
  const isOpen = isWaiting || (isUnlisted && visibleText(tableNames) === '')
  const canAdd = !disabled && !isOpen && count > 0 && count <= limit
  const [asked, tablesHint] = [useId(), useId()]
  const isStarted = start !== undefined
  useEffect(() => {
    if (isStarted) setFocus('appId')
  }, [isStarted, setFocus])
  const add = () => {
    if (!canAdd) return
    onAdd(combine(getValues(), chosen))
    resetField('tableNames', { defaultValue: '' })
    resetField('zoneIds', { defaultValue: '' })
    // The button is disabled now, and the check box that had the focus goes with the list.
    if (chosen.length === 0) return setFocus('zoneIds')
    choose({ zones: new Set(), tables: new Set() })
    setFocus('appId')
  }
  return (
    <details className={classes.details} open={isStarted}>
      <summary>{t('many.combine.title')}</summary>
      <Stack
        gap="sm"
        mt="sm"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement))
            return
          // These fields stand in the form whose button sends: Enter here means this one.
          event.preventDefault()
          add()
        }}
      >
        <Group grow align="flex-start">
          <TextField control={control} name="setId" label={t('apply.setId')} inputMode="numeric" placeholder="126" />
          <TextField control={control} name="appId" label={t('apply.appId')} inputMode="numeric" placeholder="2" />
          <TextField control={control} name="zoneIds" label={t('many.combine.zones')} placeholder="0, 1" />
        </Group>
        {zones !== undefined && (
          <Box pb={24} {...(zones.data === undefined && { id: asked })}>
            <SuggestionsNote setId={visibleText(setId)} sets={sets} zones={zones} tables={undefined} />
          </Box>
        )}
        {zones?.data !== undefined && zones.data.length > 0 && (
          <OmsLists id={asked} zones={zones.data} chosen={chosen} choose={choose} {...lists} />
        )}
        <TextAreaField
          control={control}
          name="tableNames"
          label={t('many.combine.tables')}
          description={t('many.combine.tablesHint')}
          descriptionProps={{ id: tablesHint }}
          placeholder={'player\nguild'}
          spellCheck={false}
        />
        <Group justify="space-between">
          <SwitchField control={control} name="autoApprove" label={t('apply.autoApprove')} />
          <Button
            variant="default"
            size="compact-md"
            {...(!canAdd && { disabled: true, 'aria-describedby': isOpen ? asked : tablesHint })}
            onClick={add}
          >
            {count > limit ? t('many.combine.tooMany', { count, limit }) : t('many.combine.add', { count })}
          </Button>
        </Group>
      </Stack>
    </details>
  )
}
