import { createHash } from 'node:crypto'

/** Longer than gate (40 s) and page (45 s) wait for an answer. */
const rememberedMs = 120_000

/**
 * Lets each attempt's id through once. A browser re-sends a POST by itself when a reused connection dies; no option of
 * the page prevents it. Ids with a token that OMS has not accepted yet have a small room of their own, so that nobody
 * fills that of the others. A full room lets nothing through.
 */
export function onceGuard({ known = 100_000, unknown = 1_000 } = {}) {
  const rooms = { known: new Map<string, number>(), unknown: new Map<string, number>() }
  const capacity = { known, unknown }
  return {
    enter(id: string, room: 'known' | 'unknown', now: number): 'first' | 'repeated' | 'full' {
      for (const seen of Object.values(rooms)) {
        for (const [old, at] of seen) {
          if (now - at <= rememberedMs) break
          seen.delete(old)
        }
      }
      if (rooms.known.has(id) || rooms.unknown.has(id)) return 'repeated'
      if (rooms[room].size >= capacity[room]) return 'full'
      rooms[room].set(id, now)
      return 'first'
    },
  }
}

/** Which tokens OMS has accepted, by their hash; the ones used longest ago are forgotten first. */
export function acceptedTokens(capacity = 10_000) {
  const hashes = new Set<string>()
  const hash = (token: string) => createHash('sha256').update(token).digest('base64')
  return {
    has: (token: string) => hashes.has(hash(token)),
    add(token: string) {
      const key = hash(token)
      hashes.delete(key)
      hashes.add(key)
      const [oldest] = hashes
      if (hashes.size > capacity && oldest !== undefined) hashes.delete(oldest)
    },
  }
}
