import { committed, expect, expectStatus, form, held, openDesk, press, success, test } from './desk'
import { expectAgreement } from './ledger'

/** Beyond the page's deadline and its margin. */
const leaseMs = 61_000

test('network: a port that is closed is proof that nothing was sent, and can be tried again once it is open', async ({
  desk,
  oms,
}) => {
  await oms.stop()
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Not sent')
  await expect(form(desk).getByRole('alert')).toContainText('could not connect to OMS')
  await oms.resume()
  await form(desk).getByRole('button', { name: 'Submit application' }).click()
  await expectStatus(desk, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})

test('network: an answer after the lease still counts, and is the last word @deep', async ({ page, oms }) => {
  await page.clock.install()
  await openDesk(page)
  const { fault, release } = held(committed(success))
  oms.obey(fault)
  await press(page, 'guild')
  await expectStatus(page, 'guild', 'Sending')
  await oms.arrived(1)
  // As after a sleep: the clock has gone on, the timers have not.
  await page.clock.setSystemTime(Date.now() + leaseMs)
  await page.clock.runFor(6_000)
  await expectStatus(page, 'guild', 'Outcome unknown')
  release()
  await expectStatus(page, 'guild', 'Pending')
  await expectAgreement(page, oms)
})

test('network: offline sends nothing, leaves no row, and nothing fires when it is over', async ({
  desk,
  oms,
  context,
}) => {
  await context.setOffline(true)
  await press(desk, 'guild')
  await expect(form(desk).getByRole('alert')).toContainText('This browser was offline')
  await context.setOffline(false)
  await press(desk, 'mail')
  await expectStatus(desk, 'mail', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})
