import { http } from 'msw'
import { setupServer } from 'msw/node'
import { memoryDb } from '~/mocks/memory-db'
import { deskHandlers } from '~/mocks/desk'

const network = setupServer()

/** The desk's addresses in unit and component tests: the mock OMS behind the proxy's gate, new for every test. */
export const server = {
  listen: network.listen.bind(network),
  close: network.close.bind(network),
  use: network.use.bind(network),
  reset: () => network.resetHandlers(...deskHandlers(memoryDb())),
}
server.reset()

/** The bodies of the applications that arrive at OMS from now on, which answers them once nothing `holds` it. */
export function sentApplications(holds?: Promise<void>): string[] {
  const bodies: string[] = []
  network.use(
    http.post('*/oms/apply', async ({ request }) => {
      bodies.push(await request.clone().text())
      await holds
    }),
  )
  return bodies
}
