import { existsSync, readFileSync } from 'node:fs'

/**
 * Reads a file of `NAME=value` lines as editors of every system write it: UTF-8 or UTF-16, with or without byte order
 * mark, any line ends, quotes around values. Throws an Error that names the line it can't read, or whose name stands
 * in the file twice. Missing is undefined.
 */
export function readEnvFile(path: string): Record<string, string> | undefined {
  return existsSync(path) ? parseEnv(decode(readFileSync(path), path), path) : undefined
}

export function parseEnv(text: string, path: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = new Map<string, number>()
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    const [, name, double, single, bare = ''] =
      /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*(?:(?<=\s)#.*)?$/.exec(line) ?? []
    if (name === undefined) throw new Error(`Unusable settings:\n  ${path}, line ${index + 1}: not NAME=value`)
    const before = lines.get(name)
    if (before !== undefined)
      throw new Error(`Unusable settings:\n  ${path}, line ${index + 1}: ${name} stands in line ${before} already`)
    lines.set(name, index + 1)
    values[name] = double ?? single ?? bare
  }
  return values
}

function decode(bytes: Buffer, path: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : // Without a mark every other byte of plain text is zero.
          bytes[1] === 0
          ? 'utf-16le'
          : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Error(`Unusable settings:\n  ${path} is no text in UTF-8 or UTF-16. Save it as UTF-8.`)
  }
}
