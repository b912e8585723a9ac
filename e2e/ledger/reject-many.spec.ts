import type { Locator, Page } from '@playwright/test'
import { batchRows, pasteRows, signInByToken, signInDialog, submitMany } from '../desk-page'
import { canary, commitThenDrop, expect, held, openDesk, test } from './desk'
import { answered, ordinary, type Arrival, type Fault } from './fault-oms'
import { readJournal } from './journal'
import { disagreements } from './ledger'

const refused = answered(422, '{"apply_id":["busy"]}')

/** Another fault for the rejection of this id; everything else is ordinary. */
const only = (id: number, fault: Fault, otherwise: Fault = ordinary): Fault => {
  return (exchange) => (exchange.arrival.body.startsWith(`{"apply_id":"${id}"`) ? fault(exchange) : otherwise(exchange))
}
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

const reject = (dialog: Locator) => dialog.getByRole('button', { name: 'Reject', exact: true }).click()
const resultOf = (dialog: Locator, id: number) => dialog.getByRole('row').filter({ hasText: `#${id}` })
const ended = (dialog: Locator, summary: string) => expect(dialog.getByText(summary).first()).toBeVisible()

test('reject many: each arrives once, one after another @deep', async ({ page, oms }) => {
  const dialog = await start(page, 4)
  await reject(dialog)
  await ended(dialog, '4 rejected')
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(4)
  expect(new Set(rejectedIds(oms.ledger.arrivals))).toEqual(new Set(['558', '559', '560', '561']))
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
})

test('reject many: the refused is retried, the one without an answer never @deep', async ({ page, oms }) => {
  const dialog = await start(page, 3)
  oms.obey(only(558, refused, only(559, commitThenDrop)))
  await reject(dialog)
  await ended(dialog, '1 rejected, 1 refused, 1 of unknown outcome')
  await expect(resultOf(dialog, 558)).toContainText('busy')
  oms.obey(ordinary)
  await dialog.getByRole('button', { name: 'Retry 1 refused' }).click()
  await ended(dialog, '2 rejected, 1 of unknown outcome')
  expect(rejectedIds(oms.ledger.arrivals).toSorted((one, other) => Number(one) - Number(other))).toEqual([
    '558',
    '558',
    '559',
    '560',
  ])
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
})

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
  await expect(dialog.getByRole('alert')).toContainText('The rest was not tried')
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(2)
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toHaveValue('not now')
  await reject(dialog)
  await ended(dialog, '3 rejected')
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(4)
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
})

test('reject many: "Stop" lets the one under way end, and another press goes on @deep', async ({ page, oms }) => {
  const dialog = await start(page, 3)
  const { fault, release } = held()
  oms.obey(fault)
  await reject(dialog)
  await oms.arrived(3 + 1)
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await page.keyboard.press('Escape')
  oms.obey(ordinary)
  release()
  await expect(dialog.getByText('Stopped: 2 are not rejected.')).toBeVisible()
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(1)
  await reject(dialog)
  await ended(dialog, '3 rejected')
  expect(new Set(rejectedIds(oms.ledger.arrivals)).size).toBe(3)
  expect(rejectedIds(oms.ledger.arrivals)).toHaveLength(3)
})

test('reject many: leaving the page while it runs is asked about @deep', async ({ page, oms }) => {
  const dialog = await start(page, 2)
  const { fault, release } = held()
  oms.obey(fault)
  await reject(dialog)
  await oms.arrived(2 + 1)
  const asked = page.waitForEvent('dialog')
  const leaving = page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await leaving
  release()
  await ended(dialog, '2 rejected')
})
