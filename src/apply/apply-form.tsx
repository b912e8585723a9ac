import { Alert, Group, Radio, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Suspense, useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import { useForm, useWatch, type FieldErrors } from 'react-hook-form'
import type { Destination } from '~/apply/destination'
import { applyResolver } from '~/apply/apply-resolver'
import { applyFieldOrder, emptyApplyValues, typedInto, valuesOf, type ApplyValues } from '~/apply/apply-values'
import { afterCreated, drafts, emptyDraft, isEmpty, isSame, replaced, type Draft } from '~/apply/draft'
import { DraftNotes } from '~/apply/draft-notes'
import { PlaceFields } from '~/apply/place-fields'
import { RecentTargets } from '~/apply/recent-targets'
import { RequestPreview } from '~/apply/request-preview'
import { SubmitButtons } from '~/apply/submit-buttons'
import { SubmitResultAlert } from '~/apply/submit-result-alert'
import { t, useLanguage } from '~/i18n/i18n'
import { useJournal } from '~/journal/journal-context'
import { useSubmitApplication } from '~/journal/use-submit-application'
import type { ApplicationDraft } from '~/oms/application-draft'
import { isFormBuilt } from '~/ui/built-page'
import { RadioField, SwitchField, TextField } from '~/ui/fields'
import { useLeaveWarning } from '~/ui/use-leave-warning'
import { lazyPart, likelyPart } from '~/ui/lazy-part'

// Not needed for the first screen.
const DuplicateDialog = lazyPart(async () => (await import('~/apply/duplicate-dialog')).DuplicateDialog)

const ServerIdsField = likelyPart(
  async () => (await import('~/apply/server-ids-field')).ServerIdsField,
  () => <>{t('apply.unavailable')}</>,
)

/**
 * One application. What is typed is kept in this tab until it is created. The form as the build renders it takes what is typed,
 * and sends nothing.
 */
export function ApplyForm({ destination }: { destination: Destination | undefined }) {
  const journal = useJournal()
  const [{ values: startValues, ...startOrigin }] = useState(() => drafts.read(journal.name))
  const [origin, setOrigin] = useState<Omit<Draft, 'values'>>(startOrigin)
  const [typed, setTyped] = useState(!isEmpty(startValues))
  const { control, handleSubmit, reset, setFocus, setValue, getValues, subscribe, trigger } = useForm<
    ApplyValues,
    unknown,
    ApplicationDraft
  >({
    resolver: applyResolver,
    defaultValues: startValues,
    // The order of registration is not the order of the screen once the choice has changed.
    shouldFocusError: false,
  })
  const scope = useWatch({ control, name: 'scope' })
  const autoApprove = useWatch({ control, name: 'autoApprove' })
  const submit = useSubmitApplication()
  const [isLoaded, setIsLoaded] = useState(true)
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
  const takeOver = useEffectEvent(() => {
    if (!isFormBuilt() || form.current === null) return
    const values = typedInto(form.current)
    if (!isSame(values, emptyApplyValues)) fill({ values })
  })
  useEffect(() => takeOver(), [])
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
          if (result.kind === 'attempted' && result.outcome.kind === 'accepted') fill(drafts.read(journal.name))
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
    handleSubmit(
      (draft) => send(draft, sent, false),
      onInvalid,
    )(event).then(
      () => setIsLoaded(true),
      () => setIsLoaded(false),
    )
  }

  return (
    <form ref={form} aria-labelledby="apply-title" noValidate onSubmit={press}>
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
        {scope === 'servers' && (
          <Suspense>
            <ServerIdsField control={control} />
          </Suspense>
        )}
        <SwitchField
          control={control}
          name="autoApprove"
          label={t('apply.autoApprove')}
          description={t('apply.autoApproveHint')}
        />
        <RequestPreview form={{ getValues, subscribe }} destination={destination} />
        <div>
          <SubmitButtons destination={destination} isPending={submit.isPending} onClear={() => replace(emptyDraft)} />
          <SubmitResultAlert result={isLoaded ? submit.data : undefined} />
          {!isLoaded && (
            <Alert color="yellow" title={t('failed.apply.notSent')} mt="md">
              {t('outcome.notLoaded')}
            </Alert>
          )}
        </div>
      </Stack>
      {submit.data?.kind === 'stopped' && submit.data.why === 'duplicate' && submit.variables !== undefined && (
        <Suspense>
          <DuplicateDialog
            others={submit.data.others}
            onCancel={submit.reset}
            onSendAnyway={() => send(submit.variables.draft, getValues(), true)}
          />
        </Suspense>
      )}
    </form>
  )
}
