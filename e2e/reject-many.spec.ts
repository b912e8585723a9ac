import type { Locator, Page } from '@playwright/test'
import { expectAccessible, row } from './desk-page'
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
const resultOf = (dialog: Locator, id: string) => dialog.getByRole('row').filter({ hasText: `#${id}` })

test('what can not be rejected is listed with its reason, and another tab does not change the list @deep', async ({
  page,
  context,
}) => {
  await select(page, ['534', '538', '556'])
  const dialog = await openReject(page, 2)
  await expect(resultOf(dialog, '556')).toContainText("Can't be rejected: its status is Approved")

  const other = await context.newPage()
  await other.goto('/applications')
  await other.getByRole('button', { name: 'Reject #534' }).click()
  const single = other.getByRole('dialog', { name: 'Reject #534' })
  await single.getByRole('textbox', { name: 'Memo' }).fill('by another tab')
  await single.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(single).toBeHidden()

  await expect(resultOf(dialog, '534')).toContainText('Rejected')
  await expect(dialog.getByRole('heading', { name: 'Reject 2 applications' })).toBeVisible()
  await dialog.getByRole('button', { name: 'by another tab' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toHaveValue('by another tab')
  await rejectButton(dialog).click()
  await expect(dialog.getByText('2 rejected').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(row(page, '#538')).toContainText('Memo: by another tab')
})

test('axe finds nothing in the dialog, from empty to its results @deep', async ({ page }) => {
  await select(page, ['534', '538', '541', '556'])
  const dialog = await openReject(page, 3)
  await expectAccessible(page)
  await rejectButton(dialog).click()
  await expect(dialog).toContainText('A memo is needed')
  await dialog.getByRole('switch', { name: 'Other memos for some of them' }).click()
  await dialog.getByRole('textbox', { name: 'Own memo for #534' }).fill('fault_transaction')
  await dialog.getByRole('textbox', { name: 'Own memo for #538' }).fill('fault_whitelist')
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('not now')
  await rejectButton(dialog).click()
  await expect(dialog.getByRole('alert')).toContainText('Stopped at #538')
  await expectAccessible(page)
})
