import { parse } from 'lossless-json'

/**
 * The text of a body: in the charset that its Content-Type names, else as UTF-8, else as GBK, the first in which every byte
 * means something. A charset of single bytes comes after UTF-8: servers name it whatever they send, and nothing contradicts it.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string | null): string {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const named = (isMarked ? undefined : /charset="?([^\s;"]+)/i.exec(contentType ?? '')?.[1]) ?? 'utf-8'
  const isSingleByte = /^(?:us-ascii|latin|iso-8859|windows-125)/i.test(named)
  for (const charset of isSingleByte ? ['utf-8', named] : [named, 'utf-8', 'gb18030']) {
    const text = decoded(bytes, charset)
    if (text !== undefined) return text
  }
  return new TextDecoder().decode(bytes)
}

/** The text of a body in a charset; undefined where the charset is unknown or a byte has no meaning in it. */
export function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The value of a JSON text, byte order marks aside; undefined where the text is not JSON. A whole number beyond 2^53 becomes a string of digits. */
export function parseJson(text: string): unknown {
  try {
    return parse(text.replace(/^[\ufeff\s]+/, ''), undefined, exactNumber)
  } catch {
    return undefined
  }
}

function exactNumber(digits: string): number | string {
  const number = Number(digits)
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(number) ? digits : number
}

/** So many characters are looked at for JSON among other text, and each beginning counts like so many. */
const searchLimit = 4_000_000
const beginningCost = 1_000

/** The longest whole JSON object or list that stands in a text, and what stands around it. */
export function findJson(text: string): { json: unknown; around: string } | undefined {
  let found: { from: number; to: number; json: unknown } | undefined
  let searched = 0
  for (let from = text.search(/[{[]/); from !== -1 && searched < searchLimit;) {
    const to = endOf(text, from)
    searched += beginningCost + (to ?? text.length) - from
    const isLonger = to !== undefined && to - from > (found === undefined ? 0 : found.to - found.from)
    const json = isLonger ? parseJson(text.slice(from, to)) : undefined
    if (to !== undefined && json !== undefined) found = { from, to, json }
    const next = json === undefined ? from + 1 : (to ?? from + 1)
    const ahead = text.slice(next).search(/[{[]/)
    from = ahead === -1 ? -1 : next + ahead
  }
  return found && { json: found.json, around: `${text.slice(0, found.from)}\n${text.slice(found.to)}` }
}

/** Where the bracket at `from` is closed, one beyond it; undefined where it never is. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0
  let isQuoted = false
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (isQuoted) {
      if (character === '\\') at += 1
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#039': "'", nbsp: ' ' }

/** The words of a page or a notice, its first ones: without markup, on one line. Some 10,000 characters of style come first in yii's pages. */
export function plainText(html: string): string {
  return html
    .slice(0, 64_000)
    .replaceAll(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<[^<>]*>/gi, ' ')
    .slice(0, 8_000)
    .replaceAll(/&(amp|lt|gt|quot|#0?39|nbsp);/gi, (_whole, name: string) => entities[name.toLowerCase()] ?? ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
