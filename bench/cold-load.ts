import type { Browser, Tab } from './browser'
import type { Measured } from './measures'
import { countBytes } from './network-bytes'
import type { Load, Wanted } from './page/load'

/** Cold over the slow line, cold over the office line, and warm. */
export async function* everyLoad(browser: Browser, path: string, wanted: Wanted): AsyncGenerator<Measured> {
  yield await coldLoad(browser, path, wanted)
  yield await officeLoad(browser, path, wanted)
  yield await warmLoad(browser, path, wanted)
}

/** With nothing in the cache, over the slow line. */
async function coldLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  const tab = await browser.newTab({ line: 'slow' })
  const counted = countBytes(tab.cdp)
  const load = await watched(browser, tab, path, wanted)
  return { ...counted(), ...timesOf(load, wanted, 'cold') }
}

/** With nothing in the cache, over the office line. */
async function officeLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  return timesOf(await watched(browser, await browser.newTab({ line: 'office' }), path, wanted), wanted, 'office')
}

/** With everything in the cache, from this machine. */
async function warmLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  await watched(browser, await browser.newTab({ warm: true }), path, wanted)
  return timesOf(await watched(browser, await browser.newTab({ warm: true }), path, wanted), wanted, 'warm')
}

function timesOf(
  { firstPaint, field, submit, row }: Load,
  { list }: Wanted,
  how: 'cold' | 'office' | 'warm',
): Measured {
  return {
    [`first paint, ${how}`]: firstPaint,
    [`first field usable, ${how}`]: field,
    ...(submit !== undefined && { [`Submit can be pressed, ${how}`]: submit }),
    ...(list !== undefined && { [`first row, ${how}`]: row }),
  }
}

async function watched(browser: Browser, tab: Tab, path: string, wanted: Wanted): Promise<Load> {
  await browser.load(tab, path, wanted)
  const load = await loaded(tab)
  await tab.close()
  return load
}

/** What was wanted is there, for two seconds, and nothing is on its way any more. */
export async function loaded({ page, idle }: Tab): Promise<Load> {
  const load = await page.evaluate(() => bench.loaded())
  await idle()
  return load
}

/** The list has read all of them. */
export async function wholeList({ page }: Tab, count: number): Promise<void> {
  if (count > 0) await page.getByText(`${count.toLocaleString('en')} applications`, { exact: true }).waitFor()
}
