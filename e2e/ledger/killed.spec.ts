import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../find-browser'
import { commitThenHang, expect, expectStatus, openDesk, press, test } from './desk'
import { readJournal } from './journal'
import { expectAgreement } from './ledger'

test.describe.configure({ mode: 'parallel' })

/** A browser of its own, on a profile that outlives it, to be killed without a word. */
async function startBrowser(profile: string) {
  const browser = spawn(
    findBrowser() ?? '',
    [...browserArguments, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let printed = ''
  for await (const chunk of browser.stderr) {
    printed += String(chunk)
    if (/ws:\/\/\S+\s/.test(printed)) break
  }
  const connected = await chromium.connectOverCDP(/ws:\/\/\S+/.exec(printed)?.[0] ?? '')
  const context = connected.contexts()[0]
  if (context === undefined || browser.pid === undefined) throw new Error('the browser did not start')
  const { pid } = browser
  return {
    page: await context.newPage(),
    kill: async () => {
      const ended = once(browser, 'exit')
      process.kill(-pid, 'SIGKILL')
      await ended
    },
  }
}

const cases: {
  title: string
  until: (page: Page, arrived: (count: number) => Promise<void>) => Promise<void>
  status: string
  arrivals: number
}[] = [
  {
    title: 'before the POST leaves',
    until: async (page) => {
      const asked = page.waitForRequest('**/oms/apply')
      await page.route('**/oms/apply', () => {})
      await press(page, 'guild')
      await asked
    },
    status: 'Outcome unknown',
    arrivals: 0,
  },
  {
    title: 'during the POST',
    until: async (page, arrived) => {
      await press(page, 'guild')
      await arrived(1)
    },
    status: 'Outcome unknown',
    arrivals: 1,
  },
  {
    title: 'after the POST',
    until: async (page) => {
      await press(page, 'guild')
      await expectStatus(page, 'guild', 'Pending')
    },
    status: 'Pending',
    arrivals: 1,
  },
]

for (const { title, until, status, arrivals } of cases) {
  test(`killed: a browser that is killed ${title} still has the intent when it starts again`, async ({ oms, hop }) => {
    const profile = await mkdtemp(join(tmpdir(), 'desk-profile-'))
    if (title === 'during the POST') oms.obey(commitThenHang)
    const first = await startBrowser(profile)
    await openDesk(first.page, hop.served.url)
    await until(first.page, oms.arrived)
    await first.kill()

    const second = await startBrowser(profile)
    await second.page.goto(hop.served.url)
    await expectStatus(second.page, 'guild', status)
    expect(oms.ledger.arrivals).toHaveLength(arrivals)
    const events = await readJournal(second.page, oms.environment)
    expect(events[0]).toMatchObject({ kind: 'apply intent', draft: { target: { tableName: 'guild' } } })
    await expectAgreement(second.page, oms)
    await second.kill()
    await rm(profile, { recursive: true, force: true })
  })
}
