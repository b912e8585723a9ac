/** Shorter runs of a token say little about it and occur by chance. */
const runLength = 12

/** A token of fewer characters would be found in the middle of words. */
const shortest = 4

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** What yii, PHP and JSON write for one character: of percent escapes, `+`, HTML entities and JSON escapes; NUL is half a character of UTF-16. */
const escaped =
  /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\u([0-9a-f]{4})|\\(["'\\/bfnrt])|&(?:(amp|lt|gt|quot|apos)|#x([0-9a-f]{1,6})|#(\d{1,7}));|%([0-9a-f]{2})|\+|\0/gi

/**
 * Replaces a token, and any run of 12 characters of it, by `[token]`: raw, or written with escapes of any kind, case
 * and depth. `text` has one character per byte, and so has the result; nothing else in it changes.
 */
export function scrubBytes(text: string, token: string): string {
  const raw = bytesOf(token)
  if (raw.length < shortest) return text
  const marks: [number, number][] = []
  const plain = unescapeAll(text)
  collectRuns(plain.text, unescapeAll(raw).text, (from, to) => marks.push([plain.start(from), plain.end(to - 1)]))
  collectRuns(text, raw, (from, to) => marks.push([from, to]))
  collectRuns(text.toLowerCase(), encodeURIComponent(token.toWellFormed()).toLowerCase(), (from, to) =>
    marks.push([from, to]),
  )
  marks.sort(([a], [b]) => a - b)
  let result = ''
  let done = 0
  for (const [from, to] of marks) {
    if (to <= done) continue
    // What touches the mark before belongs to it.
    if (from > done || done === 0) result += `${text.slice(done, from)}[token]`
    done = to
  }
  return result + text.slice(done)
}

/** UTF-8, one character per byte. */
export function bytesOf(text: string): string {
  // Answers of OMS are ASCII as a rule, and stand as they are.
  return text.replace(/[^\0-\x7f]+/g, (run) =>
    encodeURIComponent(run.toWellFormed()).replace(/%([0-9A-F]{2})/g, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  )
}

/** Calls back for every longest piece of `text` whose runs of 12 characters are all in `token`. */
function collectRuns(text: string, token: string, found: (from: number, to: number) => void): void {
  const length = Math.min(runLength, token.length)
  if (length < shortest) return
  const runs = new Set<string>()
  const starts = new Set<number>()
  for (let at = 0; at + length <= token.length; at += 1) {
    runs.add(token.slice(at, at + length))
    starts.add(pair(token, at))
  }
  let from = -1
  for (let at = 0; at + length <= text.length; at += 1) {
    // Two characters rule out nearly every place at the cost of a number.
    const hit = starts.has(pair(text, at)) && runs.has(text.slice(at, at + length))
    if (hit && from === -1) from = at
    if (!hit && from !== -1) {
      found(from, at + length - 1)
      from = -1
    }
  }
  if (from !== -1) found(from, text.length)
}

function pair(text: string, at: number): number {
  return text.charCodeAt(at) * 256 + text.charCodeAt(at + 1)
}

type Unescaped = { text: string; start: (at: number) => number; end: (at: number) => number }

/** Takes escapes away, those of escapes as well, and knows of each character that is left where it stood. */
function unescapeAll(text: string): Unescaped {
  let current: Unescaped = { text, start: (at) => at, end: (at) => at + 1 }
  // Deeper than any server nests; bounded, since each round costs as much as the text is long.
  for (let round = 0; round < 8; round += 1) {
    const next = unescapeOnce(current)
    if (next === undefined) break
    current = next
  }
  return current
}

function unescapeOnce(source: Unescaped): Unescaped | undefined {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let done = 0
  const copy = (to: number) => {
    for (let at = done; at < to; at += 1) {
      starts.push(source.start(at))
      ends.push(source.end(at))
    }
    text += source.text.slice(done, to)
    done = to
  }
  for (const match of source.text.matchAll(escaped)) {
    copy(match.index)
    const bytes = meaningOf(match)
    done = match.index + match[0].length
    for (const byte of bytes) {
      starts.push(source.start(match.index))
      ends.push(source.end(done - 1))
      text += byte
    }
  }
  if (done === 0) return undefined
  copy(source.text.length)
  return { text, start: (at) => starts[at] ?? 0, end: (at) => ends[at] ?? 0 }
}

function meaningOf(match: RegExpExecArray): string {
  const [, high, low, unit, letter, entity, hexEntity, entityNumber, percent] = match
  if (high !== undefined && low !== undefined) {
    return bytesOf(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)))
  }
  if (unit !== undefined) return bytesOf(String.fromCharCode(Number.parseInt(unit, 16)))
  if (letter !== undefined) return escapes[letter.toLowerCase()] ?? letter
  if (entity !== undefined) return entities[entity.toLowerCase()] ?? ''
  if (percent !== undefined) return String.fromCharCode(Number.parseInt(percent, 16))
  if (match[0] === '\0') return ''
  if (hexEntity === undefined && entityNumber === undefined) return ' '
  const point = hexEntity === undefined ? Number(entityNumber) : Number.parseInt(hexEntity, 16)
  return point > 0x10_ff_ff ? '' : bytesOf(String.fromCodePoint(point))
}
