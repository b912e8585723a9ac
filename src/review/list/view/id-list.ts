import { later } from '~/i18n/i18n'
import { withoutUnseen } from '~/ui/text/visible-text'

/** So many ids are taken at once. */
export const idLimit = 500

/** `wrong`: words that are neither an id nor a range. `tooMany`: more than {@link idLimit}; `ids` are then not all of them. */
type IdList = { ids: string[]; wrong: string[]; tooMany: boolean }

/** Reads ids and ranges such as 558-620, in any mix of separators, each id once and in the order typed; exact beyond 2^53. */
export function parseIds(text: string): IdList {
  const words = withoutUnseen(text)
    .replace(/(?<![^\S\r\n])[^\S\r\n]*[-–—][^\S\r\n]*/g, '-')
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

/** What keeps these ids from being asked for, as `later` keeps it; undefined where nothing does. */
export function idsProblem(text: string): string | undefined {
  const { ids, wrong, tooMany } = parseIds(text)
  if (wrong.length > 0) return later('track.wrong', { words: wrong })
  if (tooMany) return later('track.tooMany', { limit: idLimit })
  return ids.length === 0 ? later('track.needed') : undefined
}

/** The other way round, in order and as short as it goes: `500-520,530`. */
export function writeIds(ids: readonly string[]): string {
  const ranges: { first: bigint; last: bigint }[] = []
  for (const id of ids.map(BigInt).toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))) {
    const range = ranges.at(-1)
    if (range !== undefined && id - range.last <= 1n) range.last = id
    else ranges.push({ first: id, last: id })
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}
