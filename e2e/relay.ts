import http, { type IncomingMessage } from 'node:http'
import { listen } from './listen'

/**
 * Something between browser and proxy that swallows the answer to the second apply by closing the
 * browser's connection: the second, because the first opens the connection for requests without credentials. With `keepAlive` it also reuses connections, which the proxy forbids.
 */
export async function startRelay(port: number, keepAlive: boolean) {
  const applies: (string | undefined)[] = []
  const server = http.createServer((request, response) => {
    const { method, url, headers } = request
    const apply = url === '/oms/apply'
    if (apply) applies.push(String(headers['x-request-id']))
    const swallowed = apply && applies.length === 2
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
