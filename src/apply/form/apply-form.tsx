import { Alert, Group, Radio, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import { useForm, useWatch, type FieldErrors } from 'react-hook-form'
import type { Destination } from '~/apply/values/destination'
import { checkApply } from '~/apply/values/apply-rules'
import { applyFieldOrder, emptyApplyValues, typedInto, valuesOf, type ApplyValues } from '~/apply/values/apply-values'
import { afterCreated, drafts, emptyDraft, isEmpty, replaced, typedBefore, type Draft } from '~/apply/draft/draft'
import { DraftNotes } from '~/apply/draft/draft-notes'
import { PlaceFields } from '~/apply/form/place-fields'
import { RecentTargets } from '~/apply/form/recent-targets'
import { RequestPreview } from '~/apply/form/request-preview'
import { ServerIdsField } from '~/apply/form/server-ids-field'
import { SubmitButtons } from '~/apply/form/submit-buttons'
import { SubmitResultAlert } from '~/apply/form/submit-result-alert'
import { t, useLanguage } from '~/i18n/i18n'
import { successOf } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import { useSubmitApplication } from '~/actions/use-submit-application'
import type { ApplicationDraft } from '~/oms/application-draft'
import { RadioField, SwitchField, TextField } from '~/ui/fields'
import { useLeaveWarning } from '~/ui/use-leave-warning'
import { lazyPart } from '~/ui/lazy-part'

const DuplicateDialog = lazyPart(async () => (await import('~/apply/form/duplicate-dialog')).DuplicateDialog)

/**
 * One application. What is typed is kept in this tab until it is created. The form as the build renders it takes what is typed,
 * and sends nothing.
 */
export function ApplyForm({ destination }: { destination: Destination | undefined }) {
  const journal = useJournal()
  const [origin, setOrigin] = useState<Omit<Draft, 'values'>>({})
  const [typed, setTyped] = useState(false)
  const { control, handleSubmit, reset, setFocus, setValue, getValues, subscribe, trigger } = useForm<
    ApplyValues,
    unknown,
    ApplicationDraft
  >({
    resolver: checkApply,
    defaultValues: emptyApplyValues,
    // The order of registration is not the order of the screen once the choice has changed.
    shouldFocusError: false,
  })
  const scope = useWatch({ control, name: 'scope' })
  const autoApprove = useWatch({ control, name: 'autoApprove' })
  const submit = useSubmitApplication()
  useLeaveWarning(typed)
  // What a change of the values is stored with; a render would come too late for the one that `reset` makes.
  const storedOrigin = useRef(origin)
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          drafts.write(journal.name, { ...storedOrigin.current, values })
          setTyped(!isEmpty(values))
        },
      }),
    [subscribe, journal],
  )

  const language = useLanguage()
  const isInvalid = useRef(false)
  // The messages beside the fields are words of the language in which Submit was pressed.
  useEffect(() => {
    if (isInvalid.current) void trigger()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the messages depend on it
  }, [language, trigger])

  const fill = ({ values, ...next }: Draft) => {
    storedOrigin.current = next
    setOrigin(next)
    drafts.write(journal.name, { ...next, values })
    setTyped(!isEmpty(values))
    // The fields hold what is typed, so they must stay known to be filled in.
    reset(values, { keepFieldsRef: true })
  }
  const form = useRef<HTMLFormElement>(null)
  // The fields of the build's page may hold what nobody has heard of.
  const adopt = useEffectEvent(() => {
    if (form.current !== null) fill(typedBefore(drafts.read(journal.name), typedInto(form.current)))
  })
  useEffect(() => adopt(), [])
  const replace = (next: Draft) => fill(replaced({ ...origin, values: getValues() }, next))
  const bringBack = () => {
    const { aside = emptyDraft, ...left } = origin
    fill(replaced({ ...left, values: getValues() }, aside))
  }
  const send = (draft: ApplicationDraft, sent: ApplyValues, sendAnyway: boolean) => {
    submit.mutate(
      {
        draft,
        sendAnyway,
        follows: origin.follows,
        onCreated: () => drafts.write(journal.name, afterCreated(drafts.read(journal.name), sent)),
      },
      {
        onSuccess: (result) => {
          if (successOf(result)) fill(drafts.read(journal.name))
        },
      },
    )
  }
  const onInvalid = (errors: FieldErrors<ApplyValues>) => {
    isInvalid.current = true
    submit.reset()
    const first = applyFieldOrder.find((name) => errors[name] !== undefined)
    if (first !== undefined) setFocus(first)
  }
  const press = (event: FormEvent) => {
    const sent = getValues()
    isInvalid.current = false
    void handleSubmit((draft) => send(draft, sent, false), onInvalid)(event)
  }

  return (
    <form ref={form} aria-labelledby="apply-title" noValidate autoComplete="off" onSubmit={press}>
      <Stack gap="md">
        <DraftNotes draft={origin} onBringBack={bringBack} />
        <RecentTargets onPick={(draft) => replace({ values: valuesOf(draft) })} />
        <Group grow align="flex-start">
          <TextField
            control={control}
            name="setId"
            label={t('apply.setId')}
            description={t('apply.setHint')}
            inputMode="numeric"
            placeholder="126"
          />
          <TextField
            control={control}
            name="appId"
            label={t('apply.appId')}
            description={t('apply.appHint')}
            inputMode="numeric"
            placeholder="2"
          />
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
              {autoApprove && (
                <TextField
                  control={control}
                  name="approvalConfirmation"
                  label={t('apply.approvalConfirmation')}
                  description={t('apply.approvalConfirmationHint')}
                  placeholder="APPROVE"
                />
              )}
            </Stack>
          </Alert>
        ) : (
          <PlaceFields control={control} setValue={setValue} />
        )}
        {scope === 'servers' && <ServerIdsField control={control} />}
        <SwitchField
          control={control}
          name="autoApprove"
          label={t('apply.autoApprove')}
          description={t('apply.autoApproveHint')}
        />
        <RequestPreview form={{ getValues, subscribe }} destination={destination} />
        <div>
          <SubmitButtons destination={destination} isPending={submit.isPending} onClear={() => replace(emptyDraft)} />
          <SubmitResultAlert result={submit.data} />
        </div>
      </Stack>
      {submit.data?.kind === 'not attempted' && submit.data.why === 'duplicate' && submit.variables !== undefined && (
        <DuplicateDialog
          others={submit.data.others}
          onCancel={submit.reset}
          onSendAnyway={() => send(submit.variables.draft, getValues(), true)}
        />
      )}
    </form>
  )
}
