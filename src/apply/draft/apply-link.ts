import { applyFields, emptyApplyValues, type ApplyValues } from '~/apply/values/apply-values'
import { readServerIds } from '~/apply/values/server-ids'
import { visibleText } from '~/ui/text/visible-text'

/** Browsers and chat programs cut longer addresses. */
const linkLimit = 4000

/** The form as a link's query fills it in, to the letter; undefined when it has nothing for the form. */
export function readLink(search: string): ApplyValues | undefined {
  const query = new URLSearchParams(search)
  const given = applyFields.links.flatMap(([link, name]) => {
    const value = query.get(link)
    return value === null ? [] : [[name, value] as const]
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
  const serverIds = values.scope === 'servers' ? readServerIds(values.serverIds).ids.join(',') : ''
  const texts = { ...values, serverIds }
  const query = new URLSearchParams()
  for (const [link, name] of applyFields.links) {
    const value = visibleText(String(texts[name]))
    if (value !== '') query.set(link, value)
  }
  const text = query.toString()
  return text === '' || text.length > linkLimit ? undefined : text
}
