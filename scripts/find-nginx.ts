import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** An installed nginx: `NGINX_PATH`, or one in the usual places. Throws when `NGINX_PATH` is wrong. */
export function findNginx(): string | undefined {
  const wanted = process.env.NGINX_PATH
  if (wanted !== undefined && wanted !== '') {
    if (!existsSync(wanted)) throw new Error(`NGINX_PATH is ${wanted}, and there is no such file.`)
    return wanted
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  // Debian keeps it where an ordinary user does not look.
  return [...folders, '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
    .map((folder) => join(folder, 'nginx'))
    .find((path) => existsSync(path))
}
