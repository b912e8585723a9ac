import { emptyApplyValues, type ApplyValues } from '~/apply/apply-values'
import { readServerIds } from '~/apply/server-ids'

/** The names in a link and their fields. What is dangerous is not among them: a link never fills in all servers or auto-approve. */
const fields = { set: 'setId', app: 'appId', zone: 'zoneId', table: 'tableName', servers: 'serverIds' } as const

/** Browsers and chat programs cut longer addresses. */
const linkLimit = 4000

/** The form as a link's query fills it in, to the letter; undefined when it has nothing for the form. */
export function readLink(search: string): ApplyValues | undefined {
  const query = new URLSearchParams(search)
  const given = Object.entries(fields).flatMap(([name, field]) => {
    const value = query.get(name)
    return value === null ? [] : [[field, value] as const]
  })
  if (given.length === 0) return undefined
  const values: ApplyValues = { ...emptyApplyValues, ...Object.fromEntries(given) }
  return values.serverIds === ''
    ? values
    : { ...values, scope: 'servers', serverIds: values.serverIds.replaceAll(',', '\n') }
}

/** The query that fills in the form like this; undefined when it would be too long, or there is nothing that a link may fill in. */
export function linkQuery(values: ApplyValues): string | undefined {
  if (values.scope === 'all') return undefined
  const query = new URLSearchParams()
  for (const [name, field] of Object.entries(fields)) {
    const value = field === 'serverIds' ? serversOf(values) : values[field].trim()
    if (value !== '') query.set(name, value)
  }
  const text = query.toString()
  return text === '' || text.length > linkLimit ? undefined : text
}

function serversOf({ scope, serverIds }: ApplyValues): string {
  return scope === 'servers' ? readServerIds(serverIds).ids.join(',') : ''
}
