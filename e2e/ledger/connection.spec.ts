import { startRelay } from '../relay'
import { expect, expectStatus, openDesk, press, test } from './desk'
import { expectAgreement } from './ledger'

for (const { title, keepAlive, sent, status } of [
  {
    title:
      'a POST that the browser re-sends by itself on a reused connection reaches OMS once, and ends with its answer',
    keepAlive: true,
    sent: 3,
    status: 'Pending',
  },
  {
    title:
      'on the connections that the proxy allows, the browser does not re-send at all, and the page asks for the answer @deep',
    keepAlive: false,
    sent: 2,
    status: 'Pending',
  },
]) {
  test(`connection: ${title}`, async ({ page, oms, behind }) => {
    const relay = await startRelay(behind.served.port, keepAlive)
    await openDesk(page, relay.url)
    await press(page, 'mail')
    await expectStatus(page, 'mail', 'Pending')
    await press(page, 'guild')
    await expectStatus(page, 'guild', status)
    // The same attempt twice, and no script asked for the second.
    expect(relay.applies).toHaveLength(sent)
    expect(new Set(relay.applies).size).toBe(2)
    expect(oms.ledger.arrivals).toHaveLength(2)
    expect(oms.ledger.commits).toHaveLength(2)
    await expectAgreement(page, oms)
    await relay.close()
  })
}
