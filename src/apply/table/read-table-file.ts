import { tableLimit } from '~/apply/table/many-rows'
import { readTable } from '~/apply/table/many-table'
import { decoded } from '~/oms/answer-text'

/** `encoding`: the one that was used, as a person knows it. */
export type FileText = { kind: 'text'; text: string; encoding: string } | { kind: 'empty' | 'unreadable' | 'too large' }

const names = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', gb18030: 'GBK (GB18030)' }
type Encoding = keyof typeof names

/** The text of a file, in the encoding that its bytes show: names must not come out as other names. */
export async function readTableFile(file: Blob): Promise<FileText> {
  if (file.size > tableLimit) return { kind: 'too large' }
  try {
    return decodeTable(new Uint8Array(await file.arrayBuffer()))
  } catch {
    return { kind: 'unreadable' }
  }
}

/** UTF-8 and UTF-16 with or without a byte order mark, and GBK, which is what Excel writes on a Chinese Windows. */
export function decodeTable(bytes: Uint8Array): FileText {
  const encoding = encodingOf(bytes)
  const text = encoding === undefined ? undefined : decoded(bytes, encoding)
  if (encoding === undefined || text === undefined || text.includes('\0')) return { kind: 'unreadable' }
  if (readTable(text).sections.every(({ rows }) => rows.length === 0)) return { kind: 'empty' }
  return { kind: 'text', text, encoding: names[encoding] }
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Every digit and delimiter has a zero byte in UTF-16, and none in the others.
  const zeros = [0, 0]
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even !== odd) return odd > even ? 'utf-16le' : 'utf-16be'
  if (decoded(bytes, 'utf-8') !== undefined) return 'utf-8'
  return isLikelyGbk(bytes) ? 'gb18030' : undefined
}

/** GB18030 takes nearly any bytes. The characters that people write in it, those of GB2312, have two high bytes; Latin letters before ASCII ones do not. */
function isLikelyGbk(bytes: Uint8Array): boolean {
  let pairs = 0
  let usual = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue
    pairs += 1
    if ((bytes[at] ?? 0) > 0xa0 && (bytes[at + 1] ?? 0) > 0xa0) usual += 1
    at += 1
  }
  return usual >= pairs * 0.9
}
