import type { Locator, Page } from '@playwright/test'
import { batchRows, pasteRows, signInByToken, signInDialog, submitMany } from '../desk-page'
import { canary, expect, openDesk, test } from './desk'
import { answered, ordinary, type Arrival } from './fault-oms'
import { readJournal } from './journal'
import { disagreements } from './ledger'

const rejectedIds = (arrivals: Arrival[]) =>
  arrivals.flatMap(({ call, body }) => (call === 'reject' ? [/\d+/.exec(body)?.[0]] : []))

/** Applies for so many tables, from 558 on, selects them all and types the memo. */
async function start(page: Page, count: number): Promise<Locator> {
  await openDesk(page, '/apply/many')
  const lines = Array.from({ length: count }, (_, index) => `126\t2\t0\tt${index + 1}`)
  await pasteRows(page, ['set_id\tapp_id\tzone_id\ttable_name', ...lines])
  await submitMany(page, count)
  await expect(batchRows(page)).toContainText(`#${557 + count}`)
  await page.getByRole('link', { name: 'Applications', exact: true }).click()
  for (let id = 558; id < 558 + count; id += 1) {
    await page.getByRole('checkbox', { name: `Select #${id}`, exact: true }).check()
  }
  await page.getByRole('button', { name: `Reject ${count} applications` }).click()
  const dialog = page.getByRole('dialog', { name: `Reject ${count} applications` })
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill('not now')
  return dialog
}

const reject = (dialog: Locator) => dialog.getByRole('textbox', { name: 'Memo', exact: true }).press('Control+Enter')
const ended = (dialog: Locator, summary: string) => expect(dialog.getByText(summary).first()).toBeVisible()

test('reject many: an expired token stops it; signed in again, the rest is rejected with the same memo', async ({
  page,
  oms,
}) => {
  const dialog = await start(page, 3)
  let arrivals = 0
  oms.obey((exchange) => {
    arrivals += 1
    return arrivals === 2
      ? answered(401, '{"name":"Unauthorized","message":"invalid","code":0,"status":401}')(exchange)
      : ordinary(exchange)
  })
  await reject(dialog)
  await expect(signInDialog(page)).toBeVisible()
  await signInByToken(page, canary)
  await expect(dialog.getByRole('alert')).toContainText('Stopped at #')
  await expect(dialog.getByRole('alert')).toContainText('The rest was not attempted')
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(2)
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toHaveValue('not now')
  await reject(dialog)
  await ended(dialog, '3 rejected')
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(4)
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
})
