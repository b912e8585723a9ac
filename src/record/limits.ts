import * as z from 'zod/mini'

/** No limit is longer, in hours or days. */
export const longestLimit = 100_000

function number(usual: number) {
  return z.catch(z.number().check(z.positive(), z.lte(longestLimit)), usual)
}

/** After which time something is too late for this person, in this environment; what is missing or makes no sense is as usual. */
export const limits = z.object({
  /** From its approval to a completed backup. */
  overdueHours: number(24),
  /** From an application to a decision about it. */
  waitingHours: number(24),
  /** How old a table's last backup may be before it is amber, and red. */
  amberDays: number(1),
  redDays: number(7),
})
export type Limits = z.infer<typeof limits>

/** The limits in a text that {@link JSON.stringify} has made of them. Never throws. */
export function readLimits(text: string): Limits {
  try {
    return limits.parse(JSON.parse(text))
  } catch {
    return limits.parse({})
  }
}
