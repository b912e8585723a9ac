import type { BrowserContext, Locator, Page } from '@playwright/test'
import { fillForm, submit } from '../desk-page'
import { commitThenDrop, expect, expectStatus, form, hang, held, openDesk, press, rows, test } from './desk'
import { ordinary } from './fault-oms'
import { expectAgreement } from './ledger'

const question = (page: Page) => page.getByRole('dialog', { name: 'Possible duplicate' })
const inFlight = 'The same thing is being sent at this moment'

/** How often something stands in these tabs, taken together. */
async function countIn(tabs: Page[], thing: (tab: Page) => Locator): Promise<number> {
  const counts = await Promise.all(tabs.map((tab) => thing(tab).count()))
  return counts.reduce((sum, count) => sum + count, 0)
}

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

for (const [name, prepare] of [
  ['with Web Locks', () => Promise.resolve()],
  [
    'without Web Locks @deep',
    (context: BrowserContext) =>
      context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined })),
  ],
] as const) {
  test(`tabs: of two tabs that press at the same moment ${name}, one sends and the other says so`, async ({
    page,
    oms,
    context,
  }) => {
    await prepare(context)
    const tabs = [page, await context.newPage()]
    for (const tab of tabs) {
      await openDesk(tab)
      await fillForm(tab, { tableName: 'guild' })
    }
    const { fault, release } = held()
    oms.obey(fault)
    await Promise.all(tabs.map((tab) => submit(tab).click()))
    await oms.arrived(1)
    await expect.poll(() => countIn(tabs, (tab) => form(tab).getByRole('alert').filter({ hasText: inFlight }))).toBe(1)
    release()
    await expectStatus(page, 'guild', 'Pending')
    await expect(rows(page)).toHaveCount(1)
    expect(oms.ledger.arrivals).toHaveLength(1)
    await expectAgreement(page, oms)
  })
}

test('tabs: of two tabs that press at the same moment for what overlaps, one sends and the other is asked @deep', async ({
  page,
  oms,
  context,
}) => {
  const tabs = [page, await context.newPage()]
  for (const [index, tab] of tabs.entries()) {
    await openDesk(tab)
    await fillForm(tab, { tableName: 'guild', zoneId: index === 0 ? '0' : '' })
  }
  oms.obey(hang)
  await Promise.all(tabs.map((tab) => submit(tab).click()))
  await expect.poll(() => countIn(tabs, question)).toBe(1)
  await oms.arrived(1)
  await expect(rows(page)).toHaveCount(1)
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('tabs: a duplicated tab shows the same rows, and its press is held as well @deep', async ({ desk, oms }) => {
  const { fault, release } = held()
  oms.obey(fault)
  await press(desk, 'guild')
  await oms.arrived(1)
  const opened = desk.waitForEvent('popup')
  await desk.evaluate(() => window.open(window.location.href))
  const copy = await opened
  await openDesk(copy)
  await expectStatus(copy, 'guild', 'Sending')
  await press(copy, 'guild')
  await expect(form(copy).getByRole('alert')).toContainText(inFlight)
  release()
  await expectStatus(copy, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(copy, oms)
})

test('tabs: a tab that is closed in the middle of a POST lets OMS finish, and the outcome is found unknown', async ({
  desk,
  oms,
  context,
}) => {
  const { fault, release } = held()
  oms.obey(fault)
  await press(desk, 'guild')
  await oms.arrived(1)
  await desk.close()
  release()
  await expect.poll(() => oms.ledger.commits).toHaveLength(1)
  const next = await context.newPage()
  await openDesk(next)
  await expectStatus(next, 'guild', 'Outcome unknown')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(next, oms)
})
