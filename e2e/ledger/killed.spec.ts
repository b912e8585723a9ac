import { commitThenHang, expect, expectStatus, openDesk, press, test } from './desk'
import { readJournal } from './journal'
import { expectAgreement } from './ledger'
import { startBrowser } from './own-browser'

for (const [when, arrivals, tag] of [
  ['before the POST leaves', 0, ' @deep'],
  ['during the POST', 1, ''],
] as const) {
  test(`killed: a browser that is killed ${when} still has the intent when it starts again${tag}`, async ({
    oms,
    behind,
    profile,
  }) => {
    oms.obey(commitThenHang)
    const first = await startBrowser(profile)
    await openDesk(first.page, behind.served.url)
    const asked = first.page.waitForRequest('**/oms/apply')
    if (arrivals === 0) await first.page.route('**/oms/apply', () => {})
    await press(first.page, 'guild')
    await asked
    await oms.arrived(arrivals)
    await first.kill()

    const second = await startBrowser(profile)
    await second.page.goto(behind.served.url)
    await expectStatus(second.page, 'guild', 'Outcome unknown')
    expect(oms.ledger.arrivals).toHaveLength(arrivals)
    const events = await readJournal(second.page, oms.environment)
    expect(events[0]).toMatchObject({ kind: 'apply intent', draft: { target: { tableName: 'guild' } } })
    await expectAgreement(second.page, oms)
    await second.kill()
  })
}
