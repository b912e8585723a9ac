import type { CDPSession, Page } from '@playwright/test'
import { fillForm, form, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const devTools = (page: Page) => page.context().newCDPSession(page)

for (const [how, takeAway, tag] of [
  [
    'that the browser has stopped',
    async (tools: CDPSession) => {
      await tools.send('ServiceWorker.enable')
      await tools.send('ServiceWorker.stopAllWorkers')
    },
    ' @deep',
  ],
  [
    'that the browser bypasses',
    async (tools: CDPSession) => {
      await tools.send('Network.enable')
      await tools.send('Network.setBypassServiceWorker', { bypass: true })
    },
    '',
  ],
] as const) {
  test(`a demo with a worker ${how} sends nothing to its host and says so${tag}`, async ({ page }) => {
    // What the form asks OMS by itself has been answered before the worker goes.
    const suggestions = ['/oms/zones', '/oms/tables/126/2/0'].map((path) => page.waitForResponse(`**${path}`))
    await page.goto('/')
    await fillForm(page)
    await Promise.all(suggestions)
    await expect(submit(page)).toBeEnabled()
    await takeAway(await devTools(page))
    const answered: string[] = []
    page.on('response', (response) => answered.push(response.url()))
    await submit(page).click()
    const alert = form(page).getByRole('alert').filter({ hasText: 'Not sent: nothing was created' })
    await expect(alert).toContainText("The demo's worker does not answer this page")
    expect(answered.filter((url) => url.includes('/oms/'))).toEqual([])
  })
}

test('a demo whose worker is bypassed from the start says how to open it, beside another tab as well', async ({
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
