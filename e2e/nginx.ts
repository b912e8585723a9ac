import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '~/proxy/settings'
import { findNginx } from '../scripts/find-nginx'
import { prepareFront, runNginx } from '../scripts/front'
import { freePort } from './free-port'

/** Why the tests with nginx can't run on this machine, or undefined. */
export const noNginx = findNginx() === undefined ? 'nginx is not installed' : undefined

/**
 * Runs the real nginx with the generated configuration of the production build, in a folder of its own.
 * `revise` is what an administrator might do to the configuration.
 */
export async function startNginx(env: Record<string, string>, revise: (conf: string) => string = (conf) => conf) {
  // Between finding a free port and using it, another process may take it.
  for (let attempt = 1; ; attempt += 1) {
    const work = mkdtempSync(join(tmpdir(), 'desk-front-'))
    const port = await freePort()
    const { conf } = prepareFront(readSettings({ LISTEN: `127.0.0.1:${port}`, ...env }), work, env.NODE_EXTRA_CA_CERTS)
    const child = runNginx(findNginx() ?? '', revise(conf), work, ['ignore', 'ignore', 'pipe'])
    // A test that is cut off in the middle does not come to its own ending.
    const end = () => child.kill('SIGTERM')
    process.once('exit', end)
    child.once('exit', () => process.off('exit', end))
    let printed = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    if (await listens(work, child))
      return running(child, `http${env.TLS_CERT === undefined ? '' : 's'}://127.0.0.1:${port}`, work, conf)
    if (attempt === 3) throw new Error(`nginx did not start:\n${printed}`)
  }
}

function running(child: ChildProcess, url: string, work: string, conf: string) {
  let logs: string | undefined
  const readLogs = () => ['access', 'error'].map((name) => readFileSync(join(work, `${name}.log`), 'utf8')).join('')
  return {
    url,
    port: Number(new URL(url).port),
    conf,
    /** nginx's own process; the workers are its children. */
    pid: child.pid ?? 0,
    /** The folder with its configuration and its logs. */
    work,
    /** What nginx has logged; all of it only once it is closed, since it logs after it has answered. */
    logs: () => logs ?? readLogs(),
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      logs ??= readLogs()
      rmSync(work, { recursive: true, force: true })
    },
  }
}

/** Whether nginx has opened its port, after which it writes its pid, before its process ends. */
async function listens(work: string, child: ChildProcess): Promise<boolean> {
  const ended = once(child, 'exit')
  while (child.exitCode === null && child.signalCode === null) {
    if (existsSync(join(work, 'nginx.pid'))) return true
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))])
  }
  return false
}
