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

/**
 * A valid application, before OMS has seen it. An empty zone or table means "not given"; zone `0`
 * exists and is something else.
 */
export const applicationDraft = z.object({ setId, appId, target, autoApprove: z.boolean() })

export type ApplicationDraft = z.infer<typeof applicationDraft>
