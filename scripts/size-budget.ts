import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rollup } from 'vite'

/** Most that the build may have, in bytes after gzip as it is shipped. Each limit stands close above what there is. */
export const budget = {
  firstJs: 165_000,
  firstCss: 14_000,
  /** For every other file on its own; by its name where one needs more. */
  later: 32_000,
}

export type Sizes = {
  /** What index.html loads at once, and the form that the page then fetches, each with its static imports. */
  first: { js: number; css: number }
  later: { name: string; size: number }[]
}

/** What is over the budget, in words: which part, its size and its limit. */
export function overBudget({ first, later }: Sizes): string[] {
  const parts = [
    { name: 'the JavaScript of the first screen', size: first.js, limit: budget.firstJs },
    { name: 'the CSS of the first screen', size: first.css, limit: budget.firstCss },
    ...later.map((file) => ({ ...file, limit: budget.later })),
  ]
  return parts
    .filter(({ size, limit }) => size > limit)
    .map(({ name, size, limit }) => `${name} has ${size} bytes after gzip, and may have ${limit}`)
}

/** Fails the build when a part of it is over the budget. */
export function sizeBudget(): Plugin {
  return {
    name: 'size-budget',
    apply: 'build',
    // What it weighs is packed by then.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir = '' }, bundle) {
        const sizes = sizesOf(bundle, dir)
        const { js, css } = sizes.first
        this.info(
          `first screen, gzip: ${js} of ${budget.firstJs} bytes JavaScript, ${css} of ${budget.firstCss} bytes CSS`,
        )
        const over = overBudget(sizes)
        if (over.length > 0) this.error(`Over the size budget (scripts/size-budget.ts): ${over.join('; ')}.`)
      },
    },
  }
}

function sizesOf(bundle: Rollup.OutputBundle, dir: string): Sizes {
  const first = new Set<string>()
  const collect = (fileName: string) => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || first.has(fileName)) return
    first.add(fileName)
    for (const css of chunk.viteMetadata?.importedCss ?? []) first.add(css)
    chunk.imports.forEach(collect)
  }
  for (const output of Object.values(bundle)) {
    if (output.type === 'chunk' && (output.isEntry || output.name === 'form')) collect(output.fileName)
  }

  const files = Object.keys(bundle)
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map((name) => ({ name, size: statSync(join(dir, `${name}.gz`)).size }))
  const sum = (ending: string) =>
    files.reduce((total, { name, size }) => total + (first.has(name) && name.endsWith(ending) ? size : 0), 0)
  return { first: { js: sum('.js'), css: sum('.css') }, later: files.filter(({ name }) => !first.has(name)) }
}
