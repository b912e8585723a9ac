import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

const root = join(import.meta.dirname, '..')

/** The modules that the first screen loads: main.tsx, the form that it fetches at once, and what both import other than on demand. */
export function firstModules(): string[] {
  const found = new Set<string>()
  const collect = (path: string) => {
    if (found.has(path)) return
    found.add(path)
    for (const node of programOf(path).body) {
      if (node.type !== 'ImportDeclaration' || node.importKind === 'type') continue
      const imported = moduleAt(node.source.value)
      if (imported !== undefined) collect(imported)
    }
  }
  collect('main.tsx')
  collect('apply/apply-panel.tsx')
  return [...found]
}

/** What stands in a module where the key of a text may stand, as patterns: a placeholder is any word of a key. */
export function keysIn(path: string): RegExp[] {
  const keys: RegExp[] = []
  const look = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && node.type === 'Literal' && 'value' in node && typeof node.value === 'string') {
      keys.push(patternOf([node.value]))
    }
    if ('type' in node && node.type === 'TemplateLiteral' && 'quasis' in node) {
      const parts = node.quasis as { value: { cooked: string } }[] // as ESTree has it
      keys.push(patternOf(parts.map(({ value }) => value.cooked)))
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

function moduleAt(specifier: string): string | undefined {
  if (!specifier.startsWith('~/')) return undefined
  const path = specifier.slice(2)
  return ['.ts', '.tsx'].map((ending) => path + ending).find((file) => existsSync(join(root, file)))
}

function programOf(path: string) {
  return parseSync(path, readFileSync(join(root, path), 'utf8')).program
}
