import type { Page } from '@playwright/test'
import { applications, applyAs, form, openReject, row, rows, sendRejection } from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const progress = (page: Page) => page.getByRole('progressbar', { name: 'Filling the demo' })

test('"?seed=1000" fills list and mock with 1,000 applications, which can be decided @deep', async ({ page }) => {
  await page.goto('/applications?show=pending&seed=1000')
  await expect(page).toHaveURL('/applications?show=pending')
  const button = applications(page)
    .getByRole('button', { name: /^Reject #\d+$/ })
    .first()
  const id = ((await button.textContent()) ?? '').replace('Reject ', '')
  await sendRejection(await openReject(page, id), 'out of a thousand')
  await expect(row(page, id)).toHaveCount(0)
  await page.goto('/applications')
  await expect(applications(page).getByText('1,000 applications', { exact: true })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search applications' }).fill('out of a thousand')
  await expect(row(page, id).getByText('Rejected', { exact: true })).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
})

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
  await expect(other.getByText('Another tab fills the demo; this page goes on by itself.')).toBeVisible()
  await page.close()
  await expect(applications(other)).toContainText('No applications yet')
  await applyAs(other, '#558')
  await other.reload()
  await expect(rows(other)).toHaveCount(1)
})

test('"?seed=1.5" says what is allowed, changes nothing, and leads on @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await page.goto('/applications?show=pending&seed=1.5')
  await expect(page.getByRole('alert')).toContainText('a whole number from 0 to 200,000')
  await page.getByRole('link', { name: 'Open the demo as it is' }).click()
  await expect(page).toHaveURL('/applications?show=pending')
  await expect(row(page, '#558')).toBeVisible()
})

test("no other environment's record is touched", async ({ page }) => {
  const other = (work: 'write' | 'read') =>
    page.evaluate(
      (what) =>
        new Promise<unknown>((resolve, reject) => {
          const opening = indexedDB.open('backup-desk:oms.example:8080')
          opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('events'))
          opening.addEventListener('error', () => reject(opening.error ?? new Error('IndexedDB')))
          opening.addEventListener('success', () => {
            const store = opening.result.transaction('events', 'readwrite').objectStore('events')
            const request = what === 'write' ? store.put('theirs', 1) : store.getAll()
            request.addEventListener('success', () => {
              opening.result.close()
              resolve(request.result)
            })
          })
        }),
      work,
    )
  await page.goto('/apply')
  await other('write')
  await page.goto('/apply?seed=10')
  await expect(rows(page)).toHaveCount(10)
  expect(await other('read')).toEqual(['theirs'])
})
