import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { installDebianPackage } from './debian-package.ts'
import { findNginx } from './find-nginx.ts'
import { failed, frontSettings, prepareFront } from './front.ts'

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
  const file = join(work, 'nginx.conf')
  writeFileSync(file, conf)

  const child = spawn(nginx, ['-p', work, '-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'inherit', 'inherit'] })
  const { listen, publicOrigin, tls, omsAddress } = settings
  console.log(`
  Backup Desk: ${publicOrigin ?? `${tls === undefined ? 'http' : 'https'}://${listen}`}
  OMS at ${omsAddress}; logs and configuration in ${work}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', failed)
  child.on('exit', (code) => process.exit(code ?? 1))
}

serve().catch(failed)
