import http, { type IncomingMessage } from 'node:http'
import { listen } from '../listen'
import { expect, expectStatus, openDesk, press, test } from './desk'
import { expectAgreement } from './ledger'

/**
 * Something between browser and proxy that swallows the answer to the second apply by closing the
 * browser's connection: the second, because the first opens the connection for requests without credentials. With `keepAlive` it also reuses connections, which the proxy forbids.
 */
async function startRelay(port: number, keepAlive: boolean) {
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

for (const { title, keepAlive, sent, status } of [
  {
    title:
      'a POST that the browser re-sends by itself on a reused connection reaches OMS once, and ends with its answer',
    keepAlive: true,
    sent: 3,
    status: 'Pending',
  },
  {
    title:
      'on the connections that the proxy allows, the browser does not re-send at all, and the page asks for the answer @deep',
    keepAlive: false,
    sent: 2,
    status: 'Pending',
  },
]) {
  test(`connection: ${title}`, async ({ page, oms, behind }) => {
    const relay = await startRelay(behind.served.port, keepAlive)
    await openDesk(page, relay.url)
    await press(page, 'mail')
    await expectStatus(page, 'mail', 'Pending')
    await press(page, 'guild')
    await expectStatus(page, 'guild', status)
    // The same attempt twice, and no script asked for the second.
    expect(relay.applies).toHaveLength(sent)
    expect(new Set(relay.applies).size).toBe(2)
    expect(oms.ledger.arrivals).toHaveLength(2)
    expect(oms.ledger.commits).toHaveLength(2)
    await expectAgreement(page, oms)
    await relay.close()
  })
}
