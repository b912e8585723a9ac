import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { accounts } from '~/mocks/world'
import { settingNames } from '../server/settings/settings'
import { applyAs, rejectAs, row, signIn, signInDialog } from './support/desk-page'
import { expect, test as base } from './support/fixtures'
import { signInAt } from './support/gate-process'
import { freePort } from './support/listen'

type Command = {
  /** Everything printed so far, to either stream. */
  output: () => string
  /** Resolves to the exit code. */
  ended: Promise<number | null>
}
type Run = (args: string[], env?: Record<string, string>) => Command

const root = join(import.meta.dirname, '..')
const unset = [...settingNames, 'BASE_PATH']

const test = base.extend<{ folder: string; checkout: string; npm: Run; port: number }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  port: async ({}, provide) => provide(await freePort()),
  /** Where the commands run. */
  folder: [root, { option: true }],
  /** A copy of the project to build in, so that the build that other tests look at stays. */
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  checkout: async ({}, provide) => {
    const copy = await mkdtemp(join(tmpdir(), 'desk-checkout-'))
    const left = new Set(['node_modules', 'dist', 'dist-demo', 'test-results', '.git', 'docs'])
    await cp(root, copy, { recursive: true, filter: (path) => !left.has(relative(root, path)) })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
    await provide(copy)
    await rm(copy, { recursive: true, force: true })
  },
  npm: async ({ folder }, provide) => {
    const endings: (() => Promise<unknown>)[] = []
    await provide((args, env = {}) => {
      const child = spawn('npm', args, {
        cwd: folder,
        env: {
          ...process.env,
          ...Object.fromEntries(unset.map((name) => [name, ''])),
          NO_COLOR: '1',
          FORCE_COLOR: '0',
          ...env,
        },
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

test('npm start without an OMS address is the demo, says so, and works', async ({ npm, page, port }) => {
  const start = npm(['start', '--', '--port', String(port)])
  await expect.poll(start.output, starting).toContain(`http://127.0.0.1:${port}/`)
  expect(start.output()).toContain('demo on the mocked OMS')
  expect(start.output()).toContain('OMS_ADDRESS=')
  await page.goto(`http://127.0.0.1:${port}/`)
  await expect(page.getByRole('region', { name: 'Demo' }).filter({ hasText: 'This is a demo.' })).toBeVisible(starting)
  await applyAs(page, '#558')
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
})

test('npm start with an OMS address says which, and passes on to it what is applied for and rejected, once each @deep', async ({
  npm,
  page,
  port,
  mockOms: oms,
}) => {
  const start = npm(['start', '--', '--port', String(port)], { OMS_ADDRESS: oms.address })
  await expect.poll(start.output, starting).toContain(`http://127.0.0.1:${port}/`)
  expect(start.output()).toContain(`OMS at ${oms.address}`)
  expect(start.output()).not.toContain('demo')
  await page.goto(`http://127.0.0.1:${port}/`)
  await expect(signInDialog(page)).toBeVisible(starting)
  await signIn(page)
  await applyAs(page, '#558')
  await rejectAs(page, '#558', 'wrong zone')
  const changes = oms.arrivals.filter(({ method, url }) => method === 'POST' && url.includes('/backup-svr-data/'))
  expect(changes.map(({ body }) => body)).toEqual([
    '{"set_id":"126","app_id":"2","zone_id":"0","table_name":"player","auto_approve":"0"}',
    '{"apply_id":"558","memo":"wrong zone"}',
  ])
})

for (const { title, args, env, says } of [
  {
    title: 'npm start names an unusable OMS_REJECT_PATH together with the address',
    args: ['start', '--', '--port', '0'],
    env: { OMS_ADDRESS: 'nonsense', OMS_REJECT_PATH: '/x?y' },
    says: ['OMS_ADDRESS must be', 'OMS_REJECT_PATH must be a path like'],
  },
  {
    title: 'npm start with a shared token refuses to listen for other machines @deep',
    args: ['start', '--', '--port', '0', '--host', '0.0.0.0'],
    env: { OMS_ADDRESS: 'http://127.0.0.1:9', OMS_ACCESS_TOKEN: 'canary-of-npm-start' },
    says: ['OMS_ACCESS_TOKEN acts for everybody who reaches the desk'],
  },
  {
    title: 'npm run serve without an OMS address ends and says what to set',
    args: ['run', 'serve'],
    env: {},
    says: ['OMS_ADDRESS must be set'],
  },
]) {
  test(title, async ({ npm }) => {
    const { ended, output } = npm(args, env)
    expect(await ended).not.toBe(0)
    for (const text of says) expect(output()).toContain(text)
    expect(output()).not.toContain('canary')
    expect(output()).not.toMatch(/\n +at .*server\/main/)
  })
}

for (const [command, ...args] of [
  ['npm start', 'start'],
  ['npm run preview', 'run', 'preview'],
] as const) {
  test(`${command} on a port that is taken ends, and says in one sentence how to choose another @deep`, async ({
    npm,
    mockOms: oms,
  }) => {
    const { port } = new URL(oms.address)
    const { ended, output } = npm([...args, '--', '--port', port], { OMS_ADDRESS: oms.address })
    expect(await ended).not.toBe(0)
    expect(output()).toContain(
      `Port ${port} is taken by another program. Choose another one, such as: ${command} -- --port ${Number(port) + 1}`,
    )
    expect(output()).not.toMatch(/^ +at |error when/m)
  })
}

test('npm run mock-oms prints its address and answers a token call @deep', async ({ npm, port }) => {
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

test('npm start prints no token, even with OMS down @deep', async ({ npm, port }) => {
  const start = npm(['start', '--', '--port', String(port)], { OMS_ADDRESS: `http://127.0.0.1:${await freePort()}` })
  await expect.poll(start.output, starting).toContain(`http://127.0.0.1:${port}/`)
  const ask = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { Authorization: 'Bearer canary-of-npm-start' } })
  expect((await ask('/oms/apply-detail/558')).status).toBe(502)
  expect((await ask('/oms/apply-detail/558?access-token=canary-of-npm-start')).status).toBe(404)
  expect(start.output()).not.toContain('canary')
})

test.describe('in a checkout of their own', () => {
  test.use({ folder: ({ checkout }, provide) => provide(checkout) })

  test('npm run serve builds and serves the desk, and prints where that is and not where OMS is @deep', async ({
    npm,
    port,
    mockOms: oms,
  }) => {
    const serve = npm(['run', 'serve'], { OMS_ADDRESS: oms.address, LISTEN: `127.0.0.1:${port}`, RECORD: 'off' })
    await expect
      .poll(serve.output, { timeout: 100_000 })
      .toMatch(new RegExp(`Backup Desk: http://127.0.0.1:${port}\n$`))
    expect(serve.output()).not.toMatch(/\(!\)|warn/i)
    const url = `http://127.0.0.1:${port}`
    expect(await (await fetch(`${url}/apply`)).text()).toContain('<title>')
    expect(await signInAt(url)).toBe(accounts[0].token)
    expect(oms.arrivals.map(({ url: asked }) => asked)).toContainEqual(expect.stringContaining('/token?cmd=10000&'))
    expect(serve.output()).not.toContain(new URL(oms.address).host)
  })
})
