import react from '@vitejs/plugin-react'
import { createServer, type Plugin, type ResolvedConfig, type Rollup } from 'vite'
import type * as Prerender from '../src/prerender.tsx'

const languages = ['en', 'zh-CN'] as const

/**
 * Writes the pages: index.html is /apply as its own components render it, app.html the header for every other address; each has a
 * sibling in Chinese. What a page needs next is preloaded.
 */
export function prerender({ isDemo }: { isDemo: boolean }): Plugin {
  let config: ResolvedConfig
  return {
    name: 'prerender',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const template = bundle['index.html']
        if (template?.type !== 'asset') throw new Error('the build has no index.html')
        const html = String(template.source)
        const pages = await render(config)
        for (const [language, page] of pages) {
          const links = [
            `<link rel="modulepreload" href="${config.base}${chunkOf(bundle, language === 'en' ? '/i18n/en.ts' : '/i18n/zh-cn.ts')}">`,
            // In the demo the mock answers, once it has started.
            ...(isDemo ? [] : ['<link rel="preload" href="/desk.json" as="fetch" crossorigin>']),
          ]
          for (const [name, markup] of Object.entries({ index: page.form, app: page.header })) {
            const { body, styles } = withoutStyleAttributes(markup)
            const [stylesheet = ''] = pageStylesheet.exec(html) ?? []
            const [script = '', address = ''] = pageScript.exec(html) ?? []
            // The first paint waits for the styles alone, so that nothing is asked for before them or beside them that can come later.
            const later = [name === 'index' ? afterFirstPaint(address) : script, ...links]
            const source = html
              .replace('lang="en"', `lang="${language}"`)
              .replace(stylesheet, '')
              .replace(script, '')
              .replace('<title>', () => `${stylesheet}<title>`)
              .replace('</head>', () => `<style nonce="">${styles}</style></head>`)
              .replace('<div id="root"></div>', () => `<div id="root">${body}</div>`)
              .replace('</body>', () => `${later.join('')}</body>`)
              .replaceAll('nonce=""', `nonce="${config.html?.cspNonce ?? ''}"`)
            const fileName = language === 'en' ? `${name}.html` : `${name}.${language}.html`
            if (fileName === 'index.html') template.source = source
            else this.emitFile({ type: 'asset', fileName, source })
          }
        }
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
    const module = (await server.ssrLoadModule('/src/prerender.tsx')) as typeof Prerender // what that file exports
    const pages: [language: (typeof languages)[number], page: Awaited<ReturnType<typeof module.prerender>>][] = []
    // One after the other: the texts are in one language at a time.
    for (const language of languages) pages.push([language, await module.prerender(language)])
    return pages
  } finally {
    await server.close()
  }
}

const pageStylesheet = /<link rel="stylesheet"[^>]*>/
const pageScript = /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/

/** `start.js` turns it into a script once the form is painted: it would be compiled first. */
function afterFirstPaint(address: string): string {
  return `<link rel="modulepreload" crossorigin href="${address}" data-start>`
}

function chunkOf(bundle: Rollup.OutputBundle, module: string): string {
  const chunk = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith(module)),
  )
  if (chunk === undefined) throw new Error(`the build has no file with ${module}`)
  return chunk.fileName
}

/** The policy lets no style attribute of a page through, so that each becomes a rule of the page's own style element until `main.tsx` sets it. */
function withoutStyleAttributes(markup: string): { body: string; styles: string } {
  const rules = new Set<string>()
  const body = markup.replaceAll(/ style="([^"]*)"/g, (_whole, text: string) => {
    rules.add(`[data-style="${text}"]{${text}}`)
    return ` data-style="${text}"`
  })
  const styles = [...rules].join('')
  if (styles.includes('&')) throw new Error('a style attribute of the page has a character that needs escaping')
  return { body, styles }
}
