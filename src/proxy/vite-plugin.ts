import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite'
import { answerSelf, forward, sendJson } from './forward.ts'
import { admit, refuse, requestId } from './gate.ts'
import { onceGuard } from './once.ts'
import { routesFor } from './routes.ts'
import { deskJson, type Settings } from './settings.ts'

/**
 * The hop between browser and OMS for `vite` and `vite preview`, and `/desk.json`. Not Vite's own
 * `server.proxy`: that one ends the request to OMS when the browser leaves, and forwards what it is not told to drop.
 */
export function omsProxy(settings: Settings): Plugin {
  const install = (server: ViteDevServer | PreviewServer) => {
    server.middlewares.use(hop(settings))
    announce(server, settings)
  }
  return { name: 'oms-proxy', configureServer: install, configurePreviewServer: install }
}

function hop({ omsAddress, rejectPath }: Settings): Connect.NextHandleFunction {
  const routes = omsAddress === undefined ? [] : routesFor(rejectPath)
  const once = onceGuard()
  return (request, response, next) => {
    // On a reused connection that dies, a browser sends a POST a second time by itself.
    response.shouldKeepAlive = false
    const { method = '', url: target = '', headersDistinct: headers } = request
    if (target === '/desk.json') return sendJson(response, 200, deskJson(omsAddress))
    if (!/^\/oms(?![\w-])/.test(target)) return next()

    const verdict = admit(routes, { method, target, headers })
    if ('refuse' in verdict) return answerSelf(response, verdict.refuse)
    const id = requestId(headers)
    if (id !== undefined && !once.admits(id, Date.now())) {
      return answerSelf(response, refuse(409, 'repeated', 'maybe').refuse)
    }
    forward(request, response, new URL(verdict.forward, omsAddress)).catch(() => response.destroy())
  }
}

function announce(server: ViteDevServer | PreviewServer, { omsAddress, rejectPath }: Settings): void {
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    server.config.logger.info(
      omsAddress === undefined
        ? '  Backup Desk: demo on the mocked OMS. Set OMS_ADDRESS=http://host[:port] for a real one.'
        : `  Backup Desk: OMS at ${omsAddress}, reject path ${rejectPath}`,
    )
    printUrls()
  }
}
