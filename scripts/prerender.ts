import react from '@vitejs/plugin-react'
import { createServer, minify, type Plugin, type ResolvedConfig } from 'vite'
import { beforePaint, showPrerendered } from '../src/app/first-paint.ts'
import { preferredLanguage, type Language } from '../src/i18n/preferred-language.ts'
import type { prerenderedPage, prerenderedTheme } from '../src/app/prerender.tsx'

type Renders = { prerenderedPage: typeof prerenderedPage; prerenderedTheme: typeof prerenderedTheme }

const languages: Language[] = ['en', 'zh-CN']

/** Puts the start page, rendered from its own components in each language, into index.html, and the scripts that show it before any other is there. */
export function prerender(demo: boolean): Plugin {
  let config: ResolvedConfig
  return {
    name: 'prerender',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    transformIndexHtml: {
      // Once the build has put in its own: the theme overrides Mantine's styles, and the first script waits for none.
      order: 'post',
      async handler(html) {
        const { theme, pages } = await render(config)
        // The demo's mock answers only once it has started.
        const address = JSON.stringify(demo ? null : '/desk.json')
        const first = await inline(`(${beforePaint.toString()})(${address}, (${preferredLanguage.toString()})())`)
        const second = await inline(`(${showPrerendered.toString()})(${JSON.stringify(config.base)})`)
        return html
          .replace('</title>', (title) => title + first)
          .replace('</head>', (end) => theme + end)
          .replace('<div id="root"></div>', (root) => root + pages.join('') + second)
      },
    },
  }
}

async function render({ root, base, mode, define = {} }: ResolvedConfig) {
  const server = await createServer({
    configFile: false,
    root,
    base,
    mode,
    define,
    resolve: { tsconfigPaths: true },
    plugins: [react()],
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  try {
    const module = (await server.ssrLoadModule('/src/app/prerender.tsx')) as Renders // what that file exports
    const pages = []
    for (const language of languages) {
      // oxlint-disable-next-line no-await-in-loop -- a page speaks one language at a time
      pages.push(`<template lang="${language}">${await module.prerenderedPage(language)}</template>`)
    }
    return { theme: await module.prerenderedTheme(), pages }
  } finally {
    await server.close()
  }
}

async function inline(source: string): Promise<string> {
  const { code } = await minify('inline.js', source)
  return `<script>${code}</script>`
}
