import type { Page } from '@playwright/test'
import { applyAs, expectAccessible, row, rows, signIn } from './desk-page'
import { expect, test } from './fixtures'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Track by id' })
const track = (page: Page) => dialog(page).getByRole('button', { name: 'Track', exact: true })

async function openTrack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Track by id' }).click()
  await expect(dialog(page).getByRole('textbox', { name: 'Ids' })).toBeFocused()
}

async function trackIds(page: Page, ids: string): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Ids' }).fill(ids)
  await track(page).click()
}

test.describe('in the demo', () => {
  test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

  test('a range fills the list of an empty browser, once @deep', async ({ page }) => {
    await page.goto('/applications')
    await openTrack(page)
    await trackIds(page, '532-536, 557 541')
    await expect(dialog(page).getByText('6 tracked, 1 not found')).toBeVisible()
    await trackIds(page, '541-543')
    await expect(dialog(page).getByText('1 tracked, 1 known already, 1 not found')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Close' }).click()
    await expect(dialog(page)).toBeHidden()
    await page.goto('/applications')
    await expect(row(page, '#541')).toContainText('Pending')
    await expect(row(page, '#541')).toContainText('Table mail')
    await page.reload()
    await expect(rows(page).filter({ hasText: '#541' })).toHaveCount(1)
  })

  test('axe finds nothing in the dialog, from empty to its summary @deep', async ({ page }) => {
    await page.goto('/applications')
    await openTrack(page)
    await expectAccessible(page)
    await trackIds(page, 'x')
    await expect(dialog(page)).toContainText('Not an id')
    await expectAccessible(page)
    await trackIds(page, '534-536, 9500')
    await expect(dialog(page).getByText('2 tracked, 1 not found, 1 failed')).toBeVisible()
    await expectAccessible(page)
    await trackIds(page, '9403')
    await expect(dialog(page).getByRole('alert')).toContainText('Stopped at #9403')
    await expectAccessible(page)
  })
})

test.describe('in front of an OMS', () => {
  test.use({ baseURL: ({ real }, provide) => provide(real.url) })

  test("what this desk has applied for is known already, and OMS's word is added to it @deep", async ({ page }) => {
    await page.goto('/')
    await signIn(page)
    await applyAs(page, '#558')
    await page.goto('/applications')
    await signIn(page)
    await openTrack(page)
    await trackIds(page, '557-558')
    await expect(dialog(page).getByText('1 tracked, 1 known already')).toBeVisible()
  })
})
