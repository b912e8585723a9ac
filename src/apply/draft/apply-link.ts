import { emptyApplyValues, type ApplyValues } from '~/apply/values/apply-values'

/** The names in a link and their fields. What is dangerous is not among them: a link never fills in all servers or auto-approve. */
export const linkFields = {
  set: 'setId',
  app: 'appId',
  zone: 'zoneId',
  table: 'tableName',
  servers: 'serverIds',
} as const

/** The form as a link's query fills it in, to the letter; undefined when it has nothing for the form. */
export function readLink(search: string): ApplyValues | undefined {
  const query = new URLSearchParams(search)
  const given = Object.entries(linkFields).flatMap(([name, field]) => {
    const value = query.get(name)
    return value === null ? [] : [[field, value] as const]
  })
  if (given.length === 0) return undefined
  const values: ApplyValues = { ...emptyApplyValues, ...Object.fromEntries(given) }
  return values.serverIds === ''
    ? values
    : { ...values, scope: 'servers', serverIds: values.serverIds.replaceAll(',', '\n') }
}
