import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { accounts } from '~/mocks/world'
import { settingNames } from '../../server/settings/settings'
import { freePort } from './listen'

/** The gate in a process of its own, as `npm run serve` starts it, with a record. */
export async function startGateProcess(omsAddress: string, record: string) {
  const port = await freePort()
  const unset = Object.fromEntries(settingNames.map((name) => [name, '']))
  const gate = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../../server/main.ts')], {
    env: { ...process.env, ...unset, OMS_ADDRESS: omsAddress, LISTEN: `127.0.0.1:${port}`, RECORD: record },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => gate.once('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers())) {
    if (gate.exitCode !== null) throw new Error('The gate has not started.')
    await setTimeout(100)
  }
  return {
    url,
    pid: gate.pid,
    end: async (signal?: NodeJS.Signals) => {
      gate.kill(signal)
      await ended
    },
  }
}

/** The token of somebody whom this gate has seen sign in. */
export async function signInAt(url: string): Promise<string> {
  const [{ username, password }] = accounts
  const answer = await fetch(`${url}/oms/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  return /"token"\s*:\s*"([^"]+)"/.exec(await answer.text())?.[1] ?? ''
}
