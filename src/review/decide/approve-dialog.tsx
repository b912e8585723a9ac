import { Alert, Button, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { later, useT } from '~/i18n/i18n'
import { hasSucceeded, sentByAnother, successOf } from '~/record/attempt-result'
import { unknownAttempt, type ApplicationWithStatus } from '~/record/application'
import { applicantOf } from '~/record/applicant'
import { isAllServers } from '~/record/requested-target'
import { useApproveApplication } from '~/actions/approve'
import { AttemptFailure } from '~/wording/attempt-failure'
import { confirmations } from '~/wording/confirmations'
import { AnotherInOms } from '~/review/decide/another-in-oms'
import { DecisionTarget } from '~/review/decide/decision-target'
import { BusyButton } from '~/ui/form/busy-button'
import { formRules } from '~/ui/form/form-rules'
import { typedText } from '~/ui/form/typed-text'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { useSession } from '~/session/session'
import { TextField } from '~/ui/form/fields'
import { formatTime } from '~/ui/format'
import { Time } from '~/ui/time'

const confirmationForm = z.object({
  confirmation: z.pipe(typedText, z.literal(confirmations.all, { error: later('apply.error.confirmation') })),
})

type Props = { application: ApplicationWithStatus; onClose: () => void; onDone: () => void }

/** Says what approving does, and approves. No key that opens it can press its button; all servers take a typed word, as applying for them does. */
export function ApproveDialog({ application, onClose, onDone }: Props) {
  const t = useT()
  const approve = useApproveApplication(application)
  const { requested, id = '', openApproval, openRejection, approval, rejection } = application
  const open = unknownAttempt(approval, openApproval) ?? unknownAttempt(rejection, openRejection)
  const result = approve.data
  const approved = successOf(result)
  const isAll = isAllServers(requested)
  const { session: person } = useSession()
  const isOwn = person?.username !== undefined && applicantOf(application) === person.username
  const { control, handleSubmit } = useForm({
    resolver: formRules(confirmationForm),
    defaultValues: { confirmation: '' },
  })

  const press = (sendAnyway: boolean) => {
    approve.mutate(sendAnyway, {
      onSuccess: (done) => {
        if (hasSucceeded(done)) onDone()
      },
    })
  }

  const send = (sendAnyway: boolean) => handleSubmit(() => press(sendAnyway))
  const onSubmit = (event: FormEvent) => void send(false)(event)

  return (
    <Dialog onClose={onClose} title={t('approve.title', { id })}>
      <Stack gap="md" renderRoot={(root) => <form noValidate onSubmit={onSubmit} {...root} />}>
        <DecisionTarget requested={requested} />
        <AnotherInOms application={application} />
        <Text size="sm">{t('approve.text')}</Text>
        {isOwn && (
          <Alert color="orange" role="note" title={t('approve.own')}>
            {t('approve.ownHint')}
          </Alert>
        )}
        {open !== undefined && (
          <Alert color="orange" role="note">
            <Time at={open.sentAt}>{t('approve.earlier', { time: formatTime(t, open.sentAt) })}</Time>
          </Alert>
        )}
        {approved !== undefined && (
          <Alert color="green" role="status">
            {t('approve.done', { id, transaction: approved.transaction })}
          </Alert>
        )}
        {result !== undefined && <AttemptFailure action="approve" result={result} />}
        {isAll && <TextField control={control} name="confirmation" label={t('apply.confirmation')} data-autofocus />}
        <DialogFooter>
          <Button variant="default" onClick={onClose} {...(!isAll && { 'data-autofocus': true })}>
            {t('dialog.cancel')}
          </Button>
          {sentByAnother(result) !== undefined && (
            <Button variant="default" onClick={() => (isAll ? void send(true)() : press(true))}>
              {t('duplicate.sendAnyway')}
            </Button>
          )}
          <BusyButton
            color="teal.9"
            loading={approve.isPending}
            {...(isAll ? { type: 'submit' } : { onClick: () => press(false) })}
          >
            {t('approve.confirm')}
          </BusyButton>
        </DialogFooter>
      </Stack>
    </Dialog>
  )
}
