import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Measured } from './measures'
import { dist } from './serve'

/** What index.html of the production build names, packed as small as each format can. */
export function initialSize(): Measured {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  const ofType = (ending: string) =>
    named.filter((path) => path.endsWith(ending)).map((path) => readFileSync(join(dist, path)))
  const kB = (files: Buffer[], pack: (file: Buffer) => Buffer) =>
    files.reduce((sum, file) => sum + pack(file).length, 0) / 1_000
  const gzip = (file: Buffer) => gzipSync(file, { level: 9 })
  // Brotli's default is its smallest.
  const brotli = (file: Buffer) => brotliCompressSync(file)
  return {
    'initial JS, brotli': kB(ofType('.js'), brotli),
    'initial JS, gzip': kB(ofType('.js'), gzip),
    'initial CSS, brotli': kB(ofType('.css'), brotli),
    'initial CSS, gzip': kB(ofType('.css'), gzip),
  }
}
