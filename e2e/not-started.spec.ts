import type { Page } from '@playwright/test'
import { field, holdScript, pageScript, signInDialog, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ real }, provide) => provide(real.url) })

test('a dialog that could not be loaded offers to try again, without a reload', async ({ page }) => {
  await page.route('**/assets/dialogs-*.js', (route) => route.abort())
  await page.goto('/apply')
  await field(page, 'Set ID').fill('126')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' })
  await expect(failed).toContainText('Nothing was sent, and what you typed is still here.')
  await page.unroute('**/assets/dialogs-*.js')
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(signInDialog(page)).toBeVisible()
  await expect(field(page, 'Set ID')).toHaveValue('126')
})

const notice = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'Chrome 123, Edge 123, Firefox 120, Safari 17.5' })

for (const [what, answer] of [
  ['cannot be had', { status: 404 }],
  ['is in words that the browser does not know', { contentType: 'text/javascript', body: 'let = (?<!' }],
] as const) {
  test(`where the script ${what}, the page says which browsers it needs`, async ({ page }) => {
    await page.route(pageScript, (route) => route.fulfill(answer))
    await page.goto('/apply')
    await expect(notice(page)).toContainText('Backup Desk 未能启动')
    await expect(submit(page)).toBeDisabled()
  })
}

test('a script that has not started after ten seconds is told of, until it starts', async ({ page }) => {
  const release = await holdScript(page)
  await page.clock.install()
  // Until its script is there, the page does not come to the end of its loading.
  await page.goto('/apply', { waitUntil: 'commit' })
  await expect(page.getByRole('banner')).toBeVisible()
  await expect(notice(page)).toBeHidden()
  await page.clock.fastForward(10_000)
  await expect(notice(page)).toBeVisible()
  await page.clock.resume()
  release()
  await expect(submit(page)).toBeEnabled()
  await expect(notice(page)).toBeHidden()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('there is a sentence in both languages and no form that does not work', async ({ page }) => {
    await page.goto('/apply')
    // A browser that is told to run no script still reads the page as one that does, and shows no <noscript>.
    const head = await page.content()
    expect(head).toMatch(/<noscript>.*#root *\{\s*display: *none.*#not-started *\{\s*display: *block/s)
    await expect(page.locator('#not-started')).toContainText('Backup Desk has not started')
    await expect(page.locator('#not-started')).toContainText('Backup Desk 未能启动')
  })
})
