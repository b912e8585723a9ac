import type { Page } from '@playwright/test'
import { applications, applyAs, dumpStorage, form, row, rows } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const progress = (page: Page) => page.getByRole('progressbar', { name: 'Filling the demo' })

test('the progress is shown, another tab waits, and a page that is closed in the middle leaves an empty demo @deep', async ({
  page,
  context,
}) => {
  await page.goto('/apply?seed=200000', { waitUntil: 'commit' })
  await expect(progress(page)).toHaveAttribute('aria-valuemax', '200000')
  await expect(progress(page)).toHaveAttribute('aria-valuenow', /^[1-9]\d*$/)
  await expect(progress(page)).toHaveAttribute('aria-valuetext', /^Filling the demo: \d\S* of 200,000$/)
  await expect(form(page)).toBeHidden()
  const other = await context.newPage()
  await other.goto('/apply')
  await expect(
    other.getByText('Another tab is filling the demo. When that is done, this page continues by itself.'),
  ).toBeVisible()
  await page.close()
  await expect(applications(other)).toContainText('No applications yet')
  await applyAs(other, '#558')
  await other.reload()
  await expect(rows(other)).toHaveCount(1)
})

test('a reset while another tab fills the demo is not undone by it @deep', async ({ page, context }) => {
  const filling = await context.newPage()
  await page.goto('/applications')
  await expect(applications(page)).toContainText('No applications yet')
  await filling.goto('/apply?seed=3000', { waitUntil: 'commit' })
  await expect(progress(filling)).toHaveAttribute('aria-valuenow', /^[1-9]\d*$/)
  await page.getByRole('button', { name: 'Reset demo' }).click()
  await expect(form(filling)).toBeVisible()
  await expect(applications(filling)).toContainText('No applications yet')
  await applyAs(filling, '#558')
  await expect(rows(filling)).toHaveCount(1)
})

test('a reset leaves nothing of what OMS said before @deep', async ({ page }) => {
  await page.goto('/apply')
  await applyAs(page, '#558')
  await row(page, '#558').getByRole('link').click()
  const inOms = page.getByRole('region', { name: 'In OMS' })
  await expect(inOms).toContainText('execute_status 0')
  await page.getByRole('button', { name: 'Reset demo' }).click()
  await expect(inOms).toContainText("can't find apply_list(apply_id=558)")
  await expect(inOms).not.toContainText('execute_status')
})

test("no other environment's record is touched", async ({ page }) => {
  await page.goto('/apply')
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('backup-desk:oms.example:8080')
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('events').put('theirs', 1))
        opening.addEventListener('error', () => reject(opening.error ?? new Error('IndexedDB')))
        opening.addEventListener('success', () => {
          opening.result.close()
          resolve()
        })
      }),
  )
  await page.goto('/apply?seed=10')
  await expect(rows(page)).toHaveCount(10)
  expect(await dumpStorage(page)).toContain('theirs')
})
