import type { Locator } from '@playwright/test'
import { applyAs, expectAccessible, fillForm, form, openReject, row, rows, signInDialog, submit } from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('axe finds nothing on the empty apply page @deep', async ({ page }) => {
  await page.goto('/')
  await expect(form(page)).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on a form with errors @deep', async ({ page }) => {
  await page.goto('/')
  await submit(page).click()
  await expect(form(page)).toContainText('Required: a number such as 126')
  await expectAccessible(page)
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await submit(page).click()
  await expect(form(page)).toContainText('At least one server id')
  await expectAccessible(page)
  await form(page).getByRole('radio', { name: 'All servers' }).check()
  await submit(page).click()
  await expect(form(page)).toContainText('Type ALL in capital letters to confirm')
  await expectAccessible(page)
})

test('axe finds nothing on rows of every status and their alerts @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('test')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(row(page, '#558').getByText('Rejected', { exact: true })).toBeVisible()
  await applyAs(page, '#559')
  await expectAccessible(page)
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await applyAs(page, '#560')
  for (const [tableName, status] of [
    ['fault_transaction', 'Refused'],
    ['fault_lost_answer', 'Outcome unknown'],
    ['fault_slow', 'Sending'],
  ] as const) {
    await fillForm(page, { tableName })
    await submit(page).click()
    await expect(rows(page).first().getByText(status, { exact: true })).toBeVisible()
    await expectAccessible(page)
  }
})

test('axe finds nothing on the history page @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await page.getByRole('link', { name: 'All applications' }).click()
  await expect(row(page, '#558')).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on the reject dialog @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(dialog).toContainText('Enter a memo')
  await expectAccessible(page)
})

test('axe finds nothing on the sign-in dialog @deep', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(signInDialog(page)).toBeVisible()
  await expectAccessible(page)
  await signInDialog(page).getByRole('button', { name: 'Sign in' }).click()
  await expect(signInDialog(page)).toContainText('Required')
  await expectAccessible(page)
  await signInDialog(page).getByRole('button', { name: 'Use an access token instead' }).click()
  await expect(signInDialog(page).getByLabel('Access token', { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on the page of an unknown address @deep', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await expectAccessible(page)
})

for (const [name, viewport] of [
  ['320 px', { width: 320, height: 640 }],
  ['a zoom of 200 %', { width: 640, height: 400 }],
] as const) {
  for (const locale of ['en-GB', 'zh-CN']) {
    test.describe(`${locale} at ${name}`, () => {
      test.use({ viewport, locale })

      test('no screen is wider than the window @deep', async ({ page }) => {
        const expectFits = async () => {
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect.soft(width, page.url()).toBeLessThanOrEqual(viewport.width)
        }
        await page.goto('/?seed=40')
        await page
          .getByRole('link', { name: /^#\d+$/ })
          .first()
          .waitFor()
        await expectFits()
        await page.goto('/apply/many')
        await page.getByRole('textbox').first().waitFor()
        await expectFits()
        await page.goto('/applications')
        const first = page.getByRole('link', { name: /^#\d+$/ }).first()
        await first.waitFor()
        await expectFits()
        await first.click()
        await page.getByRole('heading', { level: 2 }).first().waitFor()
        await expectFits()
        await page.getByRole('button', { name: /^(?:Reject|驳回) #/ }).click()
        await page.getByRole('dialog').getByRole('textbox').waitFor()
        await expectFits()
      })
    })
  }
}

test('where the system chooses the colours, states and buttons keep their outlines @deep', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/')
  await applyAs(page, '#558')
  const outlineOf = (element: Locator) => element.evaluate((one) => getComputedStyle(one).borderTopColor)
  const badge = row(page, '#558').getByText('Pending', { exact: true })
  expect(await outlineOf(badge)).not.toBe('rgba(0, 0, 0, 0)')
  expect(await outlineOf(row(page, '#558').getByRole('button', { name: 'Reject #558' }))).not.toBe('rgba(0, 0, 0, 0)')
})

test('who wants less motion gets none @deep', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  await applyAs(page, '#558')
  await openReject(page, '#558')
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length
  expect(await page.evaluate(moving)).toBe(0)
})
