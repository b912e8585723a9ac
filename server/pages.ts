import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import sirv from 'sirv'
import { noncePlaceholder } from './headers.ts'

export type PageLanguage = 'en' | 'zh-CN'

/**
 * Which built page answers a navigation to this address: `index` has the form in it, `app` only the header. None
 * answers for files and for what belongs to the gate.
 */
export function choosePage(target: string): 'index' | 'app' | undefined {
  if (target === '/' || target === '/apply') return 'index'
  const path = target.replace(/\?.*$/s, '')
  return /^\/+(?:oms|assets)(?:\/|$)|\.[^/]*$/.test(path) ? undefined : 'app'
}

/** The person's choice, then the browser's languages in their order, then English. */
export function chooseLanguage(cookie = '', acceptLanguage = ''): PageLanguage {
  const chosen = /(?:^|;\s*)language=(zh-CN|en)\s*(?:;|$)/.exec(cookie)?.[1]
  const wanted = acceptLanguage
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(/\s*;\s*/)
      const quality = parameters.find((text) => /^q=/i.test(text))?.slice(2) ?? '1'
      return { tag, quality: Number(quality) }
    })
    .filter(({ tag, quality }) => /^(?:en|zh)(?:-|$)/i.test(tag) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)[0]
  return /^zh/i.test(chosen ?? wanted?.tag ?? '') ? 'zh-CN' : 'en'
}

/** A built desk in a folder; its pages are read once. Throws an Error when there is none. */
export function openPages(dist: string) {
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`There is no build in ${dist}: run npm run build`)
  const read = (name: string) =>
    readFileSync(join(dist, name), 'utf8')
      .split(noncePlaceholder)
      .map((text) => Buffer.from(text))
  const pages = {
    index: { en: read('index.html'), 'zh-CN': read('index.zh-CN.html') },
    app: { en: read('app.html'), 'zh-CN': read('app.zh-CN.html') },
  }
  return {
    html: (page: 'index' | 'app', language: PageLanguage, nonce: string): Buffer => {
      const [first = Buffer.alloc(0), ...others] = pages[page][language]
      return Buffer.concat([first, ...others.flatMap((part) => [Buffer.from(nonce), part])])
    },
    files: sirv(dist, {
      // A list of the files as of the start has those that an upgrade has removed: sirv never ends their answers.
      dev: true,
      etag: true,
      brotli: true,
      gzip: true,
      extensions: [],
      setHeaders: (response, path) => {
        response.setHeader(
          'Cache-Control',
          path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
        // sirv knows no type for it.
        if (path.endsWith('.ico')) response.setHeader('Content-Type', 'image/x-icon')
      },
    }),
  }
}
export type Pages = ReturnType<typeof openPages>

/** Packs what can't be packed beforehand, since each answer has a nonce of its own: quickly, as the browser accepts it. */
export function packFor(acceptEncoding: string, page: Buffer): { body: Buffer; encoding?: 'br' | 'gzip' } {
  const accepts = (name: string) =>
    new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`, 'i').test(acceptEncoding)
  if (accepts('br')) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 1 }
    return { body: brotliCompressSync(page, { params }), encoding: 'br' }
  }
  return accepts('gzip') ? { body: gzipSync(page, { level: 3 }), encoding: 'gzip' } : { body: page }
}
