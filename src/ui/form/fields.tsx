import { Radio, Switch, TextInput, type RadioGroupProps, type SwitchProps, type TextInputProps } from '@mantine/core'
import { useController, useFormState, type Control, type FieldPathByValue, type FieldValues } from 'react-hook-form'
import { useT } from '~/i18n/i18n'

export type Bound<Values extends FieldValues, Value, Output> = {
  // The third parameter is what the form's schema makes of the values; a field does not mind.
  control: Control<Values, unknown, Output>
  name: FieldPathByValue<Values, Value>
}

/** As the text inputs of forms are. */
export const textInput = {
  autoComplete: 'off',
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
} satisfies TextInputProps

/** What makes an input or a text area one of a form. The browser holds what is typed: a key draws nothing. */
export function useTextField<Values extends FieldValues, Output>({ control, name }: Bound<Values, string, Output>) {
  const t = useT()
  const state = useFormState({ control, name, exact: true })
  const message = control.getFieldState(name, state).error?.message
  return { ...control.register(name), error: message === undefined ? undefined : t.said(message) }
}

/** A text input of a form, with its schema's error under it. */
export function TextField<Values extends FieldValues, Output>({
  control,
  name,
  ...props
}: Bound<Values, string, Output> & Omit<TextInputProps, 'name'>) {
  return <TextInput {...textInput} {...props} {...useTextField({ control, name })} />
}

/** An on-off switch of a form. */
export function SwitchField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  ...props
}: Bound<Values, boolean, Output> & Omit<SwitchProps, 'name'> & { label: string }) {
  const { field } = useController({ control, name })
  const { value, ...rest } = field
  // Mantine puts the description into the <label>, where it would become part of the name.
  return <Switch {...props} {...rest} label={label} aria-label={label} checked={value} />
}

/** A choice of a form; its radios are the children. */
export function RadioField<Values extends FieldValues, Output>({
  control,
  name,
  ...props
}: Bound<Values, string, Output> & Omit<RadioGroupProps, 'name'>) {
  const { field } = useController({ control, name })
  return <Radio.Group {...props} {...field} />
}
