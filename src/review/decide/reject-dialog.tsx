import { Alert, Button, Stack } from '@mantine/core'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { later, useT } from '~/i18n/i18n'
import { AttemptFailure } from '~/wording/attempt-failure'
import { hasSucceeded, sentByAnother } from '~/record/attempt-result'
import { unknownAttempt, type ApplicationWithStatus } from '~/record/application'
import { useRejectApplication } from '~/actions/reject'
import { BusyButton } from '~/ui/form/busy-button'
import { formRules } from '~/ui/form/form-rules'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { TextAreaField } from '~/ui/form/text-area-field'
import { AnotherInOms } from '~/review/decide/another-in-oms'
import { DecisionTarget } from '~/review/decide/decision-target'
import { keptMemos, useKeptMemos } from '~/review/decide/kept-memos'
import { formatTime } from '~/ui/format'
import { visibleText } from '~/ui/text/visible-text'
import { Time } from '~/ui/time'

const memoForm = z.object({
  memo: z.string().check(z.refine((text) => visibleText(text) !== '', { error: later('reject.memoNeeded') })),
})

type Props = { application: ApplicationWithStatus; onClose: () => void; onDone: () => void }

/** Asks for the memo and rejects. Whatever fails, and when it is closed, the memo stays. */
export function RejectDialog({ application, onClose, onDone }: Props) {
  const t = useT()
  const keys = [application.key]
  const { control, handleSubmit, getValues, setValue } = useForm({
    resolver: formRules(memoForm),
    defaultValues: { memo: keptMemos(keys).memo },
  })
  useKeptMemos(keys, getValues)
  const reject = useRejectApplication(application)
  const { requested, rejection, openRejection } = application
  const open = unknownAttempt(rejection, openRejection)

  const send = (sendAnyway: boolean) => handleSubmit(({ memo }) => press(memo, sendAnyway))
  const press = (memo: string, sendAnyway: boolean) => {
    reject.mutate(
      { memo, sendAnyway },
      {
        onSuccess: (result) => {
          if (!hasSucceeded(result)) return
          setValue('memo', '')
          onDone()
        },
      },
    )
  }

  return (
    <Dialog onClose={onClose} title={t('reject.title', { id: application.id ?? '' })}>
      <form noValidate onSubmit={(event) => void send(false)(event)}>
        <Stack gap="md">
          <DecisionTarget requested={requested} />
          <AnotherInOms application={application} />
          {open !== undefined && (
            <Alert color="orange" role="note">
              <Time at={open.sentAt}>{t('reject.earlier', { time: formatTime(t, open.sentAt) })}</Time>
            </Alert>
          )}
          <TextAreaField
            control={control}
            name="memo"
            label={t('reject.memo')}
            description={t('reject.memoHint')}
            data-autofocus
          />
          {reject.data !== undefined && <AttemptFailure action="reject" result={reject.data} />}
          <DialogFooter>
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            {sentByAnother(reject.data) !== undefined && (
              <Button variant="default" onClick={() => void send(true)()}>
                {t('duplicate.sendAnyway')}
              </Button>
            )}
            <BusyButton type="submit" color="red.9" loading={reject.isPending}>
              {t('reject.confirm')}
            </BusyButton>
          </DialogFooter>
        </Stack>
      </form>
    </Dialog>
  )
}
