import * as z from 'zod/mini'
import type { RequestedTarget } from '~/record/requested-target'

/** The form as it stands on the screen: every field as typed, whether or not the choice shows it. */
export const applyValues = z.object({
  setId: z.string(),
  appId: z.string(),
  scope: z.enum(['tables', 'servers', 'all']),
  zoneId: z.string(),
  tableName: z.string(),
  serverIds: z.string(),
  confirmation: z.string(),
  approvalConfirmation: z.string(),
  autoApprove: z.boolean(),
})

export type ApplyValues = z.infer<typeof applyValues>

export const emptyApplyValues: ApplyValues = {
  setId: '',
  appId: '',
  scope: 'tables',
  zoneId: '',
  tableName: '',
  serverIds: '',
  confirmation: '',
  approvalConfirmation: '',
  autoApprove: false,
}

/** What stands in the fields of a form that no script has been watching. Throws a ZodError where that is no value of its field. */
export function typedInto(form: HTMLFormElement): ApplyValues {
  const fields = new FormData(form)
  const values = Object.entries(emptyApplyValues).map(([name, empty]) => [
    name,
    typeof empty === 'boolean' ? fields.has(name) : (fields.get(name) ?? empty),
  ])
  return applyValues.parse(Object.fromEntries(values))
}

/** The fields in the order of the screen, for the focus to go to the first that is wrong. */
export const applyFieldOrder = [
  'setId',
  'appId',
  'zoneId',
  'tableName',
  'serverIds',
  'confirmation',
  'approvalConfirmation',
] as const

// One match of the whole text: `[space]+$` alone looks at a long run of spaces inside it again from each of them.
const outerSpace = /^[\s\u200b-\u200f\u2060\ufeff]*(.*[^\s\u200b-\u200f\u2060\ufeff])?[\s\u200b-\u200f\u2060\ufeff]*$/su

/** Text without white space around it, no-break and zero-width characters included. */
export function trimOuter(text: string): string {
  return text.replace(outerSpace, '$1')
}

/**
 * The form filled in with an earlier application. What is dangerous is asked anew: nothing is approved
 * automatically, and "all servers" must be chosen again.
 */
export function valuesOf({ setId, appId, target: asked }: RequestedTarget): ApplyValues {
  const values = { ...emptyApplyValues, setId, appId }
  switch (asked.scope) {
    case 'all':
      return values
    case 'tables':
      return { ...values, zoneId: asked.zoneId, tableName: asked.tableName }
    case 'servers': {
      const { zoneId, tableName, serverIds: ids } = asked
      return { ...values, scope: 'servers', zoneId, tableName, serverIds: ids.join('\n') }
    }
  }
}
