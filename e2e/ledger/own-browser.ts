import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/find-browser'

/** A browser of its own, on a profile that outlives it, to be killed without a word. */
export async function startBrowser(profile: string) {
  const browser = spawn(
    findBrowser() ?? '',
    [...browserArguments, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let printed = ''
  for await (const chunk of browser.stderr) {
    printed += String(chunk)
    if (/ws:\/\/\S+\s/.test(printed)) break
  }
  const connected = await chromium.connectOverCDP(/ws:\/\/\S+/.exec(printed)?.[0] ?? '')
  const context = connected.contexts()[0]
  if (context === undefined || browser.pid === undefined) throw new Error('the browser did not start')
  const { pid } = browser
  return {
    page: await context.newPage(),
    kill: async () => {
      const ended = once(browser, 'exit')
      process.kill(-pid, 'SIGKILL')
      await ended
    },
  }
}
