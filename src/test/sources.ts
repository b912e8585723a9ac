import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

const root = join(import.meta.dirname, '..')

/** What stands in a module where the key of a text may stand, as patterns: a placeholder is any word of a key but the first. */
export function keysIn(path: string): RegExp[] {
  const keys: RegExp[] = []
  const look = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && node.type === 'Literal' && 'value' in node && typeof node.value === 'string') {
      keys.push(patternOf([node.value]))
    }
    if ('type' in node && node.type === 'TemplateLiteral' && 'quasis' in node) {
      const quasis = node.quasis as { value: { cooked: string } }[] // as ESTree has it
      const parts = quasis.map(({ value }) => value.cooked)
      if (parts[0] !== '') keys.push(patternOf(parts))
    }
    Object.values(node).forEach(look)
  }
  look(programOf(path))
  return keys
}

function patternOf(parts: string[]): RegExp {
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${escaped.join('[^.]+')}$`)
}

function programOf(path: string) {
  return parseSync(path, readFileSync(join(root, path), 'utf8')).program
}
