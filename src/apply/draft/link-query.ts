import { linkFields } from '~/apply/draft/apply-link'
import type { ApplyValues } from '~/apply/values/apply-values'
import { readServerIds } from '~/apply/values/server-ids'

/** Browsers and chat programs cut longer addresses. */
const linkLimit = 4000

/** The query that fills in the form like this; undefined when it would be too long, or there is nothing that a link may fill in. */
export function linkQuery(values: ApplyValues): string | undefined {
  if (values.scope === 'all') return undefined
  const query = new URLSearchParams()
  for (const [name, field] of Object.entries(linkFields)) {
    const value = field === 'serverIds' ? serversOf(values) : values[field].trim()
    if (value !== '') query.set(name, value)
  }
  const text = query.toString()
  return text === '' || text.length > linkLimit ? undefined : text
}

function serversOf({ scope, serverIds }: ApplyValues): string {
  return scope === 'servers' ? readServerIds(serverIds).ids.join(',') : ''
}
