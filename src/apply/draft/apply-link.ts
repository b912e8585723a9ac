import { applyFields, emptyApplyValues, type ApplyValues } from '~/apply/values/apply-values'
import { readServerIds } from '~/apply/values/server-ids'
import { visibleText, withoutUnseen } from '~/ui/text/visible-text'

/** Browsers and chat programs cut longer addresses. */
const linkLimit = 4000

/**
 * The form as a link's query fills it in, to the letter that is seen: a mark of direction would show another name than is sent.
 * Undefined when it has nothing for the form. A list of servers may be given in parts.
 */
export function readLink(search: string): ApplyValues | undefined {
  const query = new URLSearchParams(search)
  const given = applyFields.links.flatMap(([link, name]) => {
    const [value, ...more] = query.getAll(link).map(withoutUnseen)
    return value === undefined ? [] : [[name, name === 'serverIds' ? [value, ...more].join(',') : value] as const]
  })
  if (given.length === 0) return undefined
  const values: ApplyValues = { ...emptyApplyValues, ...Object.fromEntries(given) }
  // A list that came out empty still asks for servers, never for the whole zone.
  return query.has('servers')
    ? { ...values, scope: 'servers', serverIds: values.serverIds.replaceAll(',', '\n') }
    : values
}

/** The names in a link that fill in nothing: those that no field has, and those that name a second value. */
export function notInForm(search: string): string[] {
  const query = [...new URLSearchParams(search)]
  const known = new Map<string, string>(applyFields.links)
  const left = query.filter(([link, value]) => {
    if (known.get(link) === 'serverIds') return false
    return !known.has(link) || value !== query.find(([first]) => first === link)?.[1]
  })
  return [...new Set(left.map(([link]) => link))]
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
