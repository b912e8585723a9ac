import { build } from 'vite'
import { installDebianPackage } from './debian-package.ts'
import { findNginx } from './find-nginx.ts'
import { frontOf } from '../src/proxy/settings.ts'
import { failed, frontSettings, prepareFront, runNginx } from './front.ts'

async function serve(): Promise<void> {
  const settings = frontSettings()
  const { conf, work } = prepareFront(settings)
  if (findNginx() === undefined) installDebianPackage('nginx')
  const nginx = findNginx()
  if (nginx === undefined) {
    throw new Error('nginx is not installed. Install it with the package manager of this machine, or set NGINX_PATH.')
  }
  // The front serves the desk at the root of its address, whatever a demo was built for.
  process.env.BASE_PATH = '/'
  await build({ mode: 'production' })

  const child = runNginx(nginx, conf, work, ['ignore', 'inherit', 'inherit'])
  console.log(`
  Backup Desk: ${frontOf(settings).origins[0]}
  OMS at ${settings.omsAddress}; logs and configuration in ${work}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', failed)
  child.on('exit', (code) => process.exit(code ?? 1))
}

serve().catch(failed)
