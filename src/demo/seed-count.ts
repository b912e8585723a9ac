import { digitsPattern } from '~/oms/application-draft'

/** So many applications at most: more would take longer than anyone waits. */
export const seedAtMost = 200_000

/** How many applications `?seed=` asks for; undefined for anything but a whole number that is allowed. */
export function seedCount(text: string): number | undefined {
  const count = digitsPattern.test(text) ? Number(text) : Number.NaN
  return count <= seedAtMost ? count : undefined
}
