import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadEnv } from 'vite'
import { nginxConf, tokenInclude } from '../src/proxy/nginx.ts'
import { readSettings, type Settings } from '../src/proxy/settings.ts'

const root = resolve(import.meta.dirname, '..')

/** The settings of the environment and of `.env.local`. Throws an Error that names each unusable one. */
export function frontSettings(): Settings {
  return readSettings({ ...loadEnv('production', root, ''), ...process.env })
}

/**
 * nginx's configuration for this checkout, and its own folder, made ready: a shared token is in a file
 * there that only its owner may read. Throws an Error when the settings don't allow a front.
 */
export function prepareFront(
  settings: Settings,
  work = join(root, '.nginx'),
  ownCertificates = process.env.NODE_EXTRA_CA_CERTS,
): { conf: string; work: string } {
  const token = join(work, 'oms-access-token.conf')
  const { tls } = settings
  const conf = nginxConf(
    { ...settings, ...(tls !== undefined && { tls: { cert: resolve(tls.cert), key: resolve(tls.key) } }) },
    {
      dist: join(root, 'dist'),
      work,
      tokenInclude: token,
      certificates: certificates(ownCertificates),
      // As root, nginx would hand over to a user who may not be able to read the build.
      user: process.getuid?.() === 0 ? 'root' : undefined,
    },
  )
  mkdirSync(work, { recursive: true, mode: 0o700 })
  rmSync(token, { force: true })
  if (settings.accessToken !== undefined) writeFileSync(token, tokenInclude(settings), { mode: 0o600 })
  return { conf, work }
}

/** Starts nginx in the foreground with this configuration, in its own folder. */
export function runNginx(nginx: string, conf: string, work: string, stdio: StdioOptions): ChildProcess {
  const file = join(work, 'nginx.conf')
  writeFileSync(file, conf)
  return spawn(nginx, ['-p', work, '-c', file, '-g', 'daemon off;'], { stdio })
}

/** What OMS's certificate is checked against: the same setting that Node knows, or the machine's own list. */
function certificates(own: string | undefined): string {
  if (own !== undefined && own !== '') return resolve(own)
  const debian = '/etc/ssl/certs/ca-certificates.crt'
  return [debian, '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'].find((path) => existsSync(path)) ?? debian
}

/** Ends the command with the reason alone; a stack trace helps nobody who mistyped a setting. */
export function failed(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
