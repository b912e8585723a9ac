import { createServer } from 'node:http'
import type { Page } from '@playwright/test'
import { applyAs, fillForm, form, row, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { listen } from './support/listen'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const devTools = (page: Page) => page.context().newCDPSession(page)

/** Fills in the form, and waits for what it asks OMS by itself. */
async function openFilledForm(page: Page): Promise<void> {
  const suggestions = ['/oms/zones', '/oms/tables/126/2/0'].map((path) => page.waitForResponse(`**${path}`))
  await page.goto('/')
  await fillForm(page)
  await Promise.all(suggestions)
  await expect(submit(page)).toBeEnabled()
}

test('a demo with a worker that the browser bypasses sends nothing to its host and says so', async ({ page }) => {
  await openFilledForm(page)
  const tools = await devTools(page)
  await tools.send('Network.enable')
  await tools.send('Network.setBypassServiceWorker', { bypass: true })
  const answered: string[] = []
  page.on('response', (response) => answered.push(response.url()))
  await submit(page).click()
  const alert = form(page).getByRole('alert').filter({ hasText: 'Not sent: nothing was created' })
  await expect(alert).toContainText("The demo's worker does not answer this page")
  expect(answered.filter((url) => url.includes('/oms/'))).toEqual([])
})

for (const [how, takeAway, tag] of [
  [
    'that the browser has stopped',
    async (page: Page) => {
      const tools = await devTools(page)
      await tools.send('ServiceWorker.enable')
      await tools.send('ServiceWorker.stopAllWorkers')
    },
    ' @deep',
  ],
  [
    'that was told of a page that is left, and then is not',
    async (page: Page) => {
      const asked = page.waitForEvent('dialog')
      await page.close({ runBeforeUnload: true })
      await (await asked).dismiss()
    },
    '',
  ],
] as const) {
  test(`a demo with a worker ${how} goes on${tag}`, async ({ page }) => {
    await openFilledForm(page)
    await takeAway(page)
    await submit(page).click()
    await expect(row(page, '#558')).toContainText('Pending')
  })
}

test('a demo whose worker is bypassed from the start says how to open it, beside another tab as well @deep', async ({
  page,
  context,
}) => {
  for (const tab of [page, await context.newPage()]) {
    const tools = await devTools(tab)
    await tools.send('Network.enable')
    await tools.send('Network.setBypassServiceWorker', { bypass: true })
    await tab.goto('/')
    await expect(tab.getByRole('alert')).toContainText('none can answer here')
    await tools.detach()
  }
})

test('a demo that is reloaded with Shift works, beside another tab as well @deep', async ({ page, context }) => {
  await page.goto('/')
  await expect(page.getByText('Signed in as demo')).toBeVisible()
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto('/')
    await expect(tab.getByText('Signed in as demo')).toBeVisible()
    await (await devTools(tab)).send('Page.reload', { ignoreCache: true })
    await expect(tab.getByText('Signed in as demo')).toBeVisible()
    await fillForm(tab, { tableName: '' })
    await expect(submit(tab)).toBeEnabled()
  }
})

/** Hosts the demo; once it is newer, its worker has another script. */
async function hostNewer(demo: string) {
  let isNewer = false
  const server = createServer((request, response) => {
    void (async () => {
      const { url = '/' } = request
      const answer = await fetch(new URL(url, demo))
      const body = Buffer.from(await answer.arrayBuffer())
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? 'text/plain' })
      response.end(isNewer && url === '/demo-worker.js' ? `${body.toString()}// newer` : body)
    })()
  })
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    renew: () => {
      isNewer = true
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('a newer demo works while a tab of the older one is open, and so does that tab @deep', async ({
  page,
  context,
  demo,
}) => {
  const host = await hostNewer(demo.url)
  await page.goto(host.url)
  await expect(page.getByText('Signed in as demo')).toBeVisible()
  host.renew()
  const newer = await context.newPage()
  await newer.goto(host.url)
  await applyAs(newer, '#558')
  await page.bringToFront()
  await applyAs(page, '#559', { tableName: 'guild' })
  host.close()
})
