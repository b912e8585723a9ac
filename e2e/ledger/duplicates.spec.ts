import type { Page } from '@playwright/test'
import { expectForm, fillForm, signInByToken, submit } from '../support/desk-page'
import { canary, commitThenDrop, expect, expectStatus, form, held, openDesk, press, rows, test } from './desk'
import { ordinary } from './fault-oms'
import { expectAgreement } from './ledger'

const question = (page: Page) => page.getByRole('dialog', { name: 'Possible duplicate' })

test('duplicates: after an unknown outcome the same press asks first; Cancel sends nothing, "Send anyway" a second attempt', async ({
  desk,
  oms,
}) => {
  oms.obey(commitThenDrop)
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Outcome unknown')
  await submit(desk).click()
  await expect(question(desk)).toContainText('Outcome unknown')
  await question(desk).getByRole('button', { name: 'Cancel' }).click()
  await expect(question(desk)).toBeHidden()
  expect(oms.ledger.arrivals).toHaveLength(1)
  oms.obey(ordinary)
  await submit(desk).click()
  await question(desk).getByRole('button', { name: 'Send anyway' }).click()
  await expect(rows(desk)).toHaveCount(2)
  await expectStatus(desk, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(2)
  await expectAgreement(desk, oms)
})

test('tabs: of two tabs that press at the same moment, one sends and the other says so', async ({
  page,
  oms,
  context,
}) => {
  const tabs = [page, await context.newPage()]
  for (const tab of tabs) {
    await openDesk(tab)
    await fillForm(tab, { tableName: 'guild' })
  }
  const { fault, release } = held()
  oms.obey(fault)
  await Promise.all(tabs.map((tab) => submit(tab).click()))
  await oms.arrived(1)
  const told = (tab: Page) => form(tab).getByText('The same is being sent at this moment')
  await expect
    .poll(async () => (await Promise.all(tabs.map((tab) => told(tab).count()))).reduce((sum, count) => sum + count))
    .toBe(1)
  release()
  await expectStatus(page, 'guild', 'Pending')
  await expect(rows(page)).toHaveCount(1)
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(page, oms)
})

/** A tab with the storage of this one, as "Duplicate tab" opens it. */
async function duplicateTab(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup')
  await page.evaluate(() => window.open(location.href))
  const copy = await opened
  await signInByToken(copy, canary)
  await expectForm(copy, { tableName: 'guild' })
  return copy
}

test('tabs: a tab that is duplicated half way through the form, and one while it is sent, send the same no second time @deep', async ({
  desk,
  oms,
}) => {
  await fillForm(desk, { tableName: 'guild' })
  const before = await duplicateTab(desk)
  const { fault, release } = held()
  oms.obey(fault)
  await submit(desk).click()
  await oms.arrived(1)
  const meanwhile = await duplicateTab(desk)
  for (const copy of [before, meanwhile]) {
    await expectStatus(copy, 'guild', 'Sending')
    await submit(copy).click()
    await expect(form(copy).getByRole('alert')).toContainText('The same is being sent at this moment')
  }
  release()
  for (const copy of [before, meanwhile]) {
    await expectStatus(copy, 'guild', 'Pending')
    await submit(copy).click()
    await question(copy).getByRole('button', { name: 'Cancel' }).click()
  }
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})
