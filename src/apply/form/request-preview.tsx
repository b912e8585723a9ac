import { Text } from '@mantine/core'
import { startTransition, useEffect, useState } from 'react'
import type { Destination } from '~/apply/values/destination'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { applyFields, type ApplyValues } from '~/apply/values/apply-values'
import { useT } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'
import classes from '~/apply/form/request-preview.module.css'

const PreviewedRequest = lazyPart(async () => (await import('~/apply/form/previewed-request')).PreviewedRequest)

type Form = Pick<ApplyFormState, 'getValues' | 'subscribe'>

type Props = { form: Form; destination: Destination | undefined }

export function RequestPreview({ form, destination }: Props) {
  const t = useT()
  const values = useShownValues(form)
  const incomplete = (
    <Text size="sm" c="dimmed">
      {t('apply.preview.incomplete')}
    </Text>
  )
  return (
    <section aria-label={t('apply.preview.title')} className={classes.preview}>
      <Text size="sm" fw={600}>
        {t('apply.preview.title')}
      </Text>
      {applyFields.isEmpty(values) || destination === undefined ? (
        incomplete
      ) : (
        <PreviewedRequest values={values} destination={destination} incomplete={incomplete} />
      )}
    </section>
  )
}

/** What the form's fields show: a key is to be seen there before anything is made of it. */
export function useShownValues({ getValues, subscribe }: Form): ApplyValues {
  const [values, setValues] = useState(() => getValues())
  useEffect(() => {
    let frame = 0
    const unsubscribe = subscribe({
      formState: { values: true },
      callback: ({ values: latest }) => {
        cancelAnimationFrame(frame)
        frame = requestAnimationFrame(() => setTimeout(() => startTransition(() => setValues(latest))))
      },
    })
    return () => {
      cancelAnimationFrame(frame)
      unsubscribe()
    }
  }, [subscribe])
  return values
}
