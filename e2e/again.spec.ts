import type { Page } from '@playwright/test'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  expectForm,
  field,
  fillForm,
  form,
  rejectAs,
  preview,
  rows,
  sentApplications,
  signInByToken,
  submit,
} from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({
  baseURL: ({ demo }, provide) => provide(demo.url),
  permissions: ['clipboard-read', 'clipboard-write'],
})

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const openApplication = (page: Page, id: string) => rows(page).getByRole('link', { name: id }).click()

test('"Apply again" fills in the form, asks anew for auto-approve, and links both applications @deep', async ({
  page,
}) => {
  await page.goto('/')
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await field(page, 'Why').fill('before the release')
  await applyAs(page, '#558')
  await openApplication(page, '#558')
  await page.getByRole('link', { name: 'Apply again' }).click()
  await expectForm(page)
  await expect(field(page, 'Why')).toHaveValue('')
  await expect(page).toHaveURL(/\/apply$/)
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).not.toBeChecked()
  await expect(form(page).getByRole('note')).toContainText('Filled in from #558')
  await expect(form(page).getByRole('note')).toContainText('Auto-approve and "All servers" are not filled in')
  await expect(rows(page)).toHaveCount(1)

  await submit(page).click()
  await page.getByRole('button', { name: 'Send anyway' }).click()
  await expect(form(page).getByRole('status')).toContainText('Application #559 created')
  await openApplication(page, '#559')
  await page.getByRole('link', { name: 'Made from #558' }).click()
  await expect(page.getByRole('heading', { name: 'Application #558' })).toBeVisible()
  await page.getByRole('link', { name: 'Followed by #559' }).click()
  await expect(page.getByRole('heading', { name: 'Application #559' })).toBeVisible()
})

test('"Fix and resubmit" shows the memo of a rejection on top, also after a reload', async ({ page }) => {
  await page.goto('/')
  await field(page, 'Why').fill('before the <b>release</b>')
  await applyAs(page, '#558')
  await rejectAs(page, '#558', 'wrong zone, <b>use 1</b>')
  await openApplication(page, '#558')
  await expect(page.getByText('Why: before the <b>release</b>')).toBeVisible()
  await page.getByRole('link', { name: 'Fix and resubmit' }).click()
  const note = form(page).getByRole('note')
  await expect(field(page, 'Why')).toHaveValue('before the <b>release</b>')
  await expect(form(page)).toContainText('Nothing is changed from the earlier application')
  await expect(note).toContainText('Fix and resubmit #558')
  await expect(note).toContainText('Memo: wrong zone, <b>use 1</b>')
  await field(page, 'Zone ID').fill('1')
  await field(page, 'Table name').fill('event_score')
  await page.reload()
  await expect(note).toContainText('Memo: wrong zone')
  await expectForm(page, { zoneId: '1', tableName: 'event_score' })
  const changes = page.getByRole('list', { name: 'Changed from the earlier application' }).getByRole('listitem')
  await expect(changes).toHaveText(['Zone 0 → 1', 'Table player → event_score'])
  await submit(page).click()
  await expect(form(page).getByRole('status')).toContainText('Application #559 created')
  await expect(note).toHaveCount(0)
  await expect(changes).toHaveCount(0)
  await openApplication(page, '#559')
  await expect(page.getByRole('link', { name: 'Fixes #558' })).toBeVisible()
  await expect(page.getByText('Why: before the <b>release</b>')).toBeVisible()
  await expect(changes).toHaveText(['Zone 0 → 1', 'Table player → event_score'])
})

test('"Fix and resubmit" shows what OMS said of a refused one @deep', async ({ page }) => {
  await page.goto('/')
  await fillForm(page, { tableName: 'nosuch' })
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('nothing was created')
  await openApplication(page, 'No OMS id')
  await page.getByRole('link', { name: 'Fix and resubmit' }).click()
  await expect(form(page).getByRole('note').first()).toContainText("can't find table(table_name=nosuch)")
  await expectForm(page, { tableName: 'nosuch' })
})

test('a link fills in the form to the letter and never submits', async ({ page }) => {
  const sent = sentApplications(page)
  await page.goto('/apply?set=126&app=2&zone=0&table=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&auto_approve=1')
  await expectForm(page, { tableName: '<img src=x onerror=alert(1)>' })
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).not.toBeChecked()
  await expect(form(page).getByRole('note')).toContainText('A link has filled in the form. Nothing was sent')
  await expect(rows(page)).toHaveCount(0)
  expect(sent).toEqual([])

  await page.goto('/apply?set=126&app=2&servers=126.2.2.2,126.2.2.3')
  await expect(form(page).getByRole('radio', { name: 'Selected servers' })).toBeChecked()
  await expect(field(page, 'Server IDs')).toHaveValue('126.2.2.2\n126.2.2.3')
})

test('a link to an application that this browser does not know fills in nothing and says so @deep', async ({
  page,
}) => {
  await page.goto('/apply?again=4711')
  await expect(page.getByRole('alert')).toContainText('This browser has no record of that application')
  await fillForm(page)
  await submit(page).click()
  await expect(form(page).getByRole('status')).toContainText('Application #558 created')
})

test('"Copy link" fills in the same form, and "Copy as curl" is the request to OMS without the token @deep', async ({
  page,
  real,
}) => {
  await page.goto(real.url)
  await signInByToken(page, accounts[0].token)
  await expect(form(page)).toContainText(`Goes to ${new URL(real.oms.address).host}`)
  await fillForm(page)
  await preview(page).getByRole('button', { name: 'Copy as curl' }).click()
  await expect.poll(() => copied(page)).toContain('curl')
  expect(await copied(page)).toContain(`${real.oms.address}/app/newoms.php/webservice/business/backup-svr-data/apply?`)
  expect(await copied(page)).not.toContain(accounts[0].token)
  await preview(page).getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(() => copied(page)).toMatch(/\/apply\?set=126&app=2&zone=0&table=player$/)
  const link = await copied(page)
  await form(page).getByRole('button', { name: 'Clear the form' }).click()
  await expectForm(page, { setId: '', appId: '', zoneId: '', tableName: '' })
  await page.goto(link)
  await expectForm(page)
})
