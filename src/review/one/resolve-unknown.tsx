import { Button, Group, Stack, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useResolve } from '~/actions/resolve'
import { LookUpForm, typedId } from '~/review/one/look-up-form'
import { ResolvePanel } from '~/review/one/resolve-panel'
import { BusyButton } from '~/ui/form/busy-button'
import { formRules } from '~/ui/form/form-rules'
import { Dialog } from '~/ui/dialog/dialog'
import { TextField } from '~/ui/form/fields'

const idForm = z.object({ id: typedId })

/** The three ways to end an unknown application: look it up, record its id, or send it again. None happens by itself. */
export function ResolveUnknown({
  application,
  waitUntil,
  isSendingAgain,
  onSendAgain,
}: {
  application: ApplicationWithStatus
  waitUntil: string | undefined
  isSendingAgain: boolean
  onSendAgain: () => void
}) {
  const t = useT()
  const { control, handleSubmit } = useForm({ resolver: formRules(idForm), defaultValues: { id: '' } })
  const resolve = useResolve(application)
  const [confirming, setConfirming] = useState(false)
  const reasonId = useId()
  const blocked = waitUntil === undefined ? {} : { disabled: true, 'aria-describedby': reasonId }

  return (
    <>
      <ResolvePanel
        text={t('resolve.text')}
        lookUp={<LookUpForm application={application} />}
        reasonId={reasonId}
        waitUntil={waitUntil}
        failed={resolve.isError}
      >
        <form noValidate onSubmit={(event) => void handleSubmit(({ id }) => resolve.mutate({ id }))(event)}>
          <Group align="flex-start">
            <TextField control={control} name="id" label={t('resolve.exists')} inputMode="numeric" />
            <Button
              type="submit"
              variant="default"
              mt={25}
              disabled={isSendingAgain}
              {...blocked}
              loading={resolve.isPending}
            >
              {t('resolve.record')}
            </Button>
          </Group>
        </form>
        <div>
          <BusyButton
            variant="light"
            color="red"
            {...blocked}
            loading={isSendingAgain}
            onClick={() => setConfirming(true)}
          >
            {t('resolve.absent')}
          </BusyButton>
        </div>
      </ResolvePanel>
      {confirming && (
        <Dialog onClose={() => setConfirming(false)} title={t('resolve.confirmTitle')}>
          <Stack gap="md">
            <Text size="sm">{t('resolve.confirmText')}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setConfirming(false)} data-autofocus>
                {t('dialog.cancel')}
              </Button>
              <Button
                color="red.9"
                onClick={() => {
                  setConfirming(false)
                  onSendAgain()
                }}
              >
                {t('resolve.confirm')}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  )
}
