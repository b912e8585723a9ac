import {
  applications,
  applyAs,
  expectForm,
  field,
  fillForm,
  form,
  openReject,
  preview,
  rejectDialog,
  row,
  rows,
  signIn,
  signInDialog,
  submit,
} from './desk-page'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'parallel' })
test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('the demo says that it is one, and somebody is signed in', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Demo' }).filter({ hasText: 'This is a demo.' })).toBeVisible()
  await expect(page.getByText('Signed in as demo', { exact: true })).toBeVisible()
  await expect(signInDialog(page)).toBeHidden()
  await expect(applications(page)).toContainText('No applications yet')
})

test('an application for a zone is shown with its OMS id and stands as pending in the history', async ({ page }) => {
  await page.goto('/')
  await fillForm(page, { tableName: '' })
  await submit(page).click()
  await expect(form(page).getByRole('status')).toContainText('Application #558 created')
  await expect(form(page).getByRole('status')).toContainText('It is pending until a reviewer decides.')
  const created = row(page, '#558')
  await expect(created.getByText('Pending', { exact: true })).toBeVisible()
  await expect(created).toContainText('Zone 0')
  await expect(created).toContainText('by demo')
  await expect(created.getByRole('button', { name: 'Reject #558' })).toBeVisible()
  await expect(field(page, 'Set ID')).toHaveValue('')
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

test('the button stays where it is while the form is filled in', async ({ page }) => {
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

test('a blank memo is an error on the field, and nothing is rejected', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  const memo = dialog.getByRole('textbox', { name: 'Memo', exact: true })
  await memo.fill('  \n ')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(memo).toHaveAccessibleDescription(/A memo is needed/)
  await expect(memo).toBeFocused()
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
})

test('rows and the state of the mock OMS survive a reload together', async ({ page }) => {
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

test('"Reset demo" clears the history and the mock OMS', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await page.getByRole('button', { name: 'Reset demo' }).click()
  await expect(applications(page)).toContainText('No applications yet')
  await expect(rows(page)).toHaveCount(0)
  await applyAs(page, '#558', { tableName: 'mail' })
  await expect(rows(page)).toHaveCount(1)
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await expect(row(page, '#558')).toContainText('Table mail')
})

test('a refusal shows what OMS said, and every value is still there', async ({ page }) => {
  await page.goto('/')
  const values = { setId: '999', appId: '2', zoneId: '0', tableName: 'player' }
  await fillForm(page, values)
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await submit(page).click()
  const alert = form(page).getByRole('alert')
  await expect(alert).toContainText('OMS refused: nothing was created')
  await expect(alert).toContainText("set_id: can't find set(set_id=999)")
  await expectForm(page, values)
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).toBeChecked()
  await expect(rows(page).getByText('Refused', { exact: true })).toBeVisible()
  await expect(rows(page).getByRole('button')).toHaveCount(0)
})

test('an empty zone and an unknown table are refused in the words of OMS', async ({ page }) => {
  await page.goto('/')
  await fillForm(page, { zoneId: '9', tableName: '' })
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('there is no table in this zone(zone_id=9)')
  await fillForm(page, { tableName: 'no_such_table' })
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText("can't find table(table_name=no_such_table)")
})

test('a server that is no slave is refused by name', async ({ page }) => {
  await page.goto('/')
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { zoneId: '', tableName: '' })
  await field(page, 'Server IDs').fill('126.2.2.1 126.2.2.2')
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('svr 126.2.2.1 is not a slave process of this app.')
  await expect(field(page, 'Server IDs')).toHaveValue('126.2.2.1 126.2.2.2')
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

test('an application whose automatic approval failed is pending and says both', async ({ page }) => {
  await page.goto('/')
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await applyAs(page, '#558', { setId: '127', tableName: 'ledger' })
  const message = 'set(set_id=127) does not allow automatic approval'
  await expect(form(page).getByRole('status')).toContainText(message)
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
  await expect(row(page, '#558')).toContainText('auto-approval failed')
  await expect(row(page, '#558')).toContainText(message)
  await expect(row(page, '#558').getByRole('button', { name: 'Reject #558' })).toBeVisible()
})

test('server ids are read from any mix of separators, each sent once', async ({ page }) => {
  await page.goto('/')
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { zoneId: '', tableName: '' })
  await field(page, 'Server IDs').fill('126.2.2.2, 126.2.2.3;126.2.2.4\n126.2.2.5\t126.2.2.2')
  await expect(field(page, 'Server IDs')).toHaveAccessibleDescription('4 servers, 1 duplicate')
  const sent = page.waitForRequest('**/oms/apply')
  await submit(page).click()
  expect((await sent).postData()).toBe(
    '{"set_id":"126","app_id":"2","svr_ids":["126.2.2.2","126.2.2.3","126.2.2.4","126.2.2.5"],"auto_approve":"0"}',
  )
  await expect(row(page, '#558')).toContainText('4 servers: 126.2.2.2, 126.2.2.3, 126.2.2.4 and 1 more')
})

test('words that are no server ids are listed, and nothing is sent', async ({ page }) => {
  await page.goto('/')
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { zoneId: '', tableName: '' })
  await submit(page).click()
  await expect(field(page, 'Server IDs')).toHaveAccessibleDescription(/At least one server id/)
  await field(page, 'Server IDs').fill('126.2.2.2 126.2.2 tcapsvr')
  await submit(page).click()
  await expect(field(page, 'Server IDs')).toHaveAccessibleDescription(/Not a server id .*: 126\.2\.2, tcapsvr/)
  await expect(field(page, 'Server IDs')).toBeFocused()
  await expect(rows(page)).toHaveCount(0)
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

test('an empty form shows its errors on the fields and puts the focus on the first', async ({ page }) => {
  await page.goto('/')
  await submit(page).click()
  await expect(field(page, 'Set ID')).toHaveAccessibleDescription(/Needed: a number such as 126/)
  await expect(field(page, 'App ID')).toHaveAccessibleDescription(/Needed: a number such as 126/)
  await expect(field(page, 'Zone ID')).toHaveAccessibleDescription(/Give a zone or a table/)
  await expect(field(page, 'Set ID')).toBeFocused()
  await expect(rows(page)).toHaveCount(0)
  await field(page, 'Set ID').fill('126')
  await field(page, 'App ID').fill('007')
  await submit(page).click()
  await expect(field(page, 'App ID')).toHaveAccessibleDescription(/Digits only, without sign or leading zero/)
  await expect(field(page, 'App ID')).toBeFocused()
  await expect(field(page, 'App ID')).toHaveValue('007')
})

test('Enter in a field submits', async ({ page }) => {
  await page.goto('/')
  await fillForm(page)
  await expect(submit(page)).toBeEnabled()
  await field(page, 'Table name').press('Enter')
  await expect(row(page, '#558')).toBeVisible()
})

test('a lost answer leaves the application as outcome unknown after a reload', async ({ page }) => {
  await page.goto('/')
  const values = { setId: '126', appId: '2', zoneId: '0', tableName: 'fault_lost_answer' }
  await fillForm(page, values)
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('Outcome unknown')
  await expect(form(page).getByRole('alert')).toContainText('The connection ended before OMS answered.')
  await expectForm(page, values)
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page).getByText('Outcome unknown', { exact: true })).toBeVisible()
  await expect(rows(page).getByRole('button')).toHaveCount(0)
  await applyAs(page, '#559')
})

for (const { table, status, message } of [
  { table: 'fault_whitelist', status: 'Refused', message: 'ip:10.29.89.51 not in whitelist' },
  { table: 'fault_transaction', status: 'Refused', message: 'Get TcaplusServer by:10.123.15.2 failed.' },
  {
    table: 'fault_server_error',
    status: 'Outcome unknown',
    message: 'The answer is none that OMS documents (status 500)',
  },
  {
    table: 'fault_login_page',
    status: 'Outcome unknown',
    message: 'The answer is none that OMS documents (status 200)',
  },
]) {
  test(`applying for ${table} ends as ${status.toLowerCase()} and keeps the values`, async ({ page }) => {
    await page.goto('/')
    const values = { setId: '126', appId: '2', zoneId: '0', tableName: table }
    await fillForm(page, values)
    await submit(page).click()
    await expect(form(page).getByRole('alert')).toContainText(message)
    await expectForm(page, values)
    await expect(rows(page).getByText(status, { exact: true })).toBeVisible()
  })
}

test('a slow answer shows the application as sending until it is there', async ({ page }) => {
  await page.goto('/')
  await fillForm(page, { tableName: 'fault_slow' })
  await submit(page).click()
  await expect(rows(page).getByText('Sending', { exact: true })).toBeVisible()
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
})

test('an expired token opens the sign-in over the untouched form, and pressing again works', async ({ page }) => {
  await page.goto('/')
  const values = { setId: '126', appId: '2', zoneId: '0', tableName: 'fault_expired_token' }
  await fillForm(page, values)
  await submit(page).click()
  await expect(signInDialog(page)).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'OMS does not accept the access token' })).toBeVisible()
  await signIn(page, 'demo')
  await expect(signInDialog(page)).toBeHidden()
  await expectForm(page, values)
  await expect(rows(page)).toHaveCount(1)
  await field(page, 'Table name').fill('player')
  await submit(page).click()
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
})

