import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Measured } from './measures'

const dist = join(import.meta.dirname, '../dist')

/** What index.html of the production build names: the gzip that is shipped, and as small as brotli gets it. */
export function initialSize(): Measured {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const inHtml = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => join(dist, path))
  const kB = (ending: string, size: (path: string) => number) =>
    inHtml.filter((path) => path.endsWith(ending)).reduce((sum, path) => sum + size(path), 0) / 1_000
  const gzip = (path: string) => statSync(`${path}.gz`).size
  // Brotli's default is its smallest.
  const brotli = (path: string) => brotliCompressSync(readFileSync(path)).length
  return {
    'initial JS, brotli': kB('.js', brotli),
    'initial JS, gzip': kB('.js', gzip),
    'initial CSS, brotli': kB('.css', brotli),
    'initial CSS, gzip': kB('.css', gzip),
  }
}
