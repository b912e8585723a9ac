import * as z from 'zod/mini'

/**
 * A string at run time that cannot be taken for an id of another kind. Plain strings are accepted, so that what a person
 * types, OMS answers or a test spells out becomes an id by being put where one is asked for.
 */
type Id<Kind extends string> = string & { readonly kindOfId?: Kind }

/** Digits of any length, as the ids of apps, zones, applications and transactions. */
export type SetId = Id<'set'>
export type AppId = Id<'app'>
export type ZoneId = Id<'zone'>
/** Four dotted integers. */
export type ServerId = Id<'server'>
/** OMS's id of an application. */
export type ApplyId = Id<'apply'>
/** OMS's id of a backup transaction. */
export type TransactionId = Id<'transaction'>
/** One press of a button; also the request's id on the wire. */
export type AttemptId = Id<'attempt'>

export const applyId: z.ZodMiniType<ApplyId, string> = z.string()
export const transactionId: z.ZodMiniType<TransactionId, string> = z.string()
export const attemptId: z.ZodMiniType<AttemptId, string> = z.string()

/** An id as OMS gives it: a number or a string of digits, above 0. Everything else fails, `null` included. */
export const positiveId = z.pipe(
  z.union([z.number().check(z.int()), z.string()]),
  z.pipe(z.transform(String), z.string().check(z.regex(/^[1-9]\d*$/))),
)

/** An id as OMS is given it, by the documented examples a number; as text where a number would change it. */
export function wireId(id: string): string {
  return /^\d+$/.test(id) && String(Number(id)) === id ? id : JSON.stringify(id)
}
