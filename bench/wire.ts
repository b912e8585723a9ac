import type { CDPSession } from '@playwright/test'
import type { Measured } from './measures'

const types = ['JS', 'CSS', 'HTML', 'fonts and images', 'other'] as const
type Type = (typeof types)[number]

/** Notes what arrives from now on, in bytes as they were on the wire, with headers. */
export function watchWire(cdp: CDPSession) {
  const seen = new Map<string, Type>()
  const arrived: { type: Type; bytes: number; at: number }[] = []
  /** From the network's clock to that of the page's `timeOrigin`, in seconds. */
  let offset = 0
  cdp.on('Network.requestWillBeSent', ({ timestamp, wallTime }) => {
    offset = wallTime - timestamp
  })
  cdp.on('Network.responseReceived', ({ requestId, type }) => seen.set(requestId, typeOf(type)))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) =>
    arrived.push({
      type: seen.get(requestId) ?? 'other',
      bytes: encodedDataLength,
      at: (timestamp + offset) * 1_000,
    }),
  )
  const until = (at: number, what: 'first field' | 'idle'): Measured => {
    const before = arrived.filter((one) => one.at <= at)
    const kB = (type: Type) =>
      before.filter((one) => one.type === type).reduce((sum, { bytes }) => sum + bytes, 0) / 1_000
    return {
      ...Object.fromEntries(types.map((type) => [`${type} until ${what}`, kB(type)])),
      [`requests until ${what}`]: before.length,
    }
  }
  return {
    /** What had arrived in full at that moment, in ms since 1970. */
    untilField: (at: number) => until(at, 'first field'),
    untilNow: () => until(Infinity, 'idle'),
  }
}

function typeOf(type: string): Type {
  switch (type) {
    case 'Script':
      return 'JS'
    case 'Stylesheet':
      return 'CSS'
    case 'Document':
      return 'HTML'
    case 'Font':
    case 'Image':
      return 'fonts and images'
    default:
      return 'other'
  }
}
