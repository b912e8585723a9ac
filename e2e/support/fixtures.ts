import { createEventsHandler } from '../../server/record/events-handler'
import type { TeamRecord } from '../../server/record/record'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { preview } from 'vite'
import { createHandler } from '../../server/handler'
import { createListener } from '../../server/listen'
import { openPages } from '../../server/pages'
import { readSettings, settingNames, type SettingName } from '../../server/settings/settings'
import { listen } from './listen'
import { startMockOms } from './mock-oms-server'

export type Settings = Partial<Record<SettingName | 'BASE_PATH', string>>

/** Loads the real vite.config.ts with these settings. It reads them from the environment, which wins over a developer's .env.local. */
export async function withSettings<T>(settings: Settings, load: () => Promise<T>): Promise<T> {
  const unset = Object.fromEntries(settingNames.map((name) => [name, '']))
  const wanted: Record<string, string> = { ...unset, BASE_PATH: '/', ...settings }
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

export type Served = {
  url: string
  port: number
  close: () => Promise<void>
  /** Everything that has been logged so far. */
  logs: () => string
}

/** Serves the demo as `vite preview` does. */
export async function serveDemo(): Promise<Served> {
  const server = await withSettings({}, () => preview({ mode: 'demo', logLevel: 'silent', preview: { port: 0 } }))
  const { port } = server.httpServer.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}`, port, logs: () => '', close: () => server.close() }
}

/** Serves a production build as `npm run serve` does, in front of an OMS. */
export async function serveDesk(
  env: Settings & { OMS_ADDRESS: string },
  {
    port = 0,
    dist = join(import.meta.dirname, '../../dist'),
    record,
  }: { port?: number; dist?: string; record?: TeamRecord } = {},
): Promise<Served> {
  const settings = readSettings(env)
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const secure = settings.tls !== undefined
  const { handle } = createHandler({
    settings,
    record,
    createEvents: createEventsHandler,
    pages: openPages(dist),
    secure,
    log,
  })
  const { server, close, destroy } = createListener(handle, settings, log)
  const actual = await listen(server, port)
  return {
    url: `http${settings.tls === undefined ? '' : 's'}://127.0.0.1:${actual}`,
    port: actual,
    logs: () => lines.join('\n'),
    close: async () => {
      destroy()
      await close()
    },
  }
}

export type MockOms = Awaited<ReturnType<typeof startMockOms>>

type TestFixtures = {
  /** What the administrator has set for `real`. */
  settings: Settings
  /** A fresh mock OMS. */
  mockOms: MockOms
  /** The production build and the proxy in front of it. */
  real: Served & { oms: MockOms }
}
type WorkerFixtures = { demo: Served }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  /** Every page is watched: what the content security policy stops is a fault of the desk. */
  context: async ({ context }, provide) => {
    const violations: string[] = []
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text())
    })
    await provide(context)
    expect(violations).toEqual([])
  },
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
    async ({}, provide) => {
      const demo = await serveDemo()
      await provide(demo)
      await demo.close()
    },
    { scope: 'worker' },
  ],
  settings: [{}, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  mockOms: async ({}, provide) => {
    const oms = await startMockOms()
    await provide(oms)
    await oms.close()
  },
  real: async ({ mockOms: oms, settings }, provide) => {
    const desk = await serveDesk({ ...settings, OMS_ADDRESS: oms.address })
    await provide({ ...desk, oms })
    await desk.close()
  },
})

export { expect }
