import { Textarea, type TextareaProps } from '@mantine/core'
import type { FieldValues } from 'react-hook-form'
import { useTextField, type Bound } from '~/ui/fields'

/** A text area of a form. */
export function TextAreaField<Values extends FieldValues, Output>({
  control,
  name,
  ...props
}: Bound<Values, string, Output> & Omit<TextareaProps, 'name'>) {
  return <Textarea {...props} {...useTextField({ control, name })} />
}
