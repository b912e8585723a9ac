import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Installs a package of a Debian machine that is ours to change, which is what containers are. Does nothing
 * where this is not Debian, or we are not root.
 */
export function installDebianPackage(name: string): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  console.error(`No ${name} found: installing the ${name} package.`)
  spawnSync(`apt-get update && apt-get install -y ${name}`, {
    shell: true,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // Its progress is shown, beside what a command prints; without stdin nothing can ask a question.
    stdio: ['ignore', 2, 2],
  })
}
