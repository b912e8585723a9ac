import * as z from 'zod/mini'
import { applyOptions } from '~/oms/application-draft'
import type { RequestedTarget } from '~/record/requested-target'

const fieldNotes = z.registry<{
  /** Its name in a link. What is dangerous has none: a link never fills in all servers or auto-approve. */
  link?: string
  /** Asked anew whenever the page has been left, and no part of what is asked for. */
  isConfirmation?: true
}>()

/**
 * The form as it stands on the screen, in its order: every field as typed, whether or not the choice shows it. All
 * that is known of a field without its rule is said here and nowhere else.
 */
export const applyValues = z.object({
  setId: z.string().register(fieldNotes, { link: 'set' }),
  appId: z.string().register(fieldNotes, { link: 'app' }),
  scope: z.enum(['tables', 'servers', 'all']),
  zoneId: z.string().register(fieldNotes, { link: 'zone' }),
  tableName: z.string().register(fieldNotes, { link: 'table' }),
  serverIds: z.string().register(fieldNotes, { link: 'servers' }),
  confirmation: z.string().register(fieldNotes, { isConfirmation: true }),
  approvalConfirmation: z.string().register(fieldNotes, { isConfirmation: true }),
  ...applyOptions.shape,
  /** For the record alone. */
  why: z.string(),
})

export type ApplyValues = z.infer<typeof applyValues>

const { shape } = applyValues
type Name = keyof ApplyValues
const names = Object.keys(shape) as Name[] // Object.keys knows no names
const notes = (name: Name) => fieldNotes.get(shape[name]) ?? {}
const valuesBy = (value: (name: Name) => unknown): ApplyValues =>
  applyValues.parse(Object.fromEntries(names.map((name) => [name, value(name)])))

export const emptyApplyValues = valuesBy((name) => {
  const field: z.core.$ZodType = shape[name]
  if (field instanceof z.ZodMiniBoolean) return false
  return field instanceof z.ZodMiniEnum ? field.options[0] : ''
})

/** What follows from the schema for the fields: texts, switches and choices. */
export const applyFields = {
  /** In the order of the screen, for the focus to go to the first that is wrong. */
  names,
  /** Each field that a link can fill in, by its name there. */
  links: names.flatMap((name) => {
    const { link } = notes(name)
    return link === undefined ? [] : [[link, name] as const]
  }),
  /** What stands in the fields of a form that no script has been watching. Throws a ZodError where that is no value of its field. */
  read: (form: HTMLFormElement): ApplyValues => {
    const fields = new FormData(form)
    return valuesBy((name) =>
      shape[name] instanceof z.ZodMiniBoolean ? fields.has(name) : (fields.get(name) ?? emptyApplyValues[name]),
    )
  },
  /** Whether there is nothing in the form that a person would miss. */
  isEmpty: (values: ApplyValues): boolean =>
    names.every((name) => {
      const isText = shape[name] instanceof z.ZodMiniString && notes(name).isConfirmation !== true
      return !isText || values[name] === ''
    }),
  /** The values without what was typed to confirm them. */
  unconfirmed: (values: ApplyValues): ApplyValues =>
    valuesBy((name) => (notes(name).isConfirmation === true ? '' : values[name])),
}

/**
 * The form filled in with an earlier application. What is dangerous is asked anew: nothing is approved
 * automatically, and "all servers" must be chosen again.
 */
export function valuesOf(requested: RequestedTarget): ApplyValues {
  const { setId, appId, target, servers } = requested
  const options = applyOptions.parse({ ...emptyApplyValues, ...requested })
  const values = { ...emptyApplyValues, ...options, autoApprove: false, setId, appId }
  if (target.scope === 'all' || target.scope === 'probably all') return values
  const place = { zoneId: target.zoneId, tableName: target.tableName }
  // To be corrected: without them it would ask for the whole zone.
  if (servers !== undefined) return { ...values, ...place, scope: 'servers', serverIds: servers }
  const serverIds = target.scope === 'servers' ? target.serverIds.join('\n') : ''
  return { ...values, ...place, scope: target.scope, serverIds }
}
