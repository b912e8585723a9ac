import type { Page } from '@playwright/test'
import { batchRows, pasteRows, progress, signInByToken, submitMany } from '../support/desk-page'
import { answered, ordinary, type Fault } from './fault-oms'
import { canary, commitThenHang, expect, openDesk, test } from './desk'
import { readJournal } from './journal'
import { disagreements } from './ledger'
import { startBrowser } from './own-browser'

const header = 'set_id\tapp_id\tzone_id\ttable_name'
const table = (count: number) => [header, ...Array.from({ length: count }, (_, index) => `126\t2\t0\tt${index + 1}`)]

/** Another fault for the arrivals whose body has this text; everything else is ordinary. */
const only = (text: string, fault: Fault): Fault => {
  return (exchange) => (exchange.arrival.body.includes(text) ? fault(exchange) : ordinary(exchange))
}
const bodyOf = (tableName: string) => `"table_name":"${tableName}"`
const arrivedTables = (arrivals: { body: string }[]) =>
  arrivals.map(({ body }) => (JSON.parse(body) as { table_name: string }).table_name) // as the desk writes it

async function openMany(page: Page, url = ''): Promise<void> {
  await openDesk(page, `${url}/apply/many`)
}

/** Opens the desk and submits a table of so many rows. */
async function submitTable(page: Page, count: number): Promise<void> {
  await openMany(page)
  await pasteRows(page, table(count))
  await submitMany(page, count)
}

const statusOf = (page: Page, tableName: string) =>
  batchRows(page)
    .getByRole('row')
    .filter({ hasText: new RegExp(`Table ${tableName}(?!\\d)`) })

test("many: the whitelist's refusal stops the run and names the proxy's address @deep", async ({ page, oms }) => {
  oms.obey(answered(403, '{"source_ip":"ip:10.29.89.51 not in whitelist"}'))
  await submitTable(page, 3)
  const alert = page.getByRole('alert').filter({ hasText: 'Paused at row 1' })
  await expect(alert).toContainText('ip:10.29.89.51 not in whitelist')
  await expect(alert).toContainText('Ask an OMS administrator')
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('many: leaving in the middle is warned about; a reload sends nothing by itself, and "Resume" sends the rest @deep', async ({
  page,
  oms,
}) => {
  oms.obey(only(bodyOf('t2'), commitThenHang))
  await submitTable(page, 4)
  await oms.arrived(2)
  const asked = page.waitForEvent('dialog')
  const reloaded = page.reload()
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  await reloaded
  await signInByToken(page, canary)
  await expect(page.getByText('2 rows are not sent. Nothing continues by itself')).toBeVisible()
  await expect(statusOf(page, 't2')).toContainText('Outcome unknown')
  expect(oms.ledger.arrivals).toHaveLength(2)
  oms.obey(ordinary)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(statusOf(page, 't4')).toContainText('Pending')
  expect(arrivedTables(oms.ledger.arrivals)).toEqual(['t1', 't2', 't3', 't4'])
})

test('many: a browser that is killed in the middle loses no row and sends none twice', async ({
  oms,
  behind,
  profile,
}) => {
  oms.obey(only(bodyOf('t3'), commitThenHang))
  const first = await startBrowser(profile)
  await openMany(first.page, behind.served.url)
  await pasteRows(first.page, table(6))
  await submitMany(first.page, 6)
  await oms.arrived(3)
  await first.kill()

  const { page, kill } = await startBrowser(profile)
  await openMany(page, behind.served.url)
  await page.getByRole('link', { name: /^3 rows of a table submitted/ }).click()
  await expect(page.getByText('3 rows are not sent. Nothing continues by itself')).toBeVisible()
  await expect(statusOf(page, 't2')).toContainText('Pending')
  await expect(statusOf(page, 't3')).toContainText('Outcome unknown')
  expect(oms.ledger.arrivals).toHaveLength(3)
  oms.obey(ordinary)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(statusOf(page, 't6')).toContainText('Pending')
  expect(arrivedTables(oms.ledger.arrivals)).toEqual(['t1', 't2', 't3', 't4', 't5', 't6'])
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
  await kill()
})

test('many: sixty rows, of which few are in the document @deep', async ({ page, oms }) => {
  await openMany(page)
  await pasteRows(page, table(60))
  const drawn = page.getByRole('table', { name: 'Rows as they were read' }).getByRole('row')
  await expect(drawn.nth(1)).toContainText('Table t1')
  expect(await drawn.count()).toBeLessThan(45)
  await submitMany(page, 60)
  await expect(progress(page)).toHaveAttribute('aria-valuenow', '60', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Export the result' })).toBeVisible()
  expect(new Set(arrivedTables(oms.ledger.arrivals)).size).toBe(60)
  expect(oms.ledger.arrivals).toHaveLength(60)
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
})
