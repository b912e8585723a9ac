import type { Page } from '@playwright/test'
import { signInByToken, signInDialog } from '../desk-page'
import { canary, commitThenDrop, expect, press, expectStatus, test } from './desk'
import { answered, ordinary, type Fault } from './fault-oms'
import { expectAgreement } from './ledger'

test.describe.configure({ mode: 'parallel' })

const dialogOf = (page: Page, count: number) => page.getByRole('dialog', { name: `Reject ${count} applications` })

/** Another fault for the rejection of this id; everything else is ordinary. */
function only(faults: Record<string, Fault>): Fault {
  return (exchange) => {
    const id = /^\{"apply_id":"(\d+)"/.exec(exchange.arrival.body)?.[1] ?? ''
    return (faults[id] ?? ordinary)(exchange)
  }
}

/** Applies for so many tables and opens the dialog that rejects them all. */
async function openDialog(page: Page, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await press(page, `t${number}`)
    await expectStatus(page, `t${number}`, 'Pending')
  }
  await page.getByRole('link', { name: 'All applications' }).click()
  await page.getByRole('checkbox', { name: `Select all ${count}` }).check()
  await page.getByRole('button', { name: `Reject ${count} applications` }).click()
  await dialogOf(page, count).getByRole('textbox', { name: 'Memo', exact: true }).fill('not now')
}

const go = (page: Page, count: number) =>
  dialogOf(page, count).getByRole('button', { name: 'Reject', exact: true }).click()
const rejections = (arrivals: { call: string; body: string }[]) =>
  arrivals.flatMap(({ call, body }) => (call === 'reject' ? [/\d+/.exec(body)?.[0] ?? ''] : []))

test('reject many: refused ones are retried, one of unknown outcome never', async ({ desk: page, oms }) => {
  await openDialog(page, 4)
  oms.obey(
    only({ '559': answered(422, '{"apply_id":["can\'t find apply_list(apply_id=559)"]}'), '560': commitThenDrop }),
  )
  await go(page, 4)
  const dialog = dialogOf(page, 4)
  await expect(dialog.getByText('2 rejected, 1 refused, 1 of unknown outcome').first()).toBeVisible()
  await expect(dialog.getByRole('row').filter({ hasText: '#559' })).toContainText("can't find apply_list")
  oms.obey(ordinary)
  await dialog.getByRole('button', { name: 'Retry 1 refused' }).click()
  await expect(dialog.getByText('3 rejected, 1 of unknown outcome').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Retry|^Reject$/ })).toHaveCount(0)
  const sent = rejections(oms.ledger.arrivals)
  expect(sent.toSorted()).toEqual(['558', '559', '559', '560', '561'])
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await page.goBack()
  await expectAgreement(page, oms)
})

test('reject many: an expired token stops the run, and the memo is still there for the rest', async ({
  desk: page,
  oms,
}) => {
  await openDialog(page, 3)
  oms.obey(only({ '559': answered(401, '{"name":"Unauthorized","message":"invalid","code":0,"status":401}') }))
  await go(page, 3)
  await expect(signInDialog(page)).toBeVisible()
  await signInByToken(page, canary)
  const dialog = dialogOf(page, 3)
  await expect(dialog.getByRole('alert')).toContainText('Stopped at #559')
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toHaveValue('not now')
  oms.obey(ordinary)
  await go(page, 3)
  await expect(dialog.getByText('3 rejected', { exact: true }).first()).toBeVisible()
  expect(new Set(oms.ledger.rejections.map(({ id }) => id)).size).toBe(3)
  expect(oms.ledger.rejections).toHaveLength(3)
})
