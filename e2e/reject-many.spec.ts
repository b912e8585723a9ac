import type { Locator, Page } from '@playwright/test'
import { expectAccessible, progress, row } from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

// Pending ones of the mock's world that nobody else decides.
const ten = ['534', '538', '541', '543', '544', '546', '547', '549', '550', '552']

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

test('ten are rejected with one memo, and one of them with its own', async ({ page }) => {
  await select(page, ten)
  const dialog = await openReject(page, 10)
  await rejectButton(dialog).click()
  await expect(dialog).toContainText('A memo is needed')
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('wrong maintenance window')
  await dialog.getByRole('switch', { name: 'Other memos for some of them' }).click()
  await dialog.getByRole('textbox', { name: 'Own memo for #541' }).fill('asked for twice')
  await rejectButton(dialog).click()
  await expect(dialog.getByText('10 rejected').first()).toBeVisible()
  await expect(progress(page)).toHaveAttribute('aria-valuenow', '10')
  await expect(rejectButton(dialog)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('checkbox', { name: /^Select #/, checked: true })).toHaveCount(0)

  await page.goto('/applications/541')
  await expect(page.getByText('Rejected', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('Memo: asked for twice').first()).toBeVisible()
  await page.goto('/applications/550')
  await expect(page.getByText('Memo: wrong maintenance window').first()).toBeVisible()
})

test('a refusal and a lost answer are told row by row; only the refused is retried, and the memo stays', async ({
  page,
}) => {
  await select(page, ['534', '538', '541'])
  const dialog = await openReject(page, 3)
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('not now')
  await dialog.getByRole('switch', { name: 'Other memos for some of them' }).click()
  await dialog.getByRole('textbox', { name: 'Own memo for #534' }).fill('fault_transaction')
  await dialog.getByRole('textbox', { name: 'Own memo for #538' }).fill('fault_lost_answer')
  await rejectButton(dialog).click()
  await expect(dialog.getByText('1 rejected, 1 refused, 1 of unknown outcome').first()).toBeVisible()
  await expect(resultOf(dialog, '534')).toContainText('Get TcaplusServer by:10.123.15.2 failed')
  await expect(resultOf(dialog, '538')).toContainText('Outcome unknown')
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toHaveValue('not now')
  await dialog.getByRole('textbox', { name: 'Own memo for #534' }).fill('')
  await dialog.getByRole('button', { name: 'Retry 1 refused' }).click()
  await expect(dialog.getByText('2 rejected, 1 of unknown outcome').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Retry|^Reject$/ })).toHaveCount(0)
})

test('what can not be rejected is listed with its reason, and another tab does not change the list', async ({
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

test('axe finds nothing in the dialog, from empty to its results', async ({ page }) => {
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
