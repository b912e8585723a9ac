import { readFile } from 'node:fs/promises'
import { batchRows, field, form, pasteRows, row, sentApplications, submitMany } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const header = 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'

test('a table is looked at row by row before anything is sent, and what is wrong is left out and kept', async ({
  page,
}) => {
  const sent = sentApplications(page)
  await page.goto('/')
  await page.getByRole('tab', { name: 'Many at once' }).click()
  await expect(page).toHaveURL(/\/apply\/many$/)
  await pasteRows(page, [
    header,
    '126,2,0,player,,0',
    '126,2,0,player,,0',
    '126,02,0,guild,,0',
    '126,2,,,"126.2.2.2, 126.2.2.3",1',
    '126,2,,,0,0',
    '126,2,,,,0',
  ])
  const seen = page.getByRole('table', { name: 'Rows as they were read' })
  const line = (number: number) =>
    seen.getByRole('row').filter({ has: page.getByRole('cell', { name: `${number}`, exact: true }) })
  await expect(line(1)).toContainText('Ready')
  await expect(line(2)).toContainText('The same as row 1, so it is sent once')
  await expect(line(3)).toContainText('app_id: Digits only')
  await expect(line(4)).toContainText('2 servers: 126.2.2.2, 126.2.2.3')
  await expect(line(4)).toContainText('Auto-approve')
  await expect(line(5)).toContainText('A table cannot apply for all servers')
  await expect(line(6)).toContainText('Enter a zone, a table or server ids')
  await expect(page.getByText('2 rows are ready, 3 are wrong, 1 is repeated')).toBeVisible()
  await expect(form(page)).toContainText('Goes to Demo')
  await expect(form(page)).toContainText('1 of them without a reviewer')
  await page.getByRole('checkbox', { name: 'Only rows with problems' }).check()
  await expect(line(1)).toHaveCount(0)
  await expect(line(3)).toBeVisible()
  expect(sent).toEqual([])

  await submitMany(page, 2)
  await expect(batchRows(page).getByRole('row').nth(1)).toContainText('#558')
  await expect(batchRows(page).getByRole('row').nth(2)).toContainText('Approved')
  expect(sent).toEqual([
    '{"set_id":"126","app_id":"2","zone_id":"0","table_name":"player","auto_approve":"0"}',
    '{"set_id":"126","app_id":"2","svr_ids":["126.2.2.2","126.2.2.3"],"auto_approve":"1"}',
  ])
  await expect(row(page, '#558')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export the result' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^applications-set-126-app-2-\d{4}-\d\d-\d\d-\d{6}\.csv$/)
  expect(await readFile(await file.path(), 'utf8')).toContain('\r\n1,126,2,0,player,,0,Pending,558,')

  await page.getByRole('link', { name: 'New table' }).click()
  await expect(page.getByText('0 rows are ready, 3 are wrong')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit 0 applications' })).toBeDisabled()

  await page.getByRole('button', { name: 'Clear the table' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a file' }).click()
  await (await chooser).setFiles(await file.path())
  await expect(line(1)).toContainText('Sent before, so it is not sent again: Pending #558')
  await expect(page.getByText('0 rows are ready, 2 were sent before')).toBeVisible()
})

test('a pasted table survives a reload, and is warned about when the page is closed @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await pasteRows(page, [header, '126,2,0,player,,0'])
  await page.reload()
  await expect(page.getByText('1 row is ready')).toBeVisible()
  await page.getByRole('tab', { name: 'One application' }).click()
  await field(page, 'Set ID').fill('126')
  await page.getByRole('tab', { name: 'Many at once' }).click()
  await expect(page.getByText('1 row is ready')).toBeVisible()
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  expect((await asked).type()).toBe('beforeunload')
})

test('a file is added to what is there, in the encoding of its bytes; one that is no text is refused and takes nothing away', async ({
  page,
}) => {
  await page.goto('/apply/many')
  await pasteRows(page, [header, '126,2,0,mail,,0'])
  const open = async (name: string, content: string | Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Open a file' }).click()
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  }
  await open('empty.csv', '')
  await expect(page.getByRole('alert')).toContainText('The file empty.csv has no rows.')
  await open('tables.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0]))
  await expect(page.getByRole('alert')).toContainText('The file tables.xlsx could not be read')
  await expect(page.getByText('1 row is ready')).toBeVisible()
  await open('tables.csv', '\ufeffTable name;Zone ID;App ID;Set ID\r\nplayer;0;2;126\r\nguild;0;2;126\r\n')
  await expect(page.getByText('3 rows are ready')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('tables.csv was read as UTF-8')).toBeVisible()
  await open('gbk.csv', Buffer.from('set_id,app_id,zone_id,\xb1\xed\xc3\xfb\n126,2,1,event_score\n', 'latin1'))
  await expect(page.getByText('4 rows are ready')).toBeVisible()
  await expect(page.getByText('gbk.csv was read as GBK (GB18030)')).toBeVisible()
  await submitMany(page, 4)
  await expect(batchRows(page)).toContainText('#561')
})

test('a table of another browser, or none, says so @deep', async ({ page }) => {
  await page.goto('/apply/many/0f8fad5b-d9cb-469f-a165-70867728950e')
  await expect(page.getByText('This browser has no record of that table.')).toBeVisible()
  await page.getByRole('link', { name: 'New table' }).click()
  await expect(page.getByRole('textbox', { name: 'Paste rows' })).toBeVisible()
  await page.goto('/apply/few')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
})
