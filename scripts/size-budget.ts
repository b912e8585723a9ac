import { gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

/** Most that the first screen may load, in bytes after gzip. */
const budget = { js: 190_000, css: 40_000 }

/** Fails the build when what index.html loads at once, with its static imports, is over the budget. */
export function sizeBudget(enforced: boolean): Plugin {
  return {
    name: 'size-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const initial = new Set<string>()
      const collect = (fileName: string) => {
        const chunk = bundle[fileName]
        if (chunk?.type !== 'chunk' || initial.has(fileName)) return
        initial.add(fileName)
        for (const css of stylesOf(chunk)) initial.add(css)
        chunk.imports.forEach(collect)
      }
      for (const output of Object.values(bundle))
        if (output.type === 'chunk' && output.isEntry) collect(output.fileName)

      const sizeOf = (ending: string) =>
        [...initial]
          .filter((fileName) => fileName.endsWith(ending))
          .reduce((sum, fileName) => sum + gzipSync(contentOf(bundle[fileName]), { level: 9 }).length, 0)
      const size = { js: sizeOf('.js'), css: sizeOf('.css') }
      this.info(
        `first screen, gzip: ${size.js} of ${budget.js} bytes JavaScript, ${size.css} of ${budget.css} bytes CSS`,
      )
      if (enforced && (size.js > budget.js || size.css > budget.css)) {
        this.error('The first screen is over its size budget; see the line above.')
      }
    },
  }
}

function stylesOf(chunk: Rollup.OutputChunk): Iterable<string> {
  return chunk.viteMetadata?.importedCss ?? []
}

function contentOf(output: Rollup.OutputAsset | Rollup.OutputChunk | undefined): string | Uint8Array {
  if (output === undefined) return ''
  return output.type === 'chunk' ? output.code : output.source
}
