import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../e2e/support/listen.ts'

const root = '/usr/lib/postgresql'

/** The folder of PostgreSQL's programs, the newest of the distribution. */
export function findPostgres(): string | undefined {
  const named = process.env.POSTGRES_BIN
  if (named !== undefined && named !== '') return named
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** PostgreSQL refuses to run as root; the user it then runs as must come from the distribution. */
const asOther = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : []

/** A PostgreSQL of its own, on loopback. */
export async function startPostgres() {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('There is no PostgreSQL.')
  const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'))
  chmodSync(folder, 0o777)
  const data = join(folder, 'data')
  const run = (program: string, ...args: string[]) => {
    const [command = '', ...rest] = [...asOther, join(bin, program), ...args]
    const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8', cwd: folder })
    if (status !== 0) throw new Error(`${program}: ${stderr}`)
  }
  run('initdb', '-D', data, '-U', 'desk', '-A', 'trust', '--no-sync')
  const port = await freePort()
  let server: ReturnType<typeof spawn>
  let log = ''
  const start = async ({ standby = false } = {}) => {
    if (standby) writeFileSync(join(data, 'standby.signal'), '')
    const listen = ['-h', '127.0.0.1', '-p', String(port), '-k', folder]
    const options = ['-D', data, ...listen, '-c', 'fsync=off', '-c', 'log_connections=on']
    const [command = '', ...rest] = [...asOther, join(bin, 'postgres'), ...options]
    server = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder })
    log = ''
    await new Promise<void>((resolve, reject) => {
      server.once('exit', () => reject(new Error(log)))
      server.stderr?.on('data', (chunk: Buffer) => {
        log += chunk.toString()
        if (log.includes('ready to accept')) resolve()
      })
    })
  }
  const stop = async () => {
    const ended = once(server, 'exit')
    run('pg_ctl', 'stop', '-D', data, '-m', 'immediate')
    await ended
  }
  await start()
  return {
    address: `postgres://desk@127.0.0.1:${port}/postgres`,
    start,
    stop,
    /** Since it was started. */
    log: () => log,
    /** A standby takes over. */
    promote: () => run('pg_ctl', 'promote', '-D', data, '-w'),
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
