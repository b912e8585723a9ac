import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import * as z from 'zod/mini'
import { useT } from '~/i18n/i18n'
import type { AttemptId } from '~/oms/ids'
import type { ApplicationWithStatus } from '~/record/application'
import { successOf } from '~/record/attempt-result'
import { useRecordId, useSendAgain } from '~/actions/resolve'
import { IdDoubt } from '~/review/one/id-doubt'
import { LookUpForm, typedId } from '~/review/one/look-up-form'
import { ResolvePanel } from '~/review/one/resolve-panel'
import { BusyButton } from '~/ui/form/busy-button'
import { formRules } from '~/ui/form/form-rules'
import { Dialog } from '~/ui/dialog/dialog'
import { TextField } from '~/ui/form/fields'
import { AttemptFailure } from '~/wording/attempt-failure'
import { DuplicateDialog } from '~/wording/duplicate-dialog'

const idForm = z.object({ id: typedId })

type Props = { application: ApplicationWithStatus; waitUntil: string | undefined }

/** The ways to end an application while it is unknown, and what came of sending it again, also once that has ended it. */
export function ResolveUnknown(props: Props) {
  const { application } = props
  const { key, draft, status } = application
  const t = useT()
  const [, navigate] = useLocation()
  const { mutate, data: result, isPending, isError, reset } = useSendAgain(application)
  const sendAgain = (shown: readonly AttemptId[]) =>
    mutate(shown, {
      onSuccess: (sent) => {
        const created = successOf(sent)
        if (created !== undefined) navigate(`/applications/${created.id}`)
      },
    })
  const others = result?.kind === 'not attempted' && result.why === 'duplicate' ? result.others : undefined
  return (
    <>
      {status === 'unknown' && <Ways {...props} isSendingAgain={isPending} onSendAgain={() => sendAgain([])} />}
      {result !== undefined && others === undefined && <AttemptFailure action="apply" result={result} />}
      {isError && <Alert color="red">{t('outcome.notSaved')}</Alert>}
      {others !== undefined && draft !== undefined && (
        <DuplicateDialog
          others={others.filter((other) => other.key !== key)}
          drafts={[{ draft }]}
          onCancel={reset}
          onSendAnyway={sendAgain}
        />
      )}
    </>
  )
}

type WaysProps = Props & { isSendingAgain: boolean; onSendAgain: () => void }

/** Look it up, record its id, which may take a second press, or send it again. None happens by itself. */
function Ways({ application, waitUntil, isSendingAgain, onSendAgain }: WaysProps) {
  const t = useT()
  const { control, handleSubmit } = useForm({ resolver: formRules(idForm), defaultValues: { id: '' } })
  const { mutate: record, data: doubt, isPending: isRecording, isError: hasFailed } = useRecordId(application)
  const [confirming, setConfirming] = useState(false)
  const reasonId = useId()
  const withReason = { disabled: true, 'aria-describedby': reasonId }
  const blocked = waitUntil === undefined ? {} : withReason

  return (
    <>
      <ResolvePanel
        text={t('resolve.text')}
        lookUp={<LookUpForm application={application} />}
        reasonId={reasonId}
        waitUntil={waitUntil}
        failed={hasFailed}
      >
        <form noValidate onSubmit={(event) => void handleSubmit(({ id }) => record({ id, isSure: false }))(event)}>
          <Group align="flex-start" gap="0 16px">
            <TextField control={control} name="id" label={t('resolve.exists')} inputMode="numeric" />
            <BusyButton
              type="submit"
              variant="default"
              mt={25}
              {...(isSendingAgain ? withReason : blocked)}
              loading={isRecording}
            >
              {t('resolve.record')}
            </BusyButton>
          </Group>
        </form>
        {doubt !== undefined && (
          <IdDoubt doubt={doubt} requested={application.requested}>
            <Button
              variant="default"
              {...(isSendingAgain ? withReason : blocked)}
              onClick={() => record({ id: doubt.id, isSure: true })}
            >
              {t('resolve.recordAnyway', { id: doubt.id })}
            </Button>
          </IdDoubt>
        )}
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
        {isSendingAgain && (
          <Text size="sm" role="status" id={reasonId}>
            {t('resolve.sendingAgain')}
          </Text>
        )}
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
