import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite'
import { answerSelf, forward, sendJson } from './forward.ts'
import { admit, refuse, requestId } from './gate.ts'
import { onceGuard } from './once.ts'
import { routesFor } from './routes.ts'
import { deskJson, injectedToken, refuseSharing, type Settings } from './settings.ts'

/**
 * The hop between browser and OMS for `vite` and `vite preview`, and `/desk.json`. Not Vite's own
 * `server.proxy`: that one ends the request to OMS when the browser leaves, and forwards what it is not told to drop.
 */
export function omsProxy(settings: Settings): Plugin {
  const install = (server: ViteDevServer | PreviewServer) => {
    refuseSharing(settings, listeningHosts(server))
    server.middlewares.use(hop(settings))
    announce(server, settings)
  }
  return { name: 'oms-proxy', configureServer: install, configurePreviewServer: install }
}

/** `--host` wins over vite.config.ts; `true` is every address of the machine. */
function listeningHosts({ config }: ViteDevServer | PreviewServer): string[] {
  return [config.server.host, config.preview.host].map((host) => (host === true ? '0.0.0.0' : host || 'localhost'))
}

function hop(settings: Settings): Connect.NextHandleFunction {
  const { omsAddress, rejectPath } = settings
  const routes = omsAddress === undefined ? [] : routesFor(rejectPath)
  const injected = injectedToken(settings)
  const once = onceGuard()
  return (request, response, next) => {
    // On a reused connection that dies, a browser sends a POST a second time by itself.
    response.shouldKeepAlive = false
    const { method = '', url: target = '', headersDistinct: headers } = request
    if (target === '/desk.json') return sendJson(response, 200, deskJson(settings))
    if (!/^\/oms(?![\w-])/.test(target)) return next()

    // Vite has looked at the Host already, and answers for no name but this machine's.
    const front = { origins: [`http://${request.headers.host}`], injected }
    const verdict = admit(routes, front, { method, target, headers })
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
