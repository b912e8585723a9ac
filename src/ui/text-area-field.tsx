import { Textarea, type TextareaProps } from '@mantine/core'
import { useController, type FieldValues } from 'react-hook-form'
import type { Bound } from '~/ui/fields'

/** A text area of a form. */
export function TextAreaField<Values extends FieldValues, Output>({
  control,
  name,
  ...props
}: Bound<Values, string, Output> & Omit<TextareaProps, 'name'>) {
  const { field, fieldState } = useController({ control, name })
  return <Textarea {...props} {...field} error={fieldState.error?.message} />
}
