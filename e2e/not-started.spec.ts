import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { field, holdScript, pageScript, signInDialog, submit } from './support/desk-page'
import { expect, serveDesk, test } from './support/fixtures'

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

/** The build as a later one is: every file under another name, and none under the old one. */
async function laterBuild(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), 'later-build-'))
  await cp(join(import.meta.dirname, '../dist'), dist, { recursive: true })
  const assets = join(dist, 'assets')
  const all = await readdir(assets)
  const packed = all.filter((name) => /\.(?:br|gz)$/.test(name))
  await Promise.all(packed.map((name) => rm(join(assets, name))))
  const names = all.filter((name) => !packed.includes(name))
  const pages = (await readdir(dist)).filter((name) => name.endsWith('.html')).map((name) => join(dist, name))
  for (const file of [...pages, ...names.filter((name) => name.endsWith('.js')).map((name) => join(assets, name))]) {
    const text = await readFile(file, 'utf8')
    await writeFile(
      file,
      names.reduce((changed, name) => changed.replaceAll(name, `later-${name}`), text),
    )
  }
  await Promise.all(names.map((name) => rename(join(assets, name), join(assets, `later-${name}`))))
  return dist
}

test('a page from before a deploy says what it can no longer load, keeps what was typed, and is whole after a reload', async ({
  page,
  mockOms,
}) => {
  const before = await serveDesk({ OMS_ADDRESS: mockOms.address })
  await page.goto(`${before.url}/apply`)
  await expect(signInDialog(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(signInDialog(page)).toBeHidden()
  await field(page, 'Set ID').fill('126')
  await before.close()
  const dist = await laterBuild()
  const after = await serveDesk({ OMS_ADDRESS: mockOms.address }, { port: before.port, dist })

  await page.getByRole('link', { name: 'Help' }).click()
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' })
  await expect(failed).toContainText('If "Try again" does not help, reload the page.')
  const asked = page.waitForResponse((response) => response.status() === 404)
  await failed.getByRole('button', { name: 'Try again' }).click()
  await asked
  await expect(failed).toBeVisible()

  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible()
  await page.goto(`${after.url}/apply`)
  await expect(field(page, 'Set ID')).toHaveValue('126')
  await after.close()
  await rm(dist, { recursive: true })
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
