import { basename } from 'node:path'
import { installDebianPackage } from '../scripts/debian-package'
import { findMmdebstrap } from '../scripts/find-program'
import { findNginx } from '../scripts/find-nginx'
import { findPostgres } from '../server/record/test-postgres'
import { findFirefox, findWebkit } from './engines/engine'
import { findBrowser, headlessShell } from './support/find-browser'

/** What the tests need of the machine. */
function install(): void {
  if (!process.env.CHROMIUM_PATH && basename(findBrowser() ?? '') !== headlessShell) {
    installDebianPackage(headlessShell)
  }
  if (findBrowser() === undefined) installDebianPackage('chromium')
  const browser = findBrowser()
  if (browser === undefined) {
    throw new Error(`There is no browser. The browser tests need Chromium or Chrome. Do one of these:
  - set CHROMIUM_PATH to the executable of an installed one
  - install Chromium or Chrome with the package manager of this machine
  - npx playwright install chromium`)
  }
  console.log(`Browser: ${browser}`)

  if (findNginx() === undefined) installDebianPackage('nginx')
  const nginx = findNginx()
  if (nginx === undefined && process.env.CI) throw new Error('There is no nginx, and CI skips no test.')
  console.log(
    nginx === undefined ? 'No nginx: its tests are skipped. Install it, or set NGINX_PATH.' : `nginx: ${nginx}`,
  )

  if (findPostgres() === undefined) installDebianPackage('postgresql')
  const postgres = findPostgres()
  if (postgres === undefined && process.env.CI) throw new Error('There is no PostgreSQL, and CI skips no test.')
  console.log(
    postgres === undefined
      ? 'No PostgreSQL: its tests are skipped. Install it, or set POSTGRES_BIN.'
      : `PostgreSQL: ${postgres}`,
  )
}

/** The other engines and what makes a bare Debian, for the deep tests. */
function installEngines(): void {
  if (findFirefox() === undefined) installDebianPackage('firefox-esr')
  // The packages that WebKitWebDriver and its screen come in.
  if (findWebkit() === undefined) installDebianPackage('webkit2gtk-driver xvfb')
  if (findMmdebstrap() === undefined) installDebianPackage('mmdebstrap')
  for (const [name, found] of [
    ['Firefox', findFirefox()],
    ['WebKitGTK', findWebkit()],
    ['mmdebstrap', findMmdebstrap()],
  ] as const) {
    if (found === undefined && process.env.CI) throw new Error(`There is no ${name}, and CI skips no test.`)
    console.log(`${name}: ${found === undefined ? 'none, so its tests are skipped' : 'installed'}`)
  }
}

try {
  if (process.argv[2] === 'engines') installEngines()
  else install()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
