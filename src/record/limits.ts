import * as z from 'zod/mini'

const anObject = z.record(z.string(), z.unknown())

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

/** The limits in a text of {@link changedLimits}. Never throws. */
export function readLimits(text: string): Limits {
  return limits.parse(parsedObject(text))
}

/** The text with these limits in it, to stand for the stored one: what a newer desk has put there, and this one can't read, stays. */
export function changedLimits(stored: string, change: Partial<Limits>): string {
  return JSON.stringify({ ...parsedObject(stored), ...change })
}

function parsedObject(text: string): object {
  try {
    return anObject.parse(JSON.parse(text))
  } catch {
    return {}
  }
}
