import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'

const rememberedMs = 12 * 60 * 60_000

/** Whose token it is, as attempts are kept by: the first 16 hex digits of its SHA-256. */
export function callerOf(token: string): string {
  return hashOf(token).slice(0, 16)
}

/**
 * The tokens that OMS has accepted in the last 12 hours, by their hash, each with the name that the gate saw sign in; a
 * pasted one has no name. The ones used longest ago are forgotten first. Tokens are in their encoded form.
 */
export function signedInPeople({ capacity = 10_000, now = () => performance.now() } = {}) {
  const people = new Map<string, { person: { name?: string }; at: number }>()
  const find = (token: string): { name?: string } | undefined => {
    const known = people.get(hashOf(token))
    return known !== undefined && now() - known.at <= rememberedMs ? known.person : undefined
  }
  return {
    /** OMS has answered a call with this token, or has given it out to `name`. */
    accept(token: string, name?: string): void {
      const person = name === undefined ? (find(token) ?? {}) : { name }
      const key = hashOf(token)
      people.delete(key)
      people.set(key, { person, at: now() })
      const [oldest] = people.keys()
      if (people.size > capacity && oldest !== undefined) people.delete(oldest)
    },
    /** OMS has refused this token. */
    end: (token: string): void => void people.delete(hashOf(token)),
    find,
  }
}
export type SignedInPeople = ReturnType<typeof signedInPeople>

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
