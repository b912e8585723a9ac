export const fileEncodings = ['utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'utf-16le with mark', 'gbk'] as const
export type FileEncoding = (typeof fileEncodings)[number]

let gbk: Map<string, number[]> | undefined

/** The two bytes of each character of GB2312. */
function gbkBytes(): Map<string, number[]> {
  const pairs = Array.from({ length: 0x5e * 0x57 }, (_none, index) => [
    0xa1 + Math.floor(index / 0x5e),
    0xa1 + (index % 0x5e),
  ])
  const decoder = new TextDecoder('gb18030')
  return new Map(pairs.map((pair) => [decoder.decode(Uint8Array.from(pair)), pair]))
}

/** The bytes of a text as a program may have written them. Falls back to UTF-8 where the encoding does not have its characters. */
export function encodedText(encoding: FileEncoding, text: string): Uint8Array {
  if (encoding === 'gbk') {
    gbk ??= gbkBytes()
    const bytes = text
      .split('')
      .map((character) => (character <= '\u007f' ? [character.charCodeAt(0)] : gbk?.get(character)))
    if (bytes.every((some) => some !== undefined)) return Uint8Array.from(bytes.flat())
  }
  if (!encoding.startsWith('utf-16'))
    return new TextEncoder().encode(encoding === 'utf-8 with mark' ? `\ufeff${text}` : text)
  const marked = encoding.endsWith('mark') ? `\ufeff${text}` : text
  const units = Array.from({ length: marked.length }, (_none, at) => marked.charCodeAt(at))
  return Uint8Array.from(
    units.flatMap((unit) => (encoding === 'utf-16be' ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
  )
}
