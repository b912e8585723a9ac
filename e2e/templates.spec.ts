import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import {
  applyAs,
  batchRows,
  expectForm,
  field,
  fillForm,
  form,
  pasteRows,
  rows,
  sentApplications,
  submit,
  submitMany,
} from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({
  baseURL: ({ demo }, provide) => provide(demo.url),
  permissions: ['clipboard-read', 'clipboard-write'],
})

const templates = (page: Page) => page.getByRole('dialog', { name: 'Templates' })
const views = (page: Page) => page.getByRole('dialog', { name: 'Saved views' })
const header = 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'

async function saveAs(page: Page, label: string | RegExp, name: string) {
  await page.getByRole('button', { name: 'Templates' }).click()
  await templates(page).getByRole('textbox', { name: label }).fill(name)
  await page.keyboard.press('Enter')
  await expect(templates(page).getByText(`Saved as "${name}"`)).toBeVisible()
  await page.keyboard.press('Escape')
}

test('the form and a table are saved under names, and chosen after a reload they are filled in and submitted', async ({
  page,
}) => {
  const sent = sentApplications(page)
  await page.goto('/')
  await fillForm(page)
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await saveAs(page, 'Save the form as', 'Player')
  await page.getByRole('tab', { name: 'Many at once' }).click()
  await pasteRows(page, [header, '126,2,0,mail,,1', '126,2,0,guild,,0', '126,2,0,,0,0'])
  await saveAs(page, 'Save the 2 ready rows as', 'Friday, 2 tables')
  await page.getByRole('button', { name: 'Clear the table' }).click()
  await page.goto('/apply')
  await page.reload()
  await fillForm(page, { tableName: 'chat' })
  await page.getByRole('button', { name: 'Templates' }).click()
  await templates(page).getByRole('link', { name: 'Player' }).click()
  await expectForm(page)
  await expect(page).toHaveURL(/\/apply$/)
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).not.toBeChecked()
  await expect(form(page).getByRole('note').first()).toContainText('Filled in from the template "Player"')
  expect(sent).toEqual([])
  await submit(page).click()
  await expect(form(page).getByRole('status')).toContainText('Application #558 created')
  await form(page).getByRole('button', { name: 'Restore' }).click()
  await expect(field(page, 'Table name')).toHaveValue('chat')

  await page.getByRole('button', { name: 'Templates' }).click()
  await templates(page).getByRole('link', { name: 'Friday, 2 tables' }).click()
  await submitMany(page, 2)
  await expect(batchRows(page).getByRole('row').nth(2)).toContainText('#560')
  expect(sent).toEqual(
    ['player', 'mail', 'guild'].map(
      (table) => `{"set_id":"126","app_id":"2","zone_id":"0","table_name":"${table}","auto_approve":"0"}`,
    ),
  )
})

test('templates and views go to another browser: by link, and by export and import @deep', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/apply/many')
  await pasteRows(page, [header, '126,2,0,mail,,1', '126,2,,,"126.2.2.2 126.2.2.3",0'])
  await saveAs(page, 'Save the 2 ready rows as', 'Friday')
  await page.getByRole('button', { name: 'Templates' }).click()
  await templates(page).getByRole('button', { name: 'Copy link of Friday' }).click()
  await expect(templates(page).getByText('Link copied')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await page.goto('/')
  await applyAs(page, '#558')
  await page.goto('/applications?show=pending&set=126&sort=-set')
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Saved views' }).click()
  await views(page).getByRole('textbox', { name: 'Save this view as' }).fill('Set 126')
  await page.keyboard.press('Enter')
  await expect(views(page).getByRole('link', { name: 'Set 126' })).toBeVisible()
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'JSON' }).click()
  const file = await (await download).path()
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    named: [
      { kind: 'table', name: 'Friday' },
      { kind: 'view', name: 'Set 126', query: 'show=pending&set=126&sort=-set' },
    ],
  })

  const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }), reducedMotion: 'reduce' })
  const other = await context.newPage()
  await other.goto(link)
  await expect(other).toHaveURL(/\/apply\/many$/)
  await expect(other.getByText('A link has filled in the form. Nothing was sent')).toBeVisible()
  await expect(other.getByText('2 rows are ready')).toBeVisible()
  await expect(other.getByRole('table', { name: 'Rows as they were read' })).not.toContainText('Auto-approve')
  await other.goto(`${link}%0A126,2,,,0`)
  await expect(other.getByText('The link asks for all servers')).toBeVisible()

  await other.goto('/applications')
  const chooser = other.waitForEvent('filechooser')
  await other.getByRole('button', { name: 'Import' }).click()
  await (await chooser).setFiles(file)
  await other.getByRole('button', { name: 'Import 1 application' }).click()
  await expect(other.getByText('2 templates and views are imported')).toBeVisible()
  await other.getByRole('button', { name: 'Done' }).click()
  await other.getByRole('button', { name: 'Saved views' }).click()
  await views(other).getByRole('link', { name: 'Set 126' }).click()
  await expect(other).toHaveURL('/applications?show=pending&set=126&sort=-set')
  await expect(rows(other)).toHaveCount(1)
  await context.close()
})

test('the only view is deleted and brought back by keyboard, and the focus stays in the menu until that closes @deep', async ({
  page,
}) => {
  await page.goto('/applications')
  await page.getByRole('button', { name: 'Saved views' }).press('Enter')
  await views(page).getByRole('textbox', { name: 'Save this view as' }).fill('Everything')
  await page.keyboard.press('Enter')
  await views(page).getByRole('button', { name: 'Delete Everything' }).press('Enter')
  await expect(views(page).getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(views(page).getByRole('list', { name: 'Saved views' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(views(page).getByRole('link', { name: 'Everything' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Saved views' })).toBeFocused()
})
