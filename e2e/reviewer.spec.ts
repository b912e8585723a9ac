import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { row, rows } from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const trackDialog = (page: Page) => page.getByRole('dialog', { name: 'Track by id' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const select = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()

/** Opens the list and takes over these ids from the demo's OMS, which has other people's applications 530 to 557. */
async function track(page: Page, ids: string): Promise<void> {
  await page.goto('/applications')
  await button(page, 'Track by id').click()
  await trackDialog(page).getByRole('textbox', { name: 'Ids', exact: true }).fill(ids)
  await trackDialog(page).getByRole('button', { name: 'Track', exact: true }).click()
  await expect(trackDialog(page).getByRole('status')).not.toBeEmpty()
}

async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function exported(page: Page): Promise<{ name: string; text: string }> {
  await button(page, 'Export').click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'JSON', exact: true }).click()
  const file = await download
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

async function choose(page: Page, text: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await button(page, 'Import').click()
  await (await chooser).setFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(page.getByRole('dialog', { name: 'Import' })).toBeVisible()
}

/** Ids of the demo's world that stay pending: nobody decides them elsewhere. */
async function pendingIds(page: Page): Promise<string[]> {
  const boxes = await rows(page).filter({ hasText: 'Pending' }).getByRole('checkbox').all()
  const names = await Promise.all(boxes.map((box) => box.getAttribute('aria-label')))
  return names.flatMap((name) => /#\d+/.exec(name ?? '')?.[0] ?? [])
}

test('a reviewer with an empty browser and one id pulls the neighbourhood, rejects ten and hands over the record @deep', async ({
  page,
  browser,
  demo,
}) => {
  await track(page, '530-560')
  await expect(trackDialog(page).getByRole('status')).toContainText(/26 tracked, 5 not found/)
  await closeDialog(page)
  await expect(rows(page)).toHaveCount(26)
  const ids = (await pendingIds(page)).filter((id) => !['#545', '#548', '#551', '#554'].includes(id))
  const ten = ids.slice(0, 10)
  expect(ten).toHaveLength(10)

  for (const id of ten) await select(page, id)
  await button(page, 'Reject 10 applications').click()
  const dialog = page.getByRole('dialog', { name: 'Reject 10 applications' })
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('after the release')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(dialog.getByText('10 rejected', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '10')
  await closeDialog(page)
  for (const id of ten) await expect(row(page, id)).toContainText('Memo: after the release')
  await expect(page.getByText('10 selected')).toHaveCount(0)

  await page.goto('/applications')
  const { name, text } = await exported(page)
  expect(name).toMatch(/^backup-desk-demo-\d{4}-\d\d-\d\d\.json$/)

  const auditor = await (await browser.newContext({ baseURL: demo.url })).newPage()
  await auditor.goto('/applications')
  await choose(auditor, text)
  await auditor.getByRole('button', { name: 'Import 26 applications' }).click()
  await auditor.getByRole('button', { name: 'Done' }).click()
  await expect(row(auditor, ten[0] ?? '')).toContainText('Memo: after the release')
  await choose(auditor, text)
  await expect(auditor.getByRole('dialog')).toContainText('0 new, 26 known already')
  await expect(auditor.getByRole('button', { name: 'Import 0 applications' })).toBeDisabled()
  await auditor.context().close()
})
