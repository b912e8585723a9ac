import { connect, createServer } from 'node:net'
import { listen } from '../e2e/support/listen'

/** Stands before a server and lets each new connection wait, which Chromium's own throttling does not. */
export async function startRelay() {
  let target = 0
  let delayMs = 0
  const server = createServer((client) => {
    client.on('error', () => client.destroy())
    setTimeout(() => {
      const upstream = connect(target, '127.0.0.1')
      upstream.on('error', () => client.destroy())
      client.on('close', () => upstream.destroy())
      client.pipe(upstream).pipe(client)
    }, delayMs)
  })
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    leadTo: (targetPort: number) => {
      target = targetPort
    },
    /** From now on a connection takes so long to open. */
    delay: (ms: number) => {
      delayMs = ms
    },
    close: () => server.close(),
  }
}

export type Relay = Awaited<ReturnType<typeof startRelay>>
