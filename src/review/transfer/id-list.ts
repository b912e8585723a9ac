import { withoutUnseen } from '~/ui/text/visible-text'

/** So many ids are taken at once. */
export const idLimit = 500

/** `wrong`: words that are neither an id nor a range. `tooMany`: more than {@link idLimit}; `ids` are then not all of them. */
type IdList = { ids: string[]; wrong: string[]; tooMany: boolean }

/** Reads ids and ranges such as 558-620, in any mix of separators, each id once and in the order typed; exact beyond 2^53. */
export function parseIds(text: string): IdList {
  const words = withoutUnseen(text)
    .replace(/[^\S\r\n]*[-–—][^\S\r\n]*/g, '-')
    .split(/[\s,;，；、]+/)
    .filter((word) => word !== '')
  const ids = new Set<string>()
  const wrong: string[] = []
  let tooMany = false
  for (const word of words) {
    const range = readRange(word)
    if (range === undefined) {
      wrong.push(word)
      continue
    }
    tooMany ||= range.last - range.first >= BigInt(idLimit)
    for (let id = range.first; !tooMany && id <= range.last; id += 1n) {
      ids.add(String(id))
      tooMany = ids.size > idLimit
    }
  }
  return { ids: [...ids], wrong, tooMany }
}

/** 20 digits hold every 64-bit number. */
const rangePattern = /^#?([1-9]\d{0,19})(?:-#?([1-9]\d{0,19}))?$/

function readRange(word: string): { first: bigint; last: bigint } | undefined {
  const [, from, to = from] = rangePattern.exec(word) ?? []
  if (from === undefined || to === undefined) return undefined
  const [first, last] = [BigInt(from), BigInt(to)]
  return first <= last ? { first, last } : undefined
}
