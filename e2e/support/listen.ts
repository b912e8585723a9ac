import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'

/** Listens on this machine and resolves to the port; 0 lets the system choose. */
export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port // a TCP server that listens has one
}

/** A port that nobody listens at, for commands that must be told one. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  await once(server, 'close')
  return port
}
