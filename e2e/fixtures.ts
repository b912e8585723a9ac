import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test as base } from '@playwright/test'
import { preview } from 'vite'
import { startMockOms } from '~/mocks/node'

type Settings = { OMS_ADDRESS?: string; OMS_REJECT_PATH?: string; BASE_PATH?: string }

/** Loads the real vite.config.ts with these settings. It reads them from the environment, which wins over a developer's .env.local. */
export async function withSettings<T>(settings: Settings, load: () => Promise<T>): Promise<T> {
  const wanted = { OMS_ADDRESS: '', OMS_REJECT_PATH: '', BASE_PATH: '/', ...settings }
  const before = { ...process.env }
  Object.assign(process.env, wanted)
  try {
    return await load()
  } finally {
    for (const name of Object.keys(wanted)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}

/** A port that nobody listens at, for commands that must be told one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  server.close()
  await once(server, 'close')
  return port
}

export type Served = { url: string; port: number; close: () => Promise<void> }

/** Serves a build as `vite preview` does: `dist` in front of an OMS, or `dist-demo`. Port 0 lets the system choose. */
export async function serveBuild(mode: 'production' | 'demo', settings: Settings = {}, port = 0): Promise<Served> {
  const server = await withSettings(settings, () => preview({ mode, logLevel: 'silent', preview: { port } }))
  const { port: actual } = server.httpServer.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${actual}`, port: actual, close: () => server.close() }
}

export type MockOms = Awaited<ReturnType<typeof startMockOms>>

type TestFixtures = {
  /** What `OMS_REJECT_PATH` says, on both sides. */
  rejectPath: string | undefined
  /** The production build, the proxy and a fresh mock OMS behind it. */
  real: { url: string; port: number; oms: MockOms }
}
type WorkerFixtures = { demo: Served }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
    async ({}, provide) => {
      const demo = await serveBuild('demo')
      await provide(demo)
      await demo.close()
    },
    { scope: 'worker' },
  ],
  rejectPath: [undefined, { option: true }],
  real: async ({ rejectPath }, provide) => {
    const oms = await startMockOms(rejectPath === undefined ? {} : { rejectPath })
    const desk = await serveBuild('production', {
      OMS_ADDRESS: oms.address,
      ...(rejectPath !== undefined && { OMS_REJECT_PATH: rejectPath }),
    })
    await provide({ url: desk.url, port: desk.port, oms })
    await desk.close()
    await oms.close()
  },
})

export { expect } from '@playwright/test'
