import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connect, Plugin, PreviewServer, ProxyOptions, ViteDevServer } from 'vite'
import { admit, refuse, requestId, type ProxyAnswer } from './gate.ts'
import { routesFor } from './routes.ts'
import { deskJson, type Settings } from './settings.ts'

const upstreamDeadlineMs = 40_000
const rememberedIdsMs = 60_000

/** Which of the browser's headers OMS sees. Node adds Host and Connection itself. */
const forwardedHeaders = new Set(['content-type', 'content-length', 'accept', 'host'])

/**
 * The hop between browser and OMS for `vite` and `vite preview`: exact routes, the token from the
 * header into the query, once per request id, and errors of its own as JSON that says whether
 * anything was sent. Also answers `/desk.json`.
 */
export function omsProxy(settings: Settings): Plugin {
  const proxy = settings.omsAddress === undefined ? {} : proxyTo(settings.omsAddress, settings.rejectPath)
  return {
    name: 'oms-proxy',
    config: () => ({ server: { proxy }, preview: { proxy } }),
    configureServer: (server) => announce(server, settings),
    configurePreviewServer: (server) => announce(server, settings),
  }
}

function proxyTo(target: string, rejectPath: string): Record<string, ProxyOptions> {
  const routes = routesFor(rejectPath)
  const forwards = new WeakMap<IncomingMessage, string>()
  const seen = rememberIds()
  return {
    // One pattern for all of /oms/, since the gate decides by the whole address; a plain string key would also match /oms/../x.
    '^/oms/': {
      target,
      changeOrigin: true,
      // Not `timeout`: that one sends the request a second time.
      proxyTimeout: upstreamDeadlineMs,
      bypass(request, response) {
        if (response === undefined) return false
        const gateRequest = { method: request.method ?? '', target: request.url ?? '', headers: request.headers }
        const verdict = admit(routes, gateRequest)
        if ('refuse' in verdict) return answer(request, response, verdict.refuse)
        const id = requestId(gateRequest)
        if (id !== undefined && !seen.first(id)) {
          return answer(request, response, refuse(409, 'repeated', 'maybe').refuse)
        }
        forwards.set(request, verdict.forward)
        return undefined
      },
      configure(proxy) {
        proxy.on('proxyReq', (upstream, request) => {
          upstream.path = forwards.get(request) ?? '/'
          for (const name of upstream.getHeaderNames()) {
            if (!forwardedHeaders.has(name)) upstream.removeHeader(name)
          }
        })
        proxy.on('proxyRes', (upstream, _request, response) => {
          // A body that OMS cut off must not leave the browser waiting for its rest.
          upstream.on('error', () => response.destroy())
          upstream.on('aborted', () => response.destroy())
        })
        proxy.on('error', (error, request, response) => {
          if (!('writeHead' in response) || response.headersSent) return
          const sent = provesNothingSent(error) ? false : 'maybe'
          answer(request, response, refuse(502, 'upstream', sent).refuse)
        })
      },
    },
  }
}

/** True only for an error of looking up or connecting: before a connection stands no byte can have left. */
function provesNothingSent(error: Error): boolean {
  const syscall = 'syscall' in error ? error.syscall : undefined
  return syscall === 'connect' || syscall === 'getaddrinfo'
}

/** The ids of the last minute. A browser re-sends a POST by itself when a reused connection dies. */
function rememberIds() {
  const ids = new Map<string, number>()
  return {
    first(id: string): boolean {
      const now = Date.now()
      for (const [old, at] of ids) if (now - at > rememberedIdsMs) ids.delete(old)
      if (ids.has(id)) return false
      ids.set(id, now)
      return true
    },
  }
}

/** Answers in the proxy's own name. Returns the address, as `bypass` wants it for a request that is done with. */
function answer(request: IncomingMessage, response: ServerResponse, { status, body }: ProxyAnswer): string {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
  return request.url ?? '/'
}

function announce(server: ViteDevServer | PreviewServer, settings: Settings): void {
  const middlewares: Connect.Server = server.middlewares
  middlewares.use('/desk.json', (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(JSON.stringify(deskJson(settings.omsAddress)))
  })
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    const { logger } = server.config
    logger.info(
      settings.omsAddress === undefined
        ? '  Backup Desk: demo on the mocked OMS. Set OMS_ADDRESS=http://host[:port] for a real one.'
        : `  Backup Desk: OMS at ${settings.omsAddress}, reject path ${settings.rejectPath}`,
    )
    printUrls()
  }
}
