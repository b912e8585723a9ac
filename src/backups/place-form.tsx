import { Button } from '@mantine/core'
import { useForm } from 'react-hook-form'
import classes from '~/backups/backups.module.css'
import { boardPlace, type BoardPlace } from '~/backups/place'
import { useT } from '~/i18n/i18n'
import { TextField } from '~/ui/form/fields'
import { formRules } from '~/ui/form/form-rules'

export function PlaceForm({ place, onShow }: { place: BoardPlace; onShow: (place: BoardPlace) => void }) {
  const t = useT()
  const { control, handleSubmit } = useForm({ resolver: formRules(boardPlace), values: place })
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void handleSubmit(onShow)(event)}>
      <TextField
        control={control}
        name="app"
        label={t('apply.appId')}
        description={t('apply.numberHint', { example: '2' })}
        inputMode="numeric"
        placeholder="2"
      />
      <TextField
        control={control}
        name="set"
        label={t('apply.setId')}
        description={t('backups.optional')}
        inputMode="numeric"
      />
      <TextField
        control={control}
        name="zone"
        label={t('apply.zoneId')}
        description={t('backups.optional')}
        inputMode="numeric"
      />
      <Button type="submit" className={classes.show}>
        {t('backups.show')}
      </Button>
    </form>
  )
}
