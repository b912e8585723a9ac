import '../scripts/check-node.mjs'
import { join } from 'node:path'
import { buildIfNeeded } from './build.ts'
import { reasonOf } from './settings/reason-of.ts'
import { aboutUnknown, checkCertificates, loadEnvironment } from './settings/environment.ts'
import { checkServing } from './settings/exposure.ts'
import { serve } from './serve.ts'
import { readSettings } from './settings/settings.ts'

const root = join(import.meta.dirname, '..')

try {
  const { env, unknown } = loadEnvironment(root)
  const about = aboutUnknown(unknown)
  if (about !== undefined) console.log(about)
  const settings = readSettings(env)
  checkServing(settings)
  checkCertificates(env)
  const { listen, tls, publicOrigin } = settings
  buildIfNeeded(root)
  await serve(settings, join(root, 'dist'), env.STATE_DIRECTORY ?? join(root, '.state'))
  // The journal of systemd keeps this: it says nothing of OMS's address.
  console.log(`  Backup Desk: ${publicOrigin ?? `http${tls === undefined ? '' : 's'}://${listen}`}`)
} catch (error) {
  const reason = reasonOf(error)
  console.error(reason)
  // EX_CONFIG of sysexits.h, for which the systemd unit does not start it again.
  process.exit(reason.startsWith('Unusable settings') ? 78 : 1)
}