test('signed out, Submit opens the sign-in and leaves no row', async ({ page }) => {
  await page.goto('/')
  await fillForm(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await submit(page).click()
  await expect(signInDialog(page)).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  await signIn(page, 'reviewer')
  await expect(page.getByText('Signed in as reviewer', { exact: true })).toBeVisible()
  await submit(page).click()
  await expect(row(page, '#558')).toContainText('by reviewer')
})

test('offline, nothing is sent, nothing is recorded, and nothing waits to be sent later', async ({ page, context }) => {
  await page.goto('/')
  await fillForm(page)
  await context.setOffline(true)
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('Not sent: nothing was created')
  await context.setOffline(false)
  await applyAs(page, '#558')
  await expect(rows(page)).toHaveCount(1)
})

for (const { memo, message } of [
  { memo: 'fault_transaction', message: 'OMS refused: the application is not rejected' },
  { memo: 'fault_lost_answer', message: 'Outcome unknown' },
]) {
  test(`a rejection that fails by ${memo} keeps the memo`, async ({ page }) => {
    await page.goto('/')
    await applyAs(page, '#558')
    const dialog = await openReject(page, '#558')
    await dialog.getByRole('textbox', { name: 'Memo' }).fill(memo)
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText(message)
    await expect(dialog.getByRole('textbox', { name: 'Memo' })).toHaveValue(memo)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
  })
}

test('what another desk has rejected is refused in the words of OMS', async ({ page, context }) => {
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

test('a second tab shows a new row and its rejection without a reload', async ({ page, context }) => {
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

test('/apply shows the latest 20, /applications all of them', async ({ page }) => {
  await page.goto('/')
  // A refused application leaves its row and the values, which makes many of them quick.
  await fillForm(page, { setId: '999' })
  for (let app = 1; app <= 21; app += 1) {
    await field(page, 'App ID').fill(String(app))
    await submit(page).click()
    await expect(
      rows(page)
        .first()
        .getByRole('cell', { name: String(app), exact: true }),
    ).toBeVisible()
  }
  await expect(rows(page)).toHaveCount(20)
  await expect(rows(page).last().getByRole('cell', { name: '2', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'All applications' }).click()
  await expect(page).toHaveURL(/\/applications$/)
  await expect(rows(page)).toHaveCount(21)
  await expect(rows(page).last().getByRole('cell', { name: '1', exact: true })).toBeVisible()
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
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('link', { name: 'Apply for a backup' }).click()
  await expect(form(page)).toBeVisible()
})

test('"Colour scheme" changes the colours of the page, and a reload keeps them', async ({ page }) => {
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
