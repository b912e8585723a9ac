import { Button, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { later, useT } from '~/i18n/i18n'
import { useLimits } from '~/record/react/use-limits'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { TextField } from '~/ui/form/fields'
import { formRules } from '~/ui/form/form-rules'
import { typedText } from '~/ui/form/typed-text'

const hours = z.pipe(typedText, z.string().check(z.regex(/^[1-9]\d{0,3}$/, { error: later('limits.needed') })))
const hoursForm = z.object({ overdueHours: hours, waitingHours: hours })

export function LimitsDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [limits, changeLimits] = useLimits()
  const {
    control,
    handleSubmit,
    formState: { dirtyFields },
  } = useForm({
    resolver: formRules(hoursForm),
    defaultValues: { overdueHours: String(limits.overdueHours), waitingHours: String(limits.waitingHours) },
  })
  const save = handleSubmit(({ overdueHours, waitingHours }) => {
    changeLimits({
      ...(dirtyFields.overdueHours === true && { overdueHours: Number(overdueHours) }),
      ...(dirtyFields.waitingHours === true && { waitingHours: Number(waitingHours) }),
    })
    onClose()
  })
  return (
    <Dialog onClose={onClose} title={t('limits.title')}>
      <form noValidate onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <Text size="sm">{t('limits.text')}</Text>
          <TextField
            control={control}
            name="overdueHours"
            label={t('limits.overdue')}
            description={t('limits.overdueHint')}
            inputMode="numeric"
            data-autofocus
          />
          <TextField
            control={control}
            name="waitingHours"
            label={t('limits.waiting')}
            description={t('limits.waitingHint')}
            inputMode="numeric"
          />
          <DialogFooter>
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit">{t('dialog.save')}</Button>
          </DialogFooter>
        </Stack>
      </form>
    </Dialog>
  )
}
