import * as z from 'zod/mini'
import type { AppId, ServerId, SetId, ZoneId } from '~/oms/ids'

/** What OMS accepts as a number, kept as the digits that were typed: no sign, no leading zero, any length. */
export const digitsPattern = /^(0|[1-9][0-9]*)$/

const digits = z.string().check(z.regex(digitsPattern))
const setId: z.ZodMiniType<SetId, string> = digits
const appId: z.ZodMiniType<AppId, string> = digits
const zoneId: z.ZodMiniType<ZoneId | '', string> = z.union([z.literal(''), digits])

/** Four dotted integers, as in every documented example. */
export const serverIdPattern = /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/

const serverId: z.ZodMiniType<ServerId, string> = z.string().check(z.regex(serverIdPattern))

const target = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('tables'), zoneId, tableName: z.string() }),
  z.object({
    scope: z.literal('servers'),
    zoneId,
    tableName: z.string(),
    serverIds: z.array(serverId).check(z.minLength(1)),
  }),
  z.object({ scope: z.literal('all') }),
])

/** What may be said besides what is to be backed up: texts, switches and choices, in the order of the form, which adds them to its own. */
export const applyOptions = z.object({
  autoApprove: z.boolean(),
})

type ApplyOptions = z.infer<typeof applyOptions>

const wireNames: Record<keyof ApplyOptions, string> = {
  autoApprove: 'auto_approve',
}

/**
 * A valid application, before OMS has seen it. An empty text means "not given"; zone `0` exists and is something else.
 * Of the options earlier records have auto-approve alone.
 */
export const applicationDraft = z.extend(z.partial(applyOptions), { setId, appId, target, autoApprove: z.boolean() })

export type ApplicationDraft = z.infer<typeof applicationDraft>

/**
 * The body of "apply" (oms-api.md section 1): numbers as strings like the documented example, what
 * was not given left out, and for all servers the number 0 with empty zone and table. The documented type is "Array or 0";
 * whether OMS would take the text "0" as well is *open*.
 */
export function applyBody(draft: ApplicationDraft): string {
  const { setId: set_id, appId: app_id, target: requested } = draft
  return JSON.stringify({ set_id, app_id, ...targetBody(requested), ...optionsBody(draft) })
}

function targetBody(requested: ApplicationDraft['target']) {
  if (requested.scope === 'all') return { zone_id: '', table_name: '', svr_ids: 0 }
  const { zoneId: zone_id, tableName: table_name } = requested
  const place = { ...(zone_id !== '' && { zone_id }), ...(table_name !== '' && { table_name }) }
  return requested.scope === 'servers' ? { ...place, svr_ids: requested.serverIds } : place
}

function optionsBody(draft: ApplicationDraft): Record<string, string> {
  const names = Object.keys(wireNames) as (keyof ApplyOptions)[] // Object.keys knows no names
  const given = names.flatMap((name) => {
    const value = draft[name] as string | boolean | undefined // today there are only switches
    if (value === undefined || value === '') return []
    return [[wireNames[name], typeof value === 'string' ? value : value ? '1' : '0'] as const]
  })
  return Object.fromEntries(given)
}
