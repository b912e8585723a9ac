import type { AddressInfo } from 'node:net'
import { expect, test as base } from '@playwright/test'
import { preview } from 'vite'
import { startMockOms } from '~/mocks/node'
import { settingNames, type SettingName } from '~/proxy/settings'
import { noNginx, startNginx } from './nginx'

type Settings = Partial<Record<SettingName | 'BASE_PATH', string>>

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
  /** Everything that the front has written so far, where it writes logs. */
  logs?: () => string
}

/** Serves a build as `vite preview` does: `dist` in front of an OMS, or `dist-demo`. Port 0 lets the system choose. */
export async function serveBuild(mode: 'production' | 'demo', settings: Settings = {}, port = 0): Promise<Served> {
  const server = await withSettings(settings, () => preview({ mode, logLevel: 'silent', preview: { port } }))
  const { port: actual } = server.httpServer.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${actual}`, port: actual, close: () => server.close() }
}

/** What stands between the page and OMS: `vite preview`, or nginx as "npm run serve" runs it. */
export type Front = 'preview' | 'nginx'

/** The production build and the proxy, in front of an OMS. */
export function serveDesk(front: Front, settings: Settings & { OMS_ADDRESS: string }): Promise<Served> {
  return front === 'nginx' ? startNginx(settings) : serveBuild('production', settings)
}

export type MockOms = Awaited<ReturnType<typeof startMockOms>>

type TestFixtures = {
  /** Skips the test where its front can't be had; to be asked for before the front is. */
  possible: void
  /** What `OMS_REJECT_PATH` says, on both sides. */
  rejectPath: string | undefined
  /** The production build, the proxy and a fresh mock OMS behind it. */
  real: { url: string; port: number; oms: MockOms }
}
type WorkerFixtures = { front: Front; demo: Served }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  front: ['preview', { option: true, scope: 'worker' }],
  possible: async ({ front }, provide, info) => {
    info.skip(front === 'nginx' && noNginx !== undefined, noNginx)
    await provide()
  },
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
      const demo = await serveBuild('demo')
      await provide(demo)
      await demo.close()
    },
    { scope: 'worker' },
  ],
  rejectPath: [undefined, { option: true }],
  real: async ({ possible: _possible, front, rejectPath }, provide) => {
    const oms = await startMockOms(rejectPath === undefined ? {} : { rejectPath })
    const desk = await serveDesk(front, {
      OMS_ADDRESS: oms.address,
      ...(rejectPath !== undefined && { OMS_REJECT_PATH: rejectPath }),
    })
    await provide({ url: desk.url, port: desk.port, oms })
    await desk.close()
    await oms.close()
  },
})

export { expect }
