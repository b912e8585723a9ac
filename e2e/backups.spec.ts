import { holdScript, progress, submitMany } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('what was never backed up is red, and is backed up from there', async ({ page }) => {
  await page.goto('/apply')
  await page.getByRole('link', { name: 'Backups' }).click()
  await page.getByRole('textbox', { name: 'App ID' }).fill('3')
  await page.getByRole('button', { name: 'Show tables' }).click()
  const board = page.getByRole('region', { name: 'Backups' })
  const rows = board.getByRole('row').filter({ has: page.getByRole('cell') })
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'friend' })).toContainText('Red')
  await expect(rows.filter({ hasText: 'friend' })).toContainText('No completed backup known')

  await board.getByRole('button', { name: 'Back up the red ones (2)' }).click()
  await expect(page.getByRole('textbox', { name: 'Paste rows' })).toHaveValue(/\t3\t0\tfriend/)
  await submitMany(page, 2)
  await expect(progress(page)).toHaveAttribute('aria-valuenow', '2')

  await page.getByRole('link', { name: 'Backups' }).click()
  await board.getByRole('link', { name: 'App 3' }).click()
  await expect(rows.filter({ hasText: 'friend' })).toContainText('Pending')
  await expect(board.getByRole('button', { name: 'Back up the red ones (0)' })).toBeDisabled()
})

test('"/" pressed before the tables are there goes to their search, with what is typed after it @deep', async ({
  page,
}) => {
  const letScriptGo = await holdScript(page)
  await page.goto('/backups?app=2', { waitUntil: 'commit' })
  await page.locator('#root').waitFor({ state: 'attached' })
  await page.keyboard.type('/player')
  letScriptGo()
  await expect(page.getByRole('searchbox', { name: 'Search tables' })).toHaveValue('player')
  await expect(page).toHaveURL(/\/backups\?app=2&search=player$/)
})
