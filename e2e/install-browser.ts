import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser'

/** The package of a Debian machine that is ours to change, which is what CI containers are. */
function installOnDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  console.log('No browser found: installing the chromium package.')
  spawnSync('apt-get update && apt-get install -y chromium', {
    shell: true,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // Its progress is shown; without stdin nothing can ask a question.
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

function fail(problem: string): never {
  console.error(`${problem}
The browser tests need Chromium or Chrome. Do one of these:
  - set CHROMIUM_PATH to the executable of an installed one
  - install Chromium or Chrome with the package manager of this machine
  - npx playwright install chromium`)
  process.exit(1)
}

try {
  if (findBrowser() === undefined) installOnDebian()
  const browser = findBrowser()
  if (browser === undefined) fail('There is no browser.')
  console.log(`Browser: ${browser}`)
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
