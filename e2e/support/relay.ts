import http, { type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { listen } from './listen'

/**
 * Something between browser and proxy that once swallows the answer to an apply by closing the browser's connection: of the second one.
 * With `keepAlive` a POST may come on a connection that was used before, which the proxy forbids, and it is the first one that does.
 */
export async function startRelay(port: number, keepAlive: boolean) {
  const applies: (string | undefined)[] = []
  const used = new WeakSet<Socket>()
  let hasSwallowed = false
  const server = http.createServer((request, response) => {
    const { method, url, headers } = request
    const apply = url === '/oms/apply'
    if (apply) applies.push(String(headers['x-request-id']))
    const swallowed = apply && !hasSwallowed && (keepAlive ? used.has(request.socket) : applies.length === 2)
    hasSwallowed ||= swallowed
    used.add(request.socket)
    // The proxy answers to its own address only.
    const own = {
      host: `127.0.0.1:${port}`,
      ...(headers.origin !== undefined && { origin: `http://127.0.0.1:${port}` }),
    }
    const onwards = http.request({
      host: '127.0.0.1',
      port,
      method,
      path: url,
      headers: { ...headers, ...own },
      agent: false,
    })
    onwards.on('response', (answer: IncomingMessage) => {
      if (swallowed) {
        request.socket.destroy()
        return
      }
      const { connection, ...others } = answer.headers
      response.writeHead(answer.statusCode ?? 502, keepAlive ? others : { ...others, connection })
      answer.pipe(response)
    })
    request.pipe(onwards)
  })
  // So that the connection of the first page load is still open at the press.
  server.keepAliveTimeout = 60_000
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    /** The request id of each apply that the browser sent. */
    applies,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
