import { applyAs, expectAccessible, fillForm, form, openReject, row, rows, signInDialog, submit } from './desk-page'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'parallel' })
test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('axe finds nothing on the empty apply page', async ({ page }) => {
  await page.goto('/')
  await expect(form(page)).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on a form with errors', async ({ page }) => {
  await page.goto('/')
  await submit(page).click()
  await expect(form(page)).toContainText('Needed: a number such as 126')
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

test('axe finds nothing on rows of every status and their alerts', async ({ page }) => {
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

test('axe finds nothing on the history page', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await page.getByRole('link', { name: 'All applications' }).click()
  await expect(row(page, '#558')).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on the reject dialog', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(dialog).toContainText('A memo is needed')
  await expectAccessible(page)
})

test('axe finds nothing on the sign-in dialog', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(signInDialog(page)).toBeVisible()
  await expectAccessible(page)
  await signInDialog(page).getByRole('button', { name: 'Sign in' }).click()
  await expect(signInDialog(page)).toContainText('Needed')
  await expectAccessible(page)
  await signInDialog(page).getByRole('button', { name: 'Use an access token instead' }).click()
  await expect(signInDialog(page).getByLabel('Access token', { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('axe finds nothing on the page of an unknown address', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expectAccessible(page)
})
