import type { Asked } from '~/journal/asked'

/** The form as it stands on the screen: every field as typed, whether or not the choice shows it. */
export type ApplyValues = {
  setId: string
  appId: string
  scope: 'tables' | 'servers' | 'all'
  zoneId: string
  tableName: string
  serverIds: string
  confirmation: string
  approvalConfirmation: string
  autoApprove: boolean
}

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

/** What stands in the fields of a form that no script has been watching. */
export function typedInto(form: HTMLFormElement): ApplyValues {
  const fields = new FormData(form)
  return { ...emptyApplyValues, ...Object.fromEntries(fields), autoApprove: fields.has('autoApprove') }
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
export function valuesOf({ setId, appId, target: asked }: Asked): ApplyValues {
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
