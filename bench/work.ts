import type { Page } from '@playwright/test'
import { applications, field, rejectDialog, row, rows, submit } from '../e2e/support/desk-page'
import type { Browser } from './browser'
import { loaded } from './cold-load'
import type { Measured } from './measures'
import { percentile } from './numbers'

const lengthMs = 3 * 60_000

/** Three minutes of what fills an hour when nobody has to think: applying, deciding, searching and looking. */
export async function work(browser: Browser): Promise<Measured> {
  const tab = await browser.newTab({ warm: true })
  const { page } = tab
  await browser.load(tab, '/apply', { field: true, list: 'row' })
  await loaded(tab)
  await page.evaluate(() => bench.notePresses())
  const end = performance.now() + lengthMs
  for (let turn = 0; performance.now() < end; turn += 1) {
    await apply(page, `hour_${turn}`)
    await lookThrough(page, `hour_${turn}`)
  }
  const times = await page.evaluate(() => bench.notedPresses())
  await tab.close()
  return { 'hour of work: press, p98': percentile(times, 0.98) }
}

async function apply(page: Page, tableName: string): Promise<void> {
  for (const [name, value] of [
    ['Set ID', '126'],
    ['App ID', '2'],
    ['Zone ID', '0'],
    ['Table name', tableName],
  ] as const) {
    const input = field(page, name)
    await input.click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(value)
  }
  await page.keyboard.press('Escape')
  await submit(page).click()
  // Among so many, some for all servers are pending.
  await page.getByRole('button', { name: 'Send anyway' }).click()
  await row(page, tableName).getByText('Refused', { exact: true }).waitFor()
}

async function decide(page: Page, memo: string): Promise<void> {
  const button = applications(page)
    .getByRole('button', { name: /^Reject #/ })
    .first()
  const id = (await button.getAttribute('aria-label'))?.replace('Reject ', '') ?? ''
  await button.click()
  await page.keyboard.type(memo)
  await rejectDialog(page, id).getByRole('button', { name: 'Reject', exact: true }).click()
  await rejectDialog(page, id).waitFor({ state: 'detached' })
}

/** Rejects the first of all applications that is pending, searches, opens one, sorts, and goes back to the form. */
async function lookThrough(page: Page, memo: string): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Applications', exact: true }).click()
  // While the list is read or searched it says so in its place, and a press on a row that moves or goes away is lost.
  const whole = page.locator('#list-count').getByText(/^[\d,]+ applications$/)
  await whole.waitFor()
  await decide(page, memo)
  const search = page.getByRole('searchbox', { name: 'Search applications' })
  await search.click()
  await page.keyboard.type('guild sara')
  for (let left = 'guild sara'.length; left > 0; left -= 1) await page.keyboard.press('Backspace')
  await whole.waitFor()
  await rows(page)
    .getByRole('link', { name: /^#\d+$/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /^Application #/ }).waitFor()
  await page.goBack()
  await page.getByRole('columnheader', { name: 'Status' }).getByRole('button').click()
  await page.locator('th[aria-sort=ascending]').waitFor()
  await page.getByRole('banner').getByRole('link', { name: 'Apply', exact: true }).click()
}
