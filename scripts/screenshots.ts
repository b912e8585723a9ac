import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { launchOptions } from '../e2e/support/find-browser'
import { dialog, home, serveScreen, surround, surroundingsOf, type Screen } from '../e2e/screens/screen'
import { screens } from '../e2e/screens/screens'

/*
 * Pictures of every screen for people to look at, each in several surroundings: test-results/screenshots/
 * <screen>-<state>-<language>-<look>-<width>.png. `npm run screenshots -- list one-long` makes those whose names begin so.
 * index.html there shows all of them, a line for each state. The builds are to be there.
 */

const folder = join(import.meta.dirname, '..', 'test-results', 'screenshots')
/** A page is longer than its window; what is below that much of it is the same again. */
const mostHeight = 2400

const wanted = process.argv.slice(2)
const begins = (text: string, other: string) => text.startsWith(other) || other.startsWith(text)
const isWanted = (name: string) => wanted.length === 0 || wanted.some((one) => name.startsWith(one))
const queue = screens.filter(({ screen }) => wanted.length === 0 || wanted.some((one) => begins(one, screen)))

const browser = await chromium.launch(launchOptions())

async function photograph(screen: Screen): Promise<void> {
  const desk = await serveScreen(screen)
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', baseURL: desk.url })
  const page = await context.newPage()
  await page.setViewportSize({ width: 1280, height: 800 })
  for await (const state of screen.walk(page)) {
    const name = `${screen.screen}-${state}`
    if (!isWanted(name)) continue
    for (const around of surroundingsOf(screen)) {
      await surround(page, around, screen.inAddress)
      const { language, look, width } = around
      const path = join(folder, `${name}-${language}-${look}-${width}.png`)
      const isWhole = (await dialog(page).count()) === 0
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.screenshot({
        path,
        animations: 'disabled',
        ...(isWhole && { fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, mostHeight) } }),
      })
    }
    await surround(page, home, screen.inAddress)
  }
  await context.close()
  await desk.close()
}

/** One after another, until none is left; what fails is told at the end. */
async function work(): Promise<void> {
  for (let screen = queue.shift(); screen !== undefined; screen = queue.shift()) {
    const { screen: name } = screen
    await photograph(screen).catch((error: unknown) => {
      process.exitCode = 1
      console.error(`${name}: ${String(error)}`)
    })
  }
}

await Promise.all([work(), work()])
await browser.close()
writeFileSync(join(folder, 'index.html'), contactSheet(readdirSync(folder).filter((file) => file.endsWith('.png'))))
// A connection that is kept alive would keep a server, and this process, for as long.
process.exit()

function contactSheet(files: string[]): string {
  const lines = new Map<string, string[]>()
  for (const file of files) {
    const state = file.replace(/-(?:en|zh-CN)-\w+-\d+\.png$/, '')
    lines.set(state, [...(lines.get(state) ?? []), file])
  }
  const pictures = (names: string[]) =>
    names.map((name) => `<a href="${name}"><img loading="lazy" height="400" src="${name}" alt="${name}"></a>`).join(' ')
  return [...lines].map(([state, names]) => `<h2>${state}</h2>${pictures(names)}`).join('\n')
}
