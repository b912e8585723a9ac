import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer, preview, type InlineConfig } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings } from '../settings/settings.ts'
import {
  applyBody,
  closeAll,
  closeLater,
  fixtureDist,
  lookBeside,
  newFolder,
  refusal,
  senders,
  startOms,
  stopClock,
  wellFormed,
} from '../test-desk.ts'
import { gate } from './vite-plugin.ts'

const root = join(import.meta.dirname, '../..')
const devServed = [
  '/src/main.tsx',
  '/src/mocks/oms.ts',
  '/server/gate/rules.ts',
  '/demo-worker.js',
  '/@vite/client',
  '/node_modules/react/package.json',
]
const denied = [
  '/package.json',
  '/package-lock.json',
  '/vite.config.ts',
  '/README.md',
  '/.git',
  '/.git/config',
  '/.env.local',
  '/.npmrc',
  '/.state/record.db',
  '/oxlint.config.mjs',
  '/server/settings/settings.ts',
  '/server/main.ts',
  '/e2e/tls/localhost.key.pem',
  '/scripts/compress.ts',
  '/test-results/vitest.json',
  '/dist/index.html',
  '/src/../package.json',
  '/src/%2e%2e/package.json',
  '/src/..%2fpackage.json',
  '/src/..%5cpackage.json',
  '/src/%252e%252e/package.json',
  '//package.json',
  '/@id/package.json',
  '/@id/./package.json',
  `/@id/${root}/package.json`,
  `/@fs${root}/package.json`,
  `/@fs${root}/.env.local`,
  `/@fs${root}/.git/config`,
  `/@fs${root}/e2e/tls/localhost.key.pem`,
  `/@fs${root}/src/../package.json`,
  '/@fs/etc/passwd',
  '/@vite/../package.json',
  '/__open-in-editor?file=package.json',
]

let oms: Awaited<ReturnType<typeof startOms>>
const ports = { dev: 0, preview: 0 }
beforeAll(async () => {
  oms = await startOms()
  const config: InlineConfig = {
    root,
    configFile: false,
    resolve: { tsconfigPaths: true },
    envDir: false,
    logLevel: 'silent',
    cacheDir: newFolder(),
    plugins: [gate(readSettings({ OMS_ADDRESS: oms.address }))],
  }
  const dev = await createServer({
    ...config,
    optimizeDeps: { noDiscovery: true, include: [] },
    // A page that is asked for would have all of its modules transformed ahead.
    server: { host: '127.0.0.1', port: 0, ws: false, watch: null, cors: false, preTransformRequests: false },
  })
  await dev.listen()
  closeLater(() => dev.close())
  const shown = await preview({ ...config, build: { outDir: fixtureDist() }, preview: { host: '127.0.0.1', port: 0 } })
  closeLater(() => shown.close())
  const address = dev.httpServer?.address()
  ports.dev = (address as AddressInfo).port // a TCP server that listens has one
  ports.preview = (shown.httpServer.address() as AddressInfo).port // likewise
})
afterAll(closeAll)

test.each(['dev', 'preview'] as const)('the gate is mounted in %s', async (kind) => {
  const { send, apply } = senders(ports[kind])
  oms.arrivals.length = 0
  const headers = wellFormed()
  expect(await send('POST /oms/apply', headers, applyBody)).toMatchObject({
    status: 200,
    json: true,
    headers: { connection: 'close', 'content-security-policy': expect.stringContaining('; sandbox') as string },
  })
  expect(await send('POST /oms/apply', headers, applyBody)).toMatchObject({
    status: 200,
    headers: { 'x-attempt': 'repeated' },
  })
  expect(await apply({ Origin: 'https://elsewhere.example' })).toMatchObject({ status: 403, json: refusal('origin') })
  expect(await send('POST /oms/../oms/apply', wellFormed(), applyBody)).toMatchObject({ status: 404 })
  const described = await send('GET /desk.json')
  expect(described).toMatchObject({ status: 200, json: { signIn: 'person' } })
  expect(described.json).not.toHaveProperty('memory')
  expect(oms.arrivals).toHaveLength(1)
  const page = await send('GET /applications', { Accept: 'text/html', 'Accept-Language': 'zh-CN' })
  expect(page).toMatchObject({
    status: 200,
    headers: { connection: 'close', 'x-content-type-options': 'nosniff', 'content-language': 'zh-CN' },
  })
  expect(page.body).toContain(kind === 'dev' ? '<html lang="zh-CN"' : 'app.zh-CN')
})

test('the production build is not previewed as a demo, since it has no mock', async () => {
  const started = preview({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [gate(readSettings({}))],
    build: { outDir: fixtureDist() },
    preview: { host: '127.0.0.1', port: 0 },
  })
  await expect(started).rejects.toThrow(/OMS_ADDRESS must be set/)
})

test.each([
  ['/favicon.ico', 'image/x-icon'],
  ['/favicon.svg', 'image/svg+xml'],
  ['/apple-touch-icon.png', 'image/png'],
  ['/manifest.webmanifest', 'application/manifest+json'],
])('the development server serves %s as %s', async (path, type) => {
  expect(await senders(ports.dev).send(`GET ${path}`)).toMatchObject({ status: 200, headers: { 'content-type': type } })
})

test('the page of the development server says that it is being prepared', async () => {
  const { body } = await senders(ports.dev).send('GET /apply', { Accept: 'text/html' })
  expect(body).toMatch(/<div id="root"><p[^>]*>The development server prepares this page/)
})

test.each(devServed)('the development server serves %s', async (path) => {
  expect(await senders(ports.dev).send(`GET ${path}`)).toMatchObject({ status: 200 })
})

test.each(denied)('the development server does not serve %s, in any form', async (path) => {
  const queries = ['', '?raw', '?import', '?url', '?import&raw', '?raw??', '?import&url', '?inline', '?t=1']
  const answers = await Promise.all(
    queries.flatMap((query) =>
      ['*/*', 'text/html'].map((Accept) => senders(ports.dev).send(`GET ${path}${query}`, { Accept })),
    ),
  )
  // An address that could be a page's is answered with the page.
  for (const { status, body } of answers) expect(status >= 400 || body.includes('<div id="root">')).toBe(true)
})

test('vite preview serves nothing that lies beside the pages', async () => {
  expect(await lookBeside(ports.preview)).not.toContain('canary')
})

test.each(['dev', 'preview'] as const)('signing in is limited in %s', async (kind) => {
  stopClock()
  const { send } = senders(ports[kind])
  const answers = await Promise.all(Array.from({ length: 45 }, () => send('POST /oms/token', wellFormed(), applyBody)))
  expect(answers.map(({ status }) => status)).toContain(429)
})
