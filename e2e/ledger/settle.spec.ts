import { signInByToken } from '../support/desk-page'
import { answered, ordinary } from './fault-oms'
import { canary, decide, expect, expectStatus, form, held, loseAnswer, openDesk, press, row, test } from './desk'
import { expectAgreement } from './ledger'
import { startBrowser } from './own-browser'

const refusal = answered(200, '{"apply":{"ret":1,"msg":"no table in this zone"}}')

test('settle: an answer that is lost between gate and page is asked for, of an application and of a decision', async ({
  desk,
  oms,
}) => {
  for (const [tableName, fault, status, says] of [
    ['guild', ordinary, 'Pending', 'Application #558 created'],
    ['mail', ordinary, 'Pending', 'Application #559 created'],
    ['rank', refusal, 'Refused', 'no table in this zone'],
  ] as const) {
    oms.obey(fault)
    await loseAnswer(desk, 'apply')
    await press(desk, tableName)
    await expectStatus(desk, tableName, status)
    await expect(form(desk).getByText(says).first()).toBeVisible()
  }
  oms.obey(ordinary)
  for (const [call, verb, id, shown] of [
    ['reject', 'Reject', '#558', 'Rejected'],
    ['check', 'Approve', '#559', 'Transaction 1559'],
  ] as const) {
    await loseAnswer(desk, call)
    await decide(desk, verb, id)
    await expect(row(desk, id)).toContainText(shown)
  }
  expect(oms.ledger.arrivals).toHaveLength(5)
  await expectAgreement(desk, oms)
})

test('settle: an application whose connection ends while OMS works is being sent until OMS has answered @deep', async ({
  desk,
  oms,
}) => {
  const { fault, release } = held()
  oms.obey(fault)
  await desk.route(
    '**/oms/apply',
    async (route) => {
      void route.fetch().catch(() => {})
      await oms.arrived(1)
      await route.abort()
    },
    { times: 1 },
  )
  const asked = desk.waitForResponse('**/oms/attempts/*/settle')
  await press(desk, 'guild')
  expect((await asked).status()).toBe(200)
  await expectStatus(desk, 'guild', 'Sending')
  release()
  await expectStatus(desk, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})

test('settle: what a closed tab did not hear, another tab has from the gate @deep', async ({ desk, oms, context }) => {
  const second = await context.newPage()
  await openDesk(second)
  const { fault, release } = held()
  oms.obey(fault)
  await press(second, 'guild')
  await oms.arrived(1)
  await second.close()
  await expectStatus(desk, 'guild', 'Outcome unknown')
  release()
  await expectStatus(desk, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})

test('settle: what a killed browser did not hear, the next start has from the gate after the sign-in', async ({
  oms,
  behind,
  profile,
}) => {
  const { fault, release } = held()
  oms.obey(fault)
  const first = await startBrowser(profile)
  await openDesk(first.page, behind.served.url)
  await press(first.page, 'guild')
  await oms.arrived(1)
  await first.kill()
  release()

  const { page, kill } = await startBrowser(profile)
  await page.goto(behind.served.url)
  await expectStatus(page, 'guild', 'Outcome unknown')
  await signInByToken(page, canary)
  await expectStatus(page, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(page, oms)
  await kill()
})

test('settle: a gate that cannot be asked for a while is asked again when the network is back @deep', async ({
  desk,
  oms,
  context,
}) => {
  await loseAnswer(desk, 'apply')
  await desk.route('**/oms/attempts/**', (route) => route.abort())
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Outcome unknown')
  await desk.unroute('**/oms/attempts/**')
  await context.setOffline(true)
  await context.setOffline(false)
  await expectStatus(desk, 'guild', 'Pending')
  await expectAgreement(desk, oms)
})

test('settle: where the gate keeps no answers the outcome stays unknown, and the page says what to do @deep', async ({
  desk,
}) => {
  await loseAnswer(desk, 'apply')
  await desk.route('**/oms/attempts/**', (route) =>
    route.fulfill({ status: 404, json: { proxy: { kind: 'no route', sent: false } } }),
  )
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Outcome unknown')
  await expect(form(desk).getByRole('alert')).toContainText('The proxy has no answer from OMS either')
  await expect(row(desk, 'Table guild')).toContainText('Look it up there')
})

test('settle: of two people who press the same, the second is asked first @deep', async ({
  desk,
  oms,
  browser,
  behind,
}) => {
  // Of a table that no other case has sent a moment ago.
  const other = await browser.newPage()
  await other.goto(behind.served.url)
  await signInByToken(other, 'another-token-of-somebody')
  await press(other, 'two_people')
  await expectStatus(other, 'two_people', 'Pending')
  await press(desk, 'two_people')
  const question = desk.getByRole('dialog', { name: 'Possible duplicate' })
  await expect(question).toContainText('sent exactly the same at')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await question.getByRole('button', { name: 'Send anyway' }).click()
  await expectStatus(desk, 'two_people', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(2)
  await other.close()
})
