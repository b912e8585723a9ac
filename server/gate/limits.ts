import { performance } from 'node:perf_hooks'
import { rememberedMs } from './attempts.ts'

type Rate = { perMinute: number; burst: number; capacity?: number }

/**
 * Lets a key through so many times a minute, and `burst` more at once. With more than `capacity` keys in use it lets no
 * new one through.
 */
export function rateLimit({ perMinute, burst, capacity = 20_000 }: Rate) {
  const used = new Map<string, { amount: number; at: number }>()
  const drain = ({ amount, at }: { amount: number; at: number }, now: number) =>
    Math.max(0, amount - ((now - at) * perMinute) / 60_000)
  return (key: string, now = performance.now()): boolean => {
    for (const [old, state] of used) {
      if (drain(state, now) > 0) break
      used.delete(old)
    }
    const state = used.get(key)
    const amount = state === undefined ? 0 : drain(state, now)
    if (amount > burst || (state === undefined && used.size >= capacity)) return false
    used.delete(key)
    used.set(key, { amount: amount + 1, at: now })
    return true
  }
}

/** Lets `limit` of a key be under way at a time. Returns how to leave, or nothing when there is no place. */
export function placesFor(limit: number) {
  const taken = new Map<string, number>()
  return (key: string): (() => void) | undefined => {
    const count = taken.get(key) ?? 0
    if (count >= limit) return undefined
    taken.set(key, count + 1)
    return () => {
      const left = (taken.get(key) ?? 1) - 1
      if (left === 0) taken.delete(key)
      else taken.set(key, left)
    }
  }
}

/** The ids of the last two minutes; of more than `capacity` the oldest are forgotten. */
export function recentIds({ capacity = 20_000 } = {}) {
  const times = new Map<string, number>()
  return {
    add: (id: string, now = performance.now()): void => {
      for (const [old, at] of times) {
        if (now - at < rememberedMs && times.size < capacity) break
        times.delete(old)
      }
      times.set(id, now)
    },
    has: (id: string): boolean => times.has(id),
  }
}
