import { startRelay } from '../support/relay'
import { expect, expectStatus, openDesk, press, test } from './desk'
import { expectAgreement } from './ledger'

for (const { title, keepAlive } of [
  {
    title:
      'a POST that the browser re-sends by itself on a reused connection reaches OMS once, and ends with its answer',
    keepAlive: true,
  },
  {
    title:
      'on the connections that the proxy allows, the browser does not re-send at all, and the page asks for the answer @deep',
    keepAlive: false,
  },
]) {
  test(`connection: ${title}`, async ({ page, oms, behind }) => {
    const relay = await startRelay(behind.served.port, keepAlive)
    await openDesk(page, relay.url)
    let presses = 0
    // Whether a press goes out on a reused connection is the browser's choice.
    const isSeen = () => presses >= 2 && (!keepAlive || relay.applies.length > presses || presses === 6)
    while (!isSeen()) {
      presses += 1
      await press(page, `table_${presses}`)
      await expectStatus(page, `table_${presses}`, 'Pending')
    }
    // One attempt twice, and no script asked for the second.
    expect(relay.applies).toHaveLength(keepAlive ? presses + 1 : presses)
    expect(new Set(relay.applies).size).toBe(presses)
    expect(oms.ledger.arrivals).toHaveLength(presses)
    expect(oms.ledger.commits).toHaveLength(presses)
    await expectAgreement(page, oms)
    await relay.close()
  })
}
