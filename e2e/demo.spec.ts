import {
  applications,
  applyAs,
  field,
  fillForm,
  form,
  openReject,
  preview,
  rejectDialog,
  row,
  rows,
  signInDialog,
  submit,
} from './desk-page'
import { expect, test } from './fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('the demo says that it is one, and somebody is signed in', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Demo' }).filter({ hasText: 'This is a demo.' })).toBeVisible()
  await expect(page.getByText('Signed in as demo', { exact: true })).toBeVisible()
  await expect(signInDialog(page)).toBeHidden()
  await expect(applications(page)).toContainText('No applications yet')
})

test('the preview shows to the letter the body that is sent', async ({ page }) => {
  await page.goto('/')
  await expect(preview(page)).toContainText('Fill in the form to see exactly what OMS will receive.')
  await fillForm(page, { zoneId: '0', tableName: 'player' })
  const body = '{"set_id":"126","app_id":"2","zone_id":"0","table_name":"player","auto_approve":"0"}'
  await expect(preview(page)).toContainText('Back up table player of zone 0, set 126, app 2. A reviewer decides.')
  await expect(preview(page).getByText(body, { exact: true })).toBeVisible()
  const sent = page.waitForRequest('**/oms/apply')
  await submit(page).click()
  expect((await sent).postData()).toBe(body)
})

test('the button stays where it is while the form is filled in @deep', async ({ page }) => {
  await page.goto('/')
  await expect(submit(page)).toBeEnabled()
  const belowFirstField = async () => {
    const [first, last] = await Promise.all([field(page, 'Set ID').boundingBox(), submit(page).boundingBox()])
    return (last?.y ?? NaN) - (first?.y ?? NaN)
  }
  const before = await belowFirstField()
  await fillForm(page)
  await expect(preview(page)).toContainText('"table_name":"player"')
  expect(Math.abs((await belowFirstField()) - before)).toBeLessThan(1)
})

test('a rejected application says so, with its memo', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('wrong maintenance window')
  const sent = page.waitForRequest('**/oms/reject')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  expect((await sent).postData()).toBe('{"apply_id":"558","memo":"wrong maintenance window"}')
  await expect(dialog).toBeHidden()
  await expect(row(page, '#558').getByText('Rejected', { exact: true })).toBeVisible()
  await expect(row(page, '#558')).toContainText('Memo: wrong maintenance window')
  await expect(row(page, '#558').getByRole('button')).toHaveCount(0)
  await expect(applications(page).getByRole('status')).toContainText('Application #558 is rejected')
})

test('rows and the state of the mock OMS survive a reload together @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await page.reload()
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
  await applyAs(page, '#559', { tableName: 'guild' })
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toContainText('#559')
  const dialog = await openReject(page, '#558')
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('after the reload')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(row(page, '#558').getByText('Rejected', { exact: true })).toBeVisible()
  await page.reload()
  await expect(row(page, '#558').getByText('Rejected', { exact: true })).toBeVisible()
})

test('automatic approval ends as approved with its transaction where the set allows it', async ({ page }) => {
  await page.goto('/')
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await expect(preview(page)).toBeVisible()
  await applyAs(page, '#558')
  await expect(form(page).getByRole('status')).toContainText('OMS approved it: transaction 260.')
  await expect(row(page, '#558').getByText('Approved', { exact: true })).toBeVisible()
  await expect(row(page, '#558')).toContainText('Transaction 260')
  await expect(row(page, '#558').getByRole('button')).toHaveCount(0)
})

test('all servers need the typed confirmation, and go out as 0 with empty zone and table', async ({ page }) => {
  await page.goto('/')
  await fillForm(page)
  await form(page).getByRole('radio', { name: 'All servers' }).check()
  await expect(form(page).getByText('All servers means all')).toBeVisible()
  await expect(field(page, 'Zone ID')).toBeHidden()
  const confirmation = field(page, 'Type ALL to confirm')
  await confirmation.fill('all')
  await submit(page).click()
  await expect(confirmation).toHaveAccessibleDescription(/Type ALL in capital letters to confirm/)
  await expect(confirmation).toBeFocused()
  await expect(rows(page)).toHaveCount(0)
  await confirmation.fill('ALL')
  const sent = page.waitForRequest('**/oms/apply')
  await submit(page).click()
  expect((await sent).postData()).toBe(
    '{"set_id":"126","app_id":"2","zone_id":"","table_name":"","svr_ids":0,"auto_approve":"0"}',
  )
  await expect(row(page, '#558')).toContainText('All servers')
})

test('what another desk has rejected is refused in the words of OMS @deep', async ({ page, context }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('mine')
  const other = await context.newPage()
  await other.goto('/')
  const theirs = await openReject(other, '#558')
  await theirs.getByRole('textbox', { name: 'Memo' }).fill('theirs')
  await theirs.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(row(other, '#558').getByText('Rejected', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(rejectDialog(page, '#558').getByRole('alert')).toContainText('apply_list(apply_id=558) is not pending')
  await expect(dialog.getByRole('textbox', { name: 'Memo' })).toHaveValue('mine')
})

test('a second tab shows a new row and its rejection without a reload @deep', async ({ page, context }) => {
  await page.goto('/')
  const second = await context.newPage()
  await second.goto('/applications')
  await expect(applications(second)).toContainText('No applications yet')
  await applyAs(page, '#558')
  await expect(row(second, '#558').getByText('Pending', { exact: true })).toBeVisible()
  const dialog = await openReject(second, '#558')
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('seen in the other tab')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(row(page, '#558').getByText('Rejected', { exact: true })).toBeVisible()
})

test('/applications is a deep link, and the navigation leads back', async ({ page }) => {
  await page.goto('/applications')
  await expect(applications(page)).toBeVisible()
  await expect(form(page)).toBeHidden()
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(navigation.getByRole('link', { name: 'Applications' })).toHaveAttribute('aria-current', 'page')
  await navigation.getByRole('link', { name: 'Apply' }).click()
  await expect(form(page)).toBeVisible()
  await expect(page).toHaveURL(/\/apply$/)
})

test('an unknown address is a page that says so', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await page.getByRole('link', { name: 'Apply for a backup' }).click()
  await expect(form(page)).toBeVisible()
})

test('"Colour scheme" changes the colours of the page, and a reload keeps them @deep', async ({ page }) => {
  await page.goto('/')
  await expect(form(page)).toBeVisible()
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.getByRole('button', { name: 'Colour scheme' }).click()
  await expect.poll(background).not.toBe(light)
  const dark = await background()
  await page.reload()
  await expect(form(page)).toBeVisible()
  expect(await background()).toBe(dark)
})
