import { useEffect, type FormEvent } from 'react'
import { useForm, type FieldErrors } from 'react-hook-form'
import type { Destination } from '~/apply/values/destination'
import { checkApply, whyRule } from '~/apply/values/apply-rules'
import { applyFields, emptyApplyValues, valuesOf, type ApplyValues } from '~/apply/values/apply-values'
import { emptyDraft, type Draft } from '~/apply/draft/draft'
import { DraftNotes } from '~/apply/draft/draft-notes'
import { useDraft } from '~/apply/draft/use-draft'
import { ApplyFields } from '~/apply/form/apply-fields'
import classes from '~/apply/form/apply-form.module.css'
import { RecentTargets } from '~/apply/form/recent-targets'
import { RequestPreview } from '~/apply/form/request-preview'
import { SubmitButtons } from '~/apply/form/submit-buttons'
import { SubmitResultAlert } from '~/apply/form/submit-result-alert'
import { sentByAnother, successOf } from '~/record/attempt-result'
import { useSubmitApplication } from '~/actions/submit'
import type { ApplicationDraft } from '~/oms/application-draft'
import { lazyPart, quietPart } from '~/ui/lazy-part'

const DuplicateDialog = lazyPart(async () => (await import('~/wording/duplicate-dialog')).DuplicateDialog)
const FixDifferences = quietPart(async () => (await import('~/apply/form/fix-differences')).FixDifferences)

/**
 * One application. What is typed is kept in this tab until it is created. The form as the build renders it takes what is typed,
 * and sends nothing.
 */
export function ApplyForm({ destination }: { destination: Destination | undefined }) {
  const { control, handleSubmit, reset, setFocus, setValue, getValues, getFieldState, subscribe, trigger } = useForm<
    ApplyValues,
    unknown,
    ApplicationDraft
  >({
    resolver: checkApply,
    defaultValues: emptyApplyValues,
    // The order of registration is not the order of the screen once the choice has changed.
    shouldFocusError: false,
  })
  const { form, origin, replace, bringBack, forgetSent } = useDraft({ reset, getValues, subscribe })
  const submit = useSubmitApplication()
  // What is changed in one field can end the error of another: a choice that hides it, a table where a zone was asked for.
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        // Not at once: a form that is filled in anew tells of its values before it forgets its errors.
        callback: () =>
          queueMicrotask(() => {
            const wrong = applyFields.names.filter((name) => getFieldState(name).invalid)
            if (wrong.length > 0) void trigger(wrong)
          }),
      }),
    [subscribe, trigger, getFieldState],
  )

  const send = (press: Parameters<typeof submit.mutate>[0]) => {
    submit.mutate(press, {
      onSuccess: (result) => {
        if (successOf(result) === undefined) return
        // Who typed goes on to the next, with the result still in view; who pressed the button stays at it.
        const isInField = document.activeElement?.matches('input, textarea') === true
        if (!isInField || !applyFields.isEmpty(getValues())) return
        form.current?.querySelector<HTMLElement>('[name=setId]')?.focus({ preventScroll: true })
      },
    })
  }
  const onInvalid = (errors: FieldErrors<ApplyValues>) => {
    submit.reset()
    const first = applyFields.names.find((name) => errors[name] !== undefined)
    if (first !== undefined) setFocus(first)
  }
  const press = (event: FormEvent) => {
    const sent = getValues()
    const { follows } = origin
    const onCreated = () => forgetSent(sent)
    void handleSubmit(
      (draft) => send({ draft, sendAnyway: false, why: whyRule.parse(sent.why), follows, onCreated }),
      onInvalid,
    )(event)
  }

  // The button that was pressed goes away with what it stands in.
  const again = (draft: Draft) => {
    replace(draft)
    setFocus('setId')
  }
  const restore = () => {
    bringBack()
    setFocus('setId')
  }

  const { data } = submit
  const others = data?.kind === 'not attempted' && data.why === 'duplicate' ? data.others : undefined
  const same = sentByAnother(data)
  return (
    <form
      ref={form}
      aria-labelledby="apply-title"
      noValidate
      autoComplete="off"
      onSubmit={press}
      className={classes.form}
    >
      <div className={classes.fields}>
        <DraftNotes draft={origin} onBringBack={restore} />
        <RecentTargets onPick={(draft) => replace({ values: valuesOf(draft) })} />
        <ApplyFields control={control} setValue={setValue} />
      </div>
      <div className={classes.foot}>
        <div className={classes.end}>
          <RequestPreview form={{ getValues, subscribe }} destination={destination} />
          {origin.follows?.why === 'fixed' && (
            <FixDifferences follows={origin.follows} form={{ getValues, subscribe }} />
          )}
          <SubmitButtons destination={destination} isPending={submit.isPending} onClear={() => replace(emptyDraft)} />
          <SubmitResultAlert result={data} onAgain={again} />
        </div>
      </div>
      {(others !== undefined || same !== undefined) && submit.variables !== undefined && (
        <DuplicateDialog
          others={others ?? []}
          same={same}
          drafts={[submit.variables]}
          onCancel={submit.reset}
          // As it was pressed: what is typed meanwhile is another application.
          onSendAnyway={(seen) => send({ ...submit.variables, sendAnyway: true, seen })}
        />
      )}
    </form>
  )
}
