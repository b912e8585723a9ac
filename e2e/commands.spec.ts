import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startMockOms } from '~/mocks/node'
import { accounts } from '~/mocks/world'
import { applyAs, row, signIn } from './desk-page'
import { expect, test as base } from './fixtures'
import { freePort } from './free-port'

type Command = {
  /** Everything printed so far, to either stream. */
  output: () => string
  /** Resolves to the exit code. */
  ended: Promise<number | null>
}
type Run = (args: string[], env?: Record<string, string>) => Command

const test = base.extend<{ npm: Run }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  npm: async ({}, provide) => {
    const endings: (() => Promise<unknown>)[] = []
    await provide((args, env = {}) => {
      const child = spawn('npm', args, {
        cwd: join(import.meta.dirname, '..'),
        env: { ...process.env, OMS_ADDRESS: '', OMS_REJECT_PATH: '', NO_COLOR: '1', FORCE_COLOR: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // npm starts a shell that starts the command: a group of their own is what can be ended as a whole.
        detached: true,
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString()
        })
      }
      const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
      endings.push(async () => {
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
          process.kill(-child.pid, 'SIGTERM')
        }
        await ended
      })
      return { output: () => output, ended }
    })
    await Promise.all(endings.map((end) => end()))
  },
})

// The first start of all prepares the dependencies.
const starting = { timeout: 60_000 }
test.setTimeout(120_000)

test('npm start without an OMS address is the demo, says so, and works', async ({ npm, page }) => {
  const port = await freePort()
  const start = npm(['start', '--', '--port', String(port)])
  await expect.poll(start.output, starting).toContain(`http://127.0.0.1:${port}/`)
  expect(start.output()).toContain('demo on the mocked OMS')
  expect(start.output()).toContain('OMS_ADDRESS=')
  await page.goto(`http://127.0.0.1:${port}/`)
  await expect(page.getByRole('region', { name: 'Demo' }).filter({ hasText: 'This is a demo.' })).toBeVisible(starting)
  await applyAs(page, '#558')
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
})

test('npm start with an OMS address says which, and connects to it', async ({ npm, page }) => {
  const port = await freePort()
  const oms = await startMockOms()
  const start = npm(['start', '--', '--port', String(port)], { OMS_ADDRESS: oms.address })
  await expect.poll(start.output, starting).toContain(`http://127.0.0.1:${port}/`)
  expect(start.output()).toContain(`OMS at ${oms.address}`)
  expect(start.output()).not.toContain('demo')
  await page.goto(`http://127.0.0.1:${port}/`)
  await expect(page.getByRole('dialog', { name: 'Sign in' })).toBeVisible(starting)
  await signIn(page)
  await applyAs(page, '#558')
  expect(oms.arrivals.at(-1)?.url).toContain('cmd=10009&ip-type=webservicerest&access-token=')
  await oms.close()
})

for (const address of [
  'oms.example:80',
  'http://oms.example/path',
  'ftp://oms.example',
  'http://user:secret@oms.example',
]) {
  test(`npm start with the unusable OMS address ${address} ends and says what it must look like`, async ({ npm }) => {
    const port = await freePort()
    const start = npm(['start', '--', '--port', String(port)], { OMS_ADDRESS: address })
    expect(await start.ended).not.toBe(0)
    expect(start.output()).toContain('OMS_ADDRESS must be http://host[:port] or https://host[:port], with no path')
  })
}

test('npm start names an unusable OMS_REJECT_PATH together with the address', async ({ npm }) => {
  const port = await freePort()
  const start = npm(['start', '--', '--port', String(port)], { OMS_ADDRESS: 'nonsense', OMS_REJECT_PATH: '/x?y' })
  expect(await start.ended).not.toBe(0)
  expect(start.output()).toContain('OMS_ADDRESS must be')
  expect(start.output()).toContain('OMS_REJECT_PATH must be a path like')
})

test('npm start ends when its port is taken, instead of taking another', async ({ npm }) => {
  const oms = await startMockOms()
  const { port } = new URL(oms.address)
  const start = npm(['start', '--', '--port', port])
  expect(await start.ended).not.toBe(0)
  expect(start.output()).toContain(port)
  await oms.close()
})

test('npm run mock-oms prints its address and answers a token call', async ({ npm }) => {
  const port = await freePort()
  const mock = npm(['run', 'mock-oms'], { PORT: String(port) })
  const address = `http://127.0.0.1:${port}`
  await expect.poll(mock.output, starting).toContain(address)
  const { username, password, token } = accounts[1]
  const response = await fetch(`${address}/app/newoms.php/webservice/token?cmd=10000&ip-type=webservicerest`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  expect(await response.json()).toEqual({ code: 0, error: '', token })
})
