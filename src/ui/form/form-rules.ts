import { set, type FieldValues, type Resolver } from 'react-hook-form'
import type { ZodMiniType } from 'zod/mini'

/** A schema as the rules of a form: each field is told the first complaint about it. */
export function formRules<Values extends FieldValues, Output>(
  schema: ZodMiniType<Output, Values>,
): Resolver<Values, unknown, Output> {
  return (values) => {
    const { success, data, error } = schema.safeParse(values)
    if (success) return { values: data, errors: {} }
    const errors = {}
    for (const { path, message } of error.issues.toReversed()) set(errors, path.join('.'), { type: 'rule', message })
    return { values: {}, errors }
  }
}
