import { Textarea, type TextareaProps } from '@mantine/core'
import type { FieldValues } from 'react-hook-form'
import { useTextField, type Bound } from '~/ui/form/fields'
import classes from '~/ui/form/text-area-field.module.css'

/** A text area of a form, which grows with its text. */
export function TextAreaField<Values extends FieldValues, Output>({
  control,
  name,
  ...props
}: Bound<Values, string, Output> & Omit<TextareaProps, 'name'>) {
  return <Textarea rows={3} resize="vertical" classNames={classes} {...props} {...useTextField({ control, name })} />
}
