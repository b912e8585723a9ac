import { readFile } from 'node:fs/promises'
import {
  applications,
  applyAs,
  batchRows,
  expectAccessible,
  field,
  form,
  pasteRows,
  progress,
  row,
  submitMany,
} from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const header = 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'

test('a table is looked at row by row before anything is sent, and what is wrong is left out and kept', async ({
  page,
}) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/oms/apply')) sent.push(request.postData() ?? '')
  })
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
  await expect(line(5)).toContainText('All servers cannot be applied for in a table')
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

  await page.getByRole('link', { name: 'New table' }).click()
  await expect(page.getByText('0 rows are ready, 3 are wrong')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit 0 applications' })).toBeDisabled()
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

test('a file is added to what is there; one that is not UTF-8 is refused and takes nothing away', async ({ page }) => {
  await page.goto('/apply/many')
  await pasteRows(page, [header, '126,2,0,mail,,0'])
  const open = async (name: string, content: string | Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Open a file' }).click()
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  }
  await open('gbk.csv', Buffer.from([0xb1, 0xed]))
  await expect(page.getByRole('alert')).toContainText('The file gbk.csv could not be read, or is not UTF-8.')
  await expect(page.getByText('1 row is ready')).toBeVisible()
  await open('tables.csv', '\ufeffTable name;Zone ID;App ID;Set ID\r\nplayer;0;2;126\r\nguild;0;2;126\r\n')
  await expect(page.getByText('3 rows are ready')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await submitMany(page, 3)
  await expect(batchRows(page)).toContainText('#560')
})

test('"these tables in these zones" become rows of the same table @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await pasteRows(page, [header, '126,3,0,friend,,0'])
  await page.getByText('These tables in these zones').click()
  await field(page, 'Set ID').fill('126')
  await field(page, 'App ID').fill('2')
  await field(page, 'Table names').fill('player\nguild\nmail')
  await field(page, 'Zone IDs').fill('0, 1')
  await field(page, 'Zone IDs').press('Enter')
  await expect(page.getByText('7 rows are ready')).toBeVisible()
  await expect(page).toHaveURL(/\/apply\/many$/)
  await expectAccessible(page)
  await field(page, 'Table names').fill('x')
  await page.getByRole('button', { name: 'Add 1 row' }).click()
  await expect(page.getByText('8 rows are ready')).toBeVisible()
})

test('rows that others already ask for are asked about once, and can be left out @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await page.getByRole('tab', { name: 'Many at once' }).click()
  await pasteRows(page, [header, '126,2,0,guild,,0', '126,2,0,player,,0', '126,2,0,mail,,0'])
  await submitMany(page, 3)
  const dialog = page.getByRole('dialog', { name: 'Possible duplicate' })
  await expect(dialog).toContainText('1 row of your table is affected: 2')
  await expect(dialog.getByRole('link', { name: '#558' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await submitMany(page, 3)
  await dialog.getByRole('button', { name: 'Leave out 1 row' }).click()
  await expect(batchRows(page)).toContainText('#560')
  await expect(progress(page)).toHaveAttribute('aria-valuemax', '2')

  await page.getByRole('link', { name: 'New table' }).click()
  await submitMany(page, 1)
  await dialog.getByRole('button', { name: 'Send anyway' }).click()
  await expect(batchRows(page)).toContainText('#561')
})

test('the result exports as a table that can be pasted again @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await pasteRows(page, [header, '126,2,0,player,,0', '126,2,0,=nosuch,,0', '126,2,0,fault_lost_answer,,0'])
  await submitMany(page, 3)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export the result' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('applications.csv')
  const text = await readFile(await file.path(), 'utf8')
  expect(text.split('\r\n').filter((line) => line !== '')).toEqual([
    '\ufeffrow,set_id,app_id,zone_id,table_name,svr_ids,auto_approve,outcome,id,message',
    '1,126,2,0,player,,0,Pending,558,',
    "2,126,2,0,'=nosuch,,0,Refused,,can't find table(table_name==nosuch)",
    '3,126,2,0,fault_lost_answer,,0,Outcome unknown,,The connection ended before OMS answered.',
  ])
  await page.getByRole('link', { name: 'New table' }).click()
  await pasteRows(page, [text])
  await expect(page.getByText('3 rows are ready')).toBeVisible()
  await expect(form(page)).toContainText('Unknown columns are ignored: row, outcome, id, message')
})

test('a table of another browser, or none, says so @deep', async ({ page }) => {
  await page.goto('/apply/many/0f8fad5b-d9cb-469f-a165-70867728950e')
  await expect(page.getByText('This browser has no record of that table.')).toBeVisible()
  await page.getByRole('link', { name: 'New table' }).click()
  await expect(page.getByRole('textbox', { name: 'Paste rows' })).toBeVisible()
  await page.goto('/apply/few')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
})

test('a table that can not be read says why, and nothing of it can be sent @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await page.getByRole('textbox', { name: 'Paste rows' }).fill('zone_id,table_name\n0,player')
  await expect(page.getByRole('alert')).toContainText('set_id, app_id')
  await expect(page.getByRole('button', { name: 'Submit 0 applications' })).toBeDisabled()
})

test('axe finds nothing on many at once, from the empty table to its result @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await expect(applications(page)).toBeVisible()
  await expectAccessible(page)
  await pasteRows(page, [header, '126,2,0,player,,0', '126,02,0,x,,1', '126,2,0,player,,0', '126,2,0,nosuch,,0'])
  await expectAccessible(page)
  await submitMany(page, 2)
  await expect(page.getByRole('button', { name: 'Retry 1 refused' })).toBeVisible()
  await expectAccessible(page)
})
