import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['src', 'public', 'scripts', 'index.html', 'package-lock.json', 'vite.config.ts']

/** Builds the desk for the root of an address when there is no build or a source is newer. Throws an Error when that fails. */
export function buildIfNeeded(root: string): void {
  const built = timeOf(join(root, 'dist', 'index.html'))
  if (built > Math.max(...sources.map((name) => timeOf(join(root, name))))) return
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: root,
    // Standard output is the access log's.
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('The build failed, see above.')
}

/** When the file, or the newest one of the folder, was written; 0 when there is none. */
function timeOf(path: string): number {
  if (!existsSync(path)) return 0
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => timeOf(join(path, name))))
}
