import { gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

/** Most that a working start page may load, in bytes after gzip. There is room in each: a new field needs no shaving. */
export const budget = { js: 200_000, css: 16_000 }

/** What is over the budget, in words. */
export function overBudget(sizes: typeof budget): string[] {
  return (['js', 'css'] as const)
    .filter((kind) => sizes[kind] > budget[kind])
    .map((kind) => `the start page loads ${sizes[kind]} bytes of ${kind} after gzip, and may load ${budget[kind]}`)
}

/** Fails the build when its start page is over the budget. */
export function sizeBudget(): Plugin {
  return {
    name: 'size-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const sizes = sizesOf(bundle)
      this.info(
        `start page, gzip: ${sizes.js} of ${budget.js} bytes JavaScript, ${sizes.css} of ${budget.css} bytes CSS`,
      )
      const over = overBudget(sizes)
      if (over.length > 0) this.error(`Over the size budget (scripts/size-budget.ts): ${over.join('; ')}.`)
    },
  }
}

/** Of what index.html names, the texts of one language among it. */
function sizesOf(bundle: Rollup.OutputBundle): typeof budget {
  const page = bundle['index.html']
  const html = page?.type === 'asset' ? String(page.source) : ''
  const sum = (ending: string) =>
    Object.values(bundle)
      .filter(({ fileName }) => fileName.endsWith(ending) && html.includes(fileName))
      .reduce(
        (total, output) => total + gzipSync(output.type === 'chunk' ? output.code : output.source, { level: 9 }).length,
        0,
      )
  return { js: sum('.js'), css: sum('.css') }
}
