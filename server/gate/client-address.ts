import { BlockList, isIP, isIPv6 } from 'node:net'

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
