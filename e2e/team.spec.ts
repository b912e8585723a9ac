import type { Browser, Page } from '@playwright/test'
import {
  applyAs,
  field,
  fillForm,
  openReject,
  rejectAs,
  rejectDialog,
  row,
  rows,
  signIn,
  signInDialog,
  submit,
} from './support/desk-page'
import { openRecord } from '../server/record/open'
import { expect, test, type Served } from './support/fixtures'
import { startMockOms } from './support/mock-oms-server'
import { newRecord, serveTeam } from './support/team-desk'

/** A browser of its own, in which this person is signed in. */
async function browserOf(
  browser: Browser,
  desk: Served,
  username: 'demo' | 'reviewer',
  path = '/apply',
): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: desk.url })).newPage()
  await page.goto(path)
  await signIn(page, username)
  await expect(signInDialog(page)).toBeHidden()
  return page
}

const badge = (page: Page, text: 'Team record' | 'This browser only') => page.getByText(text, { exact: true })

test('what one person does is on the screen of the other, with name and memo; "Possible duplicate" knows of it, and approving one\'s own says so', async ({
  browser,
  mockOms: oms,
}) => {
  const desk = await serveTeam(oms.address, newRecord())
  const applicant = await browserOf(browser, desk, 'demo')
  await applyAs(applicant, '#558')
  await field(applicant, 'Why').fill('before the release')
  await applyAs(applicant, '#559', { tableName: 'guild' })

  const reviewer = await browserOf(browser, desk, 'reviewer', '/applications')
  await expect(badge(reviewer, 'Team record')).toBeVisible()
  await expect(row(reviewer, '#558')).toContainText('by demo')
  await expect(row(reviewer, '#559')).toContainText('Pending')

  await rejectAs(reviewer, '#558', 'Not before the release is out')
  const decided = row(applicant, '#558')
  await expect(decided).toContainText('Memo: Not before the release is out')
  await expect(decided).toContainText(/Rejected \d.* by reviewer/)
  await expect(decided.getByRole('button')).toHaveCount(0)
  await expect(row(applicant, '#559').getByRole('button', { name: 'Reject #559' })).toBeVisible()

  for (const [page, count] of [
    [applicant, 1],
    [reviewer, 0],
  ] as const) {
    await row(page, '#559').getByRole('button', { name: 'Approve #559' }).click()
    const approve = page.getByRole('dialog', { name: 'Approve #559' })
    await expect(approve.getByText('You applied for this yourself')).toHaveCount(count)
    await approve.getByRole('button', { name: 'Cancel' }).click()
  }
  await reviewer.getByRole('link', { name: '#559' }).click()
  await expect(reviewer.getByText('Why: before the release')).toBeVisible()
  await reviewer.getByRole('link', { name: 'Apply', exact: true }).click()
  await fillForm(reviewer, { tableName: 'guild' })
  await submit(reviewer).click()
  const duplicate = reviewer.getByRole('dialog', { name: 'Possible duplicate' })
  await expect(duplicate).toContainText(/#559, Pending, .* by demo/)
  await expect(duplicate).toContainText('The same: table guild of zone 0')

  await desk.close()
})

test('while the gate is away everything is kept, and nothing is lost when it is back @deep', async ({
  browser,
  mockOms: oms,
}) => {
  const record = newRecord()
  const first = await serveTeam(oms.address, record)
  const applicant = await browserOf(browser, first, 'demo')
  const reviewer = await browserOf(browser, first, 'reviewer')
  await applyAs(applicant, '#558')
  await expect(row(reviewer, '#558')).toBeVisible()
  await first.close()
  await expect(badge(reviewer, 'This browser only')).toHaveAttribute(
    'title',
    /^The team record does not answer\. Since /,
  )
  const dialog = await openReject(applicant, '#558')
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('while it was away')
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()

  const second = await serveTeam(oms.address, record, { port: first.port })
  await expect(badge(applicant, 'Team record')).toBeVisible()
  await expect(badge(reviewer, 'Team record')).toBeVisible()
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(rejectDialog(applicant, '#558')).toBeHidden()
  await expect(row(reviewer, '#558')).toContainText('Memo: while it was away')
  await second.close()
})

test('two tabs of a browser show the same, and signing out leaves the team @deep', async ({
  browser,
  mockOms: oms,
}) => {
  const desk = await serveTeam(oms.address, newRecord())
  const applicant = await browserOf(browser, desk, 'demo')
  const one = await browserOf(browser, desk, 'reviewer')
  const two = await one.context().newPage()
  await two.goto('/apply')
  await signIn(two)
  await expect(badge(two, 'Team record')).toBeVisible()
  await applyAs(applicant, '#558')
  for (const page of [one, two]) await expect(row(page, '#558')).toBeVisible()
  await one.getByRole('button', { name: 'Sign out' }).click()
  for (const page of [one, two]) {
    await expect(badge(page, 'This browser only')).toHaveAttribute('title', /^Sign in to see what the team records/)
  }
  await desk.close()
})

test('environments never mix @deep', async ({ browser, mockOms: oms }) => {
  const record = newRecord()
  const desk = await serveTeam(oms.address, record)
  const applicant = await browserOf(browser, desk, 'demo')
  await applyAs(applicant, '#558')
  const reviewer = await browserOf(browser, desk, 'reviewer')
  await expect(row(reviewer, '#558')).toBeVisible()
  await reviewer.close()
  await desk.close()
  const otherOms = await startMockOms()
  const otherDesk = await serveTeam(otherOms.address, newRecord(), { port: desk.port })
  await applicant.reload()
  await signIn(applicant)
  await expect(badge(applicant, 'Team record')).toBeVisible()
  await expect(rows(applicant)).toHaveCount(0)
  await applyAs(applicant, '#558', { tableName: 'guild' })
  await expect(rows(applicant)).toHaveCount(1)
  const kept = await openRecord(record, { environment: new URL(oms.address).host })
  const { events } = await kept.read(0, 100)
  expect(events.join()).toContain('"tableName":"player"')
  expect(events.join()).not.toContain('guild')
  await kept.close()
  await otherDesk.close()
  await otherOms.close()
})
