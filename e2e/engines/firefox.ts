import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, type ElementHandle } from 'puppeteer-core'
import { testingLibrary, type Engine } from './engine'

export async function openFirefox(executablePath: string, preferences: Record<string, boolean> = {}): Promise<Engine> {
  const home = mkdtempSync(join(tmpdir(), 'firefox-'))
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    env: { ...process.env, HOME: home, XDG_RUNTIME_DIR: home },
    extraPrefsFirefox: { ...preferences, 'intl.accept_languages': 'en' },
    defaultViewport: { width: 1280, height: 900 },
  })
  const page = await browser.newPage()
  // A page that has just sent something may still ask whether it is to be left.
  page.on('dialog', (dialog) => void dialog.accept())
  const element = async (expression: string) => {
    const handle = await page.evaluateHandle(expression)
    return handle.asElement() as ElementHandle // the expression has been seen to name an element
  }
  const ready = () => page.evaluate(testingLibrary)
  return {
    open: async (url) => {
      await page.goto(url)
      await ready()
    },
    reload: async () => {
      await page.reload()
      // That ends early where the page that is left writes its history.
      await page.waitForFunction(`!('TestingLibraryDom' in window) && document.readyState === 'complete'`)
      await ready()
    },
    value: (expression) => page.evaluate(expression),
    click: async (expression) => (await element(expression)).click(),
    type: async (expression, text) => (await element(expression)).type(text),
    close: async () => {
      await browser.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
