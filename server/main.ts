import '../scripts/check-node.mjs'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { buildIfNeeded } from './build.ts'
import { crashLine, createHandler } from './handler.ts'
import { createListener } from './listen.ts'
import { openPages } from './pages.ts'
import { aboutUnknown, checkServing, loadEnvironment, readSettings } from './settings.ts'

const root = join(import.meta.dirname, '..')

/** `npm run serve`: builds where needed, then serves in the foreground until SIGTERM. */
async function serve(): Promise<void> {
  const { env, unknown } = loadEnvironment(root)
  const settings = readSettings(env)
  checkServing(settings)
  const { listen, tls, omsAddress, publicOrigin } = settings
  buildIfNeeded(root)
  const log = (line: string) => void process.stdout.write(`${line}\n`)
  // A log that nobody reads any more is no reason to end.
  process.stdout.on('error', () => {})
  const { handle, settled } = createHandler({
    settings,
    pages: openPages(join(root, 'dist')),
    secure: tls !== undefined,
    version: packageJson.version,
    log,
  })
  const listener = createListener(handle, tls, log)
  const { hostname, port } = new URL(`http://${listen}`)
  await new Promise<void>((resolve, reject) => {
    listener.server.once('error', reject)
    listener.server.listen(Number(port || '80'), hostname.replace(/^\[|\]$/g, ''), resolve)
  })
  process.on('uncaughtException', (error) => log(crashLine(error)))
  process.on('unhandledRejection', (error) => log(crashLine(error)))
  process.on('SIGHUP', () => {
    try {
      listener.reload()
    } catch (error) {
      log(crashLine(error))
    }
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all([listener.close(), settled()]).then(() => process.exit(0)))
  }
  const about = aboutUnknown(unknown)
  if (about !== undefined) console.log(`  ${about}`)
  console.log(`  OMS at ${omsAddress}`)
  console.log(`  Backup Desk: ${publicOrigin ?? `http${tls === undefined ? '' : 's'}://${listen}`}`)
}

serve().catch((error: unknown) => {
  const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const reason = error instanceof Error ? error.message : String(error)
  console.error(busy ? `${reason}\n  Another program listens there: choose another LISTEN.` : reason)
  process.exit(1)
})
