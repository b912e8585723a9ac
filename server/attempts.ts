const rememberedMs = 60_000

/**
 * Lets each request id through once within a minute, longer than the page waits for an answer. A browser
 * re-sends a POST by itself when a reused connection dies; no option of the page prevents it.
 */
export function onceGuard() {
  const seen = new Map<string, number>()
  return {
    /** Whether this id is new. */
    admits(id: string, now: number): boolean {
      for (const [old, at] of seen) {
        if (now - at <= rememberedMs) break
        seen.delete(old)
      }
      if (seen.has(id)) return false
      seen.set(id, now)
      return true
    },
  }
}
