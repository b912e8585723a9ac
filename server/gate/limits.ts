import { performance } from 'node:perf_hooks'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { rememberedMs } from './attempts.ts'

/**
 * Lets a key through so many times a minute, and `burst` more at once. With more than `capacity` keys in use it lets no
 * new one through.
 */
export function rateLimit({
  perMinute,
  burst,
  capacity = 20_000,
}: {
  perMinute: number
  burst: number
  capacity?: number
}) {
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

/** The addresses and networks of `TRUSTED_FRONT`. Throws an Error for what is neither. */
export function readFronts(list: string): BlockList {
  const fronts = new BlockList()
  for (const entry of list
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')) {
    const [address = '', bits, ...rest] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    if (
      isIP(address) === 0 ||
      rest.length > 0 ||
      (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most))
    ) {
      throw new Error(`"${entry}" is no address or network`)
    }
    fronts.addSubnet(address, bits === undefined ? most : Number(bits), family)
  }
  return fronts
}

/** Whose request it is: the peer, or behind a trusted front the last address of X-Forwarded-For that is not one of them. */
export function clientAddress(peer: string, forwarded: string | undefined, fronts: BlockList): string {
  const trusted = (address: string) => fronts.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  let client = plainAddress(peer)
  for (const hop of (forwarded ?? '').split(',').toReversed()) {
    const address = plainAddress(hop.trim())
    if (isIP(address) === 0 || isIP(client) === 0 || !trusted(client)) break
    client = address
  }
  return client
}

/** What counts as one address: of IPv6 the network of 64 bits that one customer has. */
export function limitKey(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest].slice(0, 4).join(':')
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
