import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Writes each script and style beside itself as gzip, as small as that gets: nginx sends it as it lies there. */
export function pack(): Plugin {
  return {
    name: 'pack',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      // Loaded by a build alone: it ends any process that holds it at the first rejection nobody hears.
      const { gzipAsync } = await import('@gfx/zopfli')
      for (const name of Object.keys(bundle).filter((file) => /\.(?:js|css)$/.test(file))) {
        // oxlint-disable-next-line no-await-in-loop -- one thread packs them all
        writeFileSync(join(dir, `${name}.gz`), await gzipAsync(readFileSync(join(dir, name)), { numiterations: 15 }))
      }
    },
  }
}
