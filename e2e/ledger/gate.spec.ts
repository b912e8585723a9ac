import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, expectStatus, hang, openDesk, press, test } from './desk'
import { expectAgreement } from './ledger'

test('network: a proxy that is killed in the middle of a POST leaves an unknown outcome and one arrival', async ({
  page,
  oms,
}) => {
  const proxy = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url)), 'preview', '--port', '0'],
    {
      env: { ...process.env, OMS_ADDRESS: oms.address, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  try {
    const local = /Local: +(http:\/\/127\.0\.0\.1:\d+)\//
    let printed = ''
    for await (const chunk of proxy.stdout) {
      printed += String(chunk)
      if (local.test(printed)) break
    }
    const url = local.exec(printed)?.[1] ?? ''
    await openDesk(page, url)
    oms.obey(hang)
    await press(page, 'guild')
    await oms.arrived(1)
    const exited = once(proxy, 'exit')
    proxy.kill('SIGKILL')
    await exited
    await expectStatus(page, 'guild', 'Outcome unknown')
    expect(oms.ledger.arrivals).toHaveLength(1)
    await expectAgreement(page, oms)
  } finally {
    proxy.kill('SIGKILL')
  }
})
