import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

/** An empty browser that has tracked these and selected them. */
async function select(page: Page, ids: string[]): Promise<void> {
  await page.goto('/applications')
  await page.getByRole('button', { name: 'Track by id' }).click()
  const tracking = page.getByRole('dialog', { name: 'Track by id' })
  await tracking.getByRole('textbox', { name: 'Ids' }).fill(ids.join(' '))
  await tracking.getByRole('button', { name: 'Track', exact: true }).click()
  await expect(tracking.getByText(`${ids.length} tracked`)).toBeVisible()
  await tracking.getByRole('button', { name: 'Close' }).click()
  for (const id of ids) await page.getByRole('checkbox', { name: `Select #${id}`, exact: true }).check()
}

async function openReject(page: Page, count: number): Promise<Locator> {
  const name = count === 1 ? 'Reject 1 application' : `Reject ${count} applications`
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toBeFocused()
  return dialog
}

const rejectButton = (dialog: Locator) => dialog.getByRole('button', { name: 'Reject', exact: true })

test('axe finds nothing in the dialog, from empty to its results @deep', async ({ page }) => {
  await select(page, ['534', '538', '541', '556'])
  const dialog = await openReject(page, 3)
  await expectAccessible(page)
  await rejectButton(dialog).click()
  await expect(dialog).toContainText('Enter a memo')
  await dialog.getByRole('switch', { name: 'Other memos for some of them' }).click()
  await dialog.getByRole('textbox', { name: 'Own memo for #534' }).fill('fault_transaction')
  await dialog.getByRole('textbox', { name: 'Own memo for #538' }).fill('fault_whitelist')
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('not now')
  await rejectButton(dialog).click()
  await expect(dialog.getByRole('alert')).toContainText('Stopped at #538')
  await expectAccessible(page)
})
