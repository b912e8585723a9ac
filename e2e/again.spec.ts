import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { startMockOms } from './mock-oms-server'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  expectAccessible,
  expectForm,
  field,
  fillForm,
  form,
  openReject,
  preview,
  rows,
  signInByToken,
  submit,
} from './desk-page'
import { expect, test } from './fixtures'

test.use({
  baseURL: ({ demo }, provide) => provide(demo.url),
  permissions: ['clipboard-read', 'clipboard-write'],
})

const player = { setId: '126', appId: '2', zoneId: '0', tableName: 'player' }
const nothing = { setId: '', appId: '', zoneId: '', tableName: '' }
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const openApplication = (page: Page, id: string) => rows(page).getByRole('link', { name: id }).click()

test('"Apply again" fills in the form, asks anew for auto-approve, and links both applications @deep', async ({
  page,
}) => {
  await page.goto('/')
  await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
  await applyAs(page, '#558')
  await openApplication(page, '#558')
  await page.getByRole('link', { name: 'Apply again' }).click()
  await expectForm(page, player)
  await expect(page).toHaveURL(/\/apply$/)
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).not.toBeChecked()
  await expect(form(page).getByRole('note')).toContainText('Filled in from #558')
  await expect(form(page).getByRole('note')).toContainText('Auto-approve and "All servers" are not filled in')
  await expect(rows(page)).toHaveCount(1)
  await expectAccessible(page)

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
  await applyAs(page, '#558')
  const dialog = await openReject(page, '#558')
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('wrong zone, <b>use 1</b>')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await openApplication(page, '#558')
  await page.getByRole('link', { name: 'Fix and resubmit' }).click()
  const note = form(page).getByRole('note')
  await expect(note).toContainText('Fix and resubmit #558')
  await expect(note).toContainText('Memo: wrong zone, <b>use 1</b>')
  await field(page, 'Zone ID').fill('1')
  await field(page, 'Table name').fill('event_score')
  await page.reload()
  await expect(note).toContainText('Memo: wrong zone')
  await expectForm(page, { ...player, zoneId: '1', tableName: 'event_score' })
  await submit(page).click()
  await expect(form(page).getByRole('status')).toContainText('Application #559 created')
  await expect(note).toHaveCount(0)
  await openApplication(page, '#559')
  await expect(page.getByRole('link', { name: 'Fixes #558' })).toBeVisible()
})

test('"Fix and resubmit" shows what OMS said of a refused one @deep', async ({ page }) => {
  await page.goto('/')
  await fillForm(page, { tableName: 'nosuch' })
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('nothing was created')
  await openApplication(page, 'No OMS id')
  await page.getByRole('link', { name: 'Fix and resubmit' }).click()
  await expect(form(page).getByRole('note').first()).toContainText("can't find table(table_name=nosuch)")
  await expectForm(page, { ...player, tableName: 'nosuch' })
})

test('what was typed before a form is filled in can be brought back, also after a reload @deep', async ({ page }) => {
  await page.goto('/')
  await applyAs(page, '#558')
  await fillForm(page, { setId: '127', tableName: 'ledger' })
  await page.goto('/apply?set=126&app=3')
  await expectForm(page, { ...nothing, setId: '126', appId: '3' })
  await page.reload()
  await expectForm(page, { ...nothing, setId: '126', appId: '3' })
  await page.getByRole('button', { name: 'Restore' }).click()
  await expectForm(page, { ...player, setId: '127', tableName: 'ledger' })
})

test('a link fills in the form to the letter and never submits', async ({ page }) => {
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/oms/apply')) posts.push(request.url())
  })
  await page.goto('/apply?set=126&app=2&zone=0&table=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&auto_approve=1')
  await expectForm(page, { ...player, tableName: '<img src=x onerror=alert(1)>' })
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).not.toBeChecked()
  await expect(form(page).getByRole('note')).toContainText('A link has filled in the form. Nothing was sent')
  await expect(rows(page)).toHaveCount(0)
  expect(posts).toEqual([])

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

test('"Copy link" gives an address that fills in the same form @deep', async ({ page }) => {
  await page.goto('/')
  await fillForm(page)
  await preview(page).getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(() => copied(page)).toMatch(/\/apply\?set=126&app=2&zone=0&table=player$/)
  const link = await copied(page)
  await form(page).getByRole('button', { name: 'Clear the form' }).click()
  await expectForm(page, nothing)
  await page.goto(link)
  await expectForm(page, player)
})

test('what is typed survives a reload and a visit to another page; once created it is gone', async ({ page }) => {
  await page.goto('/')
  await expect(submit(page)).toBeEnabled()
  await fillForm(page)
  await page.reload()
  await expectForm(page, player)
  await page.getByRole('link', { name: 'All applications' }).click()
  await page.goBack()
  await expectForm(page, player)
  await submit(page).click()
  await expect(form(page).getByRole('status')).toContainText('Application #558 created')
  await page.reload()
  await expectForm(page, nothing)
})

test('"Copy as curl" gives a command that a shell runs against OMS with the same effect @deep', async ({
  page,
  real,
}) => {
  await page.goto(real.url)
  await signInByToken(page, accounts[0].token)
  await expect(form(page)).toContainText(`Goes to ${new URL(real.oms.address).host}`)
  await fillForm(page, { tableName: "o'hara" })
  const body = '{"set_id":"126","app_id":"2","zone_id":"0","table_name":"o\'hara","auto_approve":"0"}'
  await preview(page).getByRole('button', { name: 'Copy as curl' }).click()
  await expect.poll(() => copied(page)).toContain('curl')
  const command = await copied(page)
  expect(command).toContain('access-token=TOKEN')
  expect(command).not.toContain(accounts[0].token)

  const oms = await startMockOms()
  const own = command.replace(real.oms.address, oms.address).replace('TOKEN', accounts[0].token)
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${own}`], { encoding: 'utf8' }).split('\0')
  const answer = await fetch(words[2] ?? '', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: words.at(-2) ?? '',
  })
  expect(words.at(-2)).toBe(body)
  expect(await answer.json()).toEqual({ apply: { ret: -1, msg: "can't find table(table_name=o'hara)" } })
  await oms.close()
})
