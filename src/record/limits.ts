import * as z from 'zod/mini'

const orElse = (usual: number) => z.catch(z.number().check(z.positive()), usual)

/** The numbers from which on a person wants to be warned. What is none is the usual one. */
export const limits = z.object({
  overdueHours: orElse(24),
  waitingHours: orElse(24),
  amberDays: orElse(1),
  redDays: orElse(7),
})

export type Limits = z.infer<typeof limits>

/** From the text that they are kept as. */
export function readLimits(text: string): Limits {
  try {
    return limits.parse(JSON.parse(text))
  } catch {
    return limits.parse({})
  }
}
