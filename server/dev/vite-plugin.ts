import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import packageJson from '../../package.json' with { type: 'json' }
import { devServes } from './dev-files.ts'
import { refuseSharing } from '../settings/exposure.ts'
import { createHandler } from '../handler.ts'
import { chooseLanguage, choosePage, openPages } from '../pages.ts'
import type { Settings } from '../settings/settings.ts'

/**
 * Mounts the desk's request handler in `vite` and `vite preview`. Not Vite's own `server.proxy`: that one ends the
 * request to OMS when the browser leaves, and forwards what it is not told to drop.
 */
export function gate(settings: Settings, about?: string): Plugin {
  return {
    name: 'gate',
    configureServer(server) {
      refuseSharing(settings, listeningHosts(server))
      announce(server, settings, about)
      endOnBusyPort(server, 'npm start')
      // Vite's own client brings styles and scripts that no policy could tell from those of a stranger.
      const { handle } = createHandler({
        settings,
        version: packageJson.version,
        policy: false,
        log: logFailures(server),
      })
      server.middlewares.use((request, response, next) =>
        handle(request, response, () => serveSource(server, request, response, next)),
      )
    },
    configurePreviewServer(server) {
      if (settings.omsAddress === undefined && server.config.mode !== 'demo') {
        throw new Error(
          'Unusable settings:\n  OMS_ADDRESS must be set: the production build has no mocked OMS. For that of the demo: npm run preview -- --mode demo',
        )
      }
      refuseSharing(settings, listeningHosts(server))
      announce(server, settings, about)
      endOnBusyPort(server, 'npm run preview')
      const { root, build, base } = server.config
      // Below another path a static host is meant, which is what Vite's own preview is.
      const pages = base === '/' ? openPages(resolve(root, build.outDir)) : undefined
      const { handle } = createHandler({
        settings,
        pages,
        version: packageJson.version,
        policy: pages !== undefined,
        log: logFailures(server),
      })
      server.middlewares.use(handle)
    },
  }
}

/** A page in its language, as production chooses it, or one of the files that a browser may have. */
function serveSource(
  server: ViteDevServer,
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
): void {
  const { url: target = '', headers } = request
  const { root, cacheDir } = server.config
  if (devServes(target, { root, cacheDir })) {
    response.removeHeader('Cache-Control')
    next()
    return
  }
  const asksForPage =
    /\btext\/html\b/.test(headers.accept ?? '') || headers.accept === undefined || headers.accept === '*/*'
  if (choosePage(target) === undefined || !asksForPage || !/^(?:GET|HEAD)$/.test(request.method ?? '')) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not served\n')
    return
  }
  const language = chooseLanguage(headers.cookie, headers['accept-language'])
  const html = readFileSync(join(root, 'index.html'), 'utf8')
    .replace('<html lang="en"', `<html lang="${language}"`)
    .replace('<div id="root">', `$&<p class="notice" role="status">${preparing[language]}</p>`)
  server
    .transformIndexHtml(target, html)
    .then(
      (page) =>
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Language': language }).end(page),
      next,
    )
}

/** Stands in the page until its modules have been prepared. */
const preparing = {
  en: 'The development server prepares this page. The first time takes some seconds.',
  'zh-CN': '开发服务器正在准备此页面，首次需要几秒钟。',
}

/** Vite would print a stack trace. */
function endOnBusyPort({ httpServer, config }: ViteDevServer | PreviewServer, command: string): void {
  httpServer?.prependListener('error', (error: NodeJS.ErrnoException & { port?: number }) => {
    if (error.code !== 'EADDRINUSE') return
    config.logger.error(
      `Port ${error.port} is taken by another program. Choose another one, such as: ${command} -- --port ${Number(error.port) + 1}`,
    )
    process.exit(1)
  })
}

/** `--host` wins over vite.config.ts; `true` is every address of the machine. */
function listeningHosts({ config }: ViteDevServer | PreviewServer): string[] {
  return [config.server.host, config.preview.host].map((host) => (host === true ? '0.0.0.0' : host || 'localhost'))
}

/** Only what went wrong: Vite's output is for the person who works on the page. */
function logFailures({ config }: ViteDevServer | PreviewServer): (line: string) => void {
  return (line) => {
    if (/"status":50[24],|"error":"failed"/.test(line)) config.logger.warn(line)
  }
}

function announce(
  server: ViteDevServer | PreviewServer,
  { omsAddress, rejectPath }: Settings,
  about: string | undefined,
): void {
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    if (about !== undefined) server.config.logger.warn(`  ${about}`)
    server.config.logger.info(
      omsAddress === undefined
        ? '  Backup Desk: demo on the mocked OMS. Set OMS_ADDRESS=http://host[:port] for a real one.'
        : `  Backup Desk: OMS at ${omsAddress}, reject path ${rejectPath}`,
    )
    printUrls()
  }
}
