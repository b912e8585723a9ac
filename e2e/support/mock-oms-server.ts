import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { getResponse } from 'msw'
import { memoryDb } from '~/mocks/memory-db'
import { omsHandlers } from '~/mocks/oms'
import { listen } from './listen'

/** One request as it came in at the mock OMS. */
type Arrival = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

/** The mock OMS over real HTTP on 127.0.0.1; port 0 lets the system choose. */
export async function startMockOms(port = 0) {
  const db = memoryDb()
  const handlers = omsHandlers(db)
  const arrivals: Arrival[] = []

  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url = '/', headers } = request
      const body = await buffer(request)
      arrivals.push({ method, url, headers, body: body.toString() })
      const answer = await getResponse(
        handlers,
        new Request(new URL(url, 'http://oms.invalid'), {
          method,
          headers: { 'Content-Type': headers['content-type'] ?? '' },
          ...(method === 'POST' && { body: new Uint8Array(body) }),
        }),
      )
      // The handlers' network error becomes what it is on a wire: a connection that ends without an answer.
      if (answer === undefined || answer.type === 'error') {
        request.socket.destroy()
        return
      }
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' })
      response.end(Buffer.from(await answer.arrayBuffer()))
    })().catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  return {
    address: `http://127.0.0.1:${await listen(server, port)}`,
    /** Every request so far, oldest first. */
    arrivals,
    db,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
