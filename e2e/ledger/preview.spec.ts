import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { serveDesk } from '../fixtures'
import { dripForever, expect, expectStatus, form, hang, openDesk, press, test } from './desk'
import { expectAgreement } from './ledger'
import { startSilentPort } from './silent-port'

// What needs a hand on the gate itself.

/** Lets the proxy, which runs in this process, reach one of its deadlines at once. Returns the way back. */
function hurry(deadlineMs: number): () => void {
  const { setTimeout: patient } = globalThis
  const impatient = (run: () => void, ms?: number) => patient(run, ms === deadlineMs ? 200 : ms)
  Object.assign(globalThis, { setTimeout: Object.assign(impatient, patient) })
  return () => Object.assign(globalThis, { setTimeout: patient })
}

test('connection: a port that never answers to a connection is proof that nothing was sent @deep', async ({
  page,
  oms,
}) => {
  test.skip(process.platform === 'win32', 'no SIGSTOP')
  const silent = await startSilentPort()
  const served = await serveDesk({ OMS_ADDRESS: `http://${silent.environment}` })
  const patient = hurry(3_000)
  try {
    await openDesk(page, served.url)
    await press(page, 'guild')
    await expectStatus(page, 'guild', 'Not sent')
    await expect(form(page).getByRole('alert')).toContainText('could not connect to OMS')
    await expectAgreement(page, { ...oms, environment: silent.environment })
  } finally {
    patient()
    silent.close()
    await served.close()
  }
})

for (const { title, fault, commits } of [
  { title: 'an OMS that says nothing', fault: hang, commits: 0 },
  { title: 'a body that drips for ever', fault: dripForever, commits: 1 },
]) {
  test(`deadline: the proxy gives up on ${title}, and the outcome is unknown${fault === hang ? '' : ' @deep'}`, async ({
    desk,
    oms,
  }) => {
    oms.obey(fault)
    const patient = hurry(40_000)
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Outcome unknown')
    patient()
    expect(oms.ledger.arrivals).toHaveLength(1)
    expect(oms.ledger.commits).toHaveLength(commits)
    await expectAgreement(desk, oms)
  })
}

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
