import { Button, Group, Stack } from '@mantine/core'
import { useForm, useWatch } from 'react-hook-form'
import { combine, combinedCount, type Combination } from '~/apply/table/many-combine'
import { useT } from '~/i18n/i18n'
import { SwitchField, TextField } from '~/ui/fields'
import { TextAreaField } from '~/ui/text-area-field'
import classes from '~/apply/many/combine-form.module.css'

/** More rows than this are no table that a person looks through. */
const limit = 5000

const empty: Combination = { setId: '', appId: '', zoneIds: '', tableNames: '', autoApprove: false }

/** Makes rows of "these tables in these zones", for the text that everything goes through. */
export function CombineForm({ onAdd }: { onAdd: (rows: string) => void }) {
  const t = useT()
  const { control, getValues, resetField } = useForm<Combination>({ defaultValues: empty })
  const [zoneIds, tableNames] = useWatch({ control, name: ['zoneIds', 'tableNames'] })
  const count = combinedCount({ zoneIds, tableNames })
  const add = () => {
    if (count === 0 || count > limit) return
    onAdd(combine(getValues()))
    resetField('tableNames')
    resetField('zoneIds')
  }
  return (
    <details className={classes.details}>
      <summary>{t('many.combine.title')}</summary>
      <Stack gap="sm" mt="sm">
        <Group
          grow
          align="flex-start"
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.target instanceof HTMLTextAreaElement) return
            // These fields stand in the form whose button sends: Enter here means this one.
            event.preventDefault()
            add()
          }}
        >
          <TextField control={control} name="setId" label={t('apply.setId')} inputMode="numeric" placeholder="126" />
          <TextField control={control} name="appId" label={t('apply.appId')} inputMode="numeric" placeholder="2" />
          <TextField control={control} name="zoneIds" label={t('many.combine.zones')} placeholder="0, 1" />
        </Group>
        <TextAreaField
          control={control}
          name="tableNames"
          label={t('many.combine.tables')}
          description={t('many.combine.tablesHint')}
          placeholder={'player\nguild'}
          spellCheck={false}
        />
        <Group justify="space-between">
          <SwitchField control={control} name="autoApprove" label={t('apply.autoApprove')} />
          <Button variant="default" size="compact-md" disabled={count === 0 || count > limit} onClick={add}>
            {count > limit ? t('many.combine.tooMany', { count, limit }) : t('many.combine.add', { count })}
          </Button>
        </Group>
      </Stack>
    </details>
  )
}
