import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type CDPSession, type Page, type Request } from '@playwright/test'
import { accounts } from '~/mocks/world'
import { launchOptions } from '../e2e/support/find-browser'
import type { Wanted } from './page/load'
import type { Relay } from './relay'
import { pageScript } from './page-script'

/** How many times slower than this machine the page's processor is. */
const slowdown = 4

/** A desk that takes longer than this for one thing is not measured any further. */
const patienceMs = 5 * 60_000

/** The lines of cold loads: 1.6 Mbit/s down, 750 kbit/s up, 150 ms; and 10 Mbit/s, 40 ms. */
const lines = {
  slow: { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  office: { offline: false, latency: 40, downloadThroughput: 10_000_000 / 8, uploadThroughput: 10_000_000 / 8 },
}
export type Line = keyof typeof lines

/** `idle` resolves when nothing has been on its way for a while but the question to the record that waits for news. */
export type Tab = { page: Page; cdp: CDPSession; idle: () => Promise<void>; close: () => Promise<void> }
export type Browser = Awaited<ReturnType<typeof openBrowser>>

/** A browser with a profile of its own, for one origin; both are gone when it is closed. */
export async function openBrowser(relay: Relay, journal?: string) {
  const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  })
  context.setDefaultTimeout(patienceMs)
  const probe = await pageScript('probe')

  /** A tab with the slowed processor, on a line if wanted, and with nothing in the cache unless it is warm. It keeps a session, as after a reload. */
  const newTab = async ({ line, warm = false }: { line?: Line; warm?: boolean } = {}): Promise<Tab> => {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    if (!warm) await cdp.send('Network.clearBrowserCache')
    if (line !== undefined) await cdp.send('Network.emulateNetworkConditions', lines[line])
    relay.delay(line === undefined ? 0 : lines[line].latency)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    if (journal !== undefined) {
      const { token, username } = accounts[0]
      await page.addInitScript(([name, kept]) => sessionStorage.setItem(`${name}:session`, kept), [
        journal,
        JSON.stringify({ token, username, seen: Date.now() }),
      ] as const)
    }
    return { page, cdp, idle: watchRequests(page), close: () => page.close() }
  }

  return {
    context,
    newTab,
    /** Goes there and watches it load; resolves before anything has. */
    load: async ({ page }: Tab, path: string, wanted: Wanted): Promise<void> => {
      await page.addInitScript({ content: `${probe}\nbench.watch(${JSON.stringify(wanted)})` })
      await page.goto(`${relay.url}${path}`, { waitUntil: 'commit' })
    },
    /** Writes so many applications into the journal, before a desk has opened it. */
    fill: async (count: number): Promise<void> => {
      if (journal === undefined) throw new Error('bench: no journal to fill')
      const page = await context.newPage()
      // Any address of the origin will do where no desk runs.
      await page.goto(`${relay.url}/favicon.svg`)
      await page.evaluate(await pageScript('fill'))
      await page.evaluate(([name, applications]) => fillJournal(name, applications), [journal, count] as const)
      await page.close()
    },
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

const calmMs = 500

function watchRequests(page: Page): Tab['idle'] {
  const underWay = new Set<Request>()
  let changed = performance.now()
  const note = (change: (request: Request) => void) => (request: Request) => {
    if (new URL(request.url()).pathname.startsWith('/record/')) return
    change(request)
    changed = performance.now()
  }
  const ended = note((request) => underWay.delete(request))
  page.on(
    'request',
    note((request) => underWay.add(request)),
  )
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    while (underWay.size > 0 || performance.now() - changed < calmMs) await setTimeout(50)
  }
}
