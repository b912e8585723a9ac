import { zodResolver } from '@hookform/resolvers/zod'
import { Alert, Button, Group, Paper, Radio, Stack, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useForm, useWatch, type FieldErrors } from 'react-hook-form'
import { applyFieldOrder, applyForm, emptyApplyValues, type ApplyValues } from '~/apply/apply-values'
import { DuplicateDialog } from '~/apply/duplicate-dialog'
import { RequestPreview } from '~/apply/request-preview'
import { ServerIdsField } from '~/apply/server-ids-field'
import { SubmitResultAlert } from '~/apply/submit-result-alert'
import { t } from '~/i18n/i18n'
import { useSubmitApplication } from '~/journal/submit'
import type { ApplicationDraft } from '~/oms/application-draft'
import { RadioField, SwitchField, TextField } from '~/ui/fields'

export function ApplyForm() {
  const { control, handleSubmit, reset, setFocus } = useForm<ApplyValues, unknown, ApplicationDraft>({
    resolver: zodResolver(applyForm),
    defaultValues: emptyApplyValues,
    // The order of registration is not the order of the screen once the choice has changed.
    shouldFocusError: false,
  })
  const scope = useWatch({ control, name: 'scope' })
  const submit = useSubmitApplication()

  const send = (draft: ApplicationDraft, sendAnyway: boolean) => {
    submit.mutate(
      { draft, sendAnyway },
      {
        onSuccess: (result) => {
          if (result.kind === 'attempted' && result.outcome.kind === 'accepted') reset()
        },
      },
    )
  }
  const onValid = (draft: ApplicationDraft) => send(draft, false)
  const onInvalid = (errors: FieldErrors<ApplyValues>) => {
    submit.reset()
    const first = applyFieldOrder.find((name) => errors[name] !== undefined)
    if (first !== undefined) setFocus(first)
  }

  return (
    <Paper
      component="form"
      withBorder
      p="lg"
      aria-labelledby="apply-title"
      noValidate
      onSubmit={(event) => void handleSubmit(onValid, onInvalid)(event)}
    >
      <Stack gap="md">
        <Title order={1} size="h3" id="apply-title">
          {t('apply.form')}
        </Title>
        <Group grow align="flex-start">
          <TextField control={control} name="setId" label={t('apply.setId')} inputMode="numeric" placeholder="126" />
          <TextField control={control} name="appId" label={t('apply.appId')} inputMode="numeric" placeholder="2" />
        </Group>
        <RadioField control={control} name="scope" label={t('apply.scope')}>
          <Stack gap={6} mt={6}>
            <Radio value="tables" label={t('apply.tables')} description={t('apply.tablesHint')} />
            <Radio value="servers" label={t('apply.servers')} description={t('apply.serversHint')} />
            <Radio value="all" label={t('apply.all')} description={t('apply.allHint')} color="red" />
          </Stack>
        </RadioField>
        {scope === 'all' ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={t('apply.allWarning')} role="note">
            <Stack gap="sm">
              {t('apply.allWarningText')}
              <TextField control={control} name="confirmation" label={t('apply.confirmation')} placeholder="ALL" />
            </Stack>
          </Alert>
        ) : (
          <Group grow align="flex-start">
            <TextField
              control={control}
              name="zoneId"
              label={t('apply.zoneId')}
              description={t('apply.zoneHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              inputMode="numeric"
              placeholder="0"
            />
            <TextField
              control={control}
              name="tableName"
              label={t('apply.tableName')}
              description={t('apply.tableHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              placeholder="player"
            />
          </Group>
        )}
        {scope === 'servers' && <ServerIdsField control={control} />}
        <SwitchField
          control={control}
          name="autoApprove"
          label={t('apply.autoApprove')}
          description={t('apply.autoApproveHint')}
        />
        <RequestPreview control={control} />
        <div>
          <Button type="submit" size="md" fullWidth loading={submit.isPending}>
            {t('apply.submit')}
          </Button>
          <SubmitResultAlert result={submit.data} />
        </div>
      </Stack>
      {submit.data?.kind === 'stopped' && submit.data.why === 'duplicate' && submit.variables !== undefined && (
        <DuplicateDialog
          others={submit.data.others}
          onCancel={submit.reset}
          onSendAnyway={() => send(submit.variables.draft, true)}
        />
      )}
    </Paper>
  )
}
