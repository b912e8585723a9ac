import { findProgram, onPath } from './find-program.ts'

/** An installed nginx: `NGINX_PATH`, or one in the usual places. Throws when `NGINX_PATH` is wrong. */
export function findNginx(): string | undefined {
  // Debian keeps it where an ordinary user does not look.
  const usual = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx']
  return findProgram('NGINX_PATH', [...onPath('nginx'), ...usual])
}
