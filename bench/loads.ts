import type { Browser, Tab } from './browser'
import { timeOfWork } from './machine'
import type { Measured } from './measures'
import type { Wanted } from './page/load'
import { watchWire } from './wire'

/** With nothing in the cache, over the slow line. */
export async function coldLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  const tab = await browser.newTab({ line: 'slow' })
  const wire = watchWire(tab.cdp)
  await browser.load(tab, path, wanted)
  const { field, submit, row, ...load } = await loaded(tab)
  const origin = await tab.page.evaluate(() => performance.timeOrigin)
  const measured: Measured = {
    ...wire.untilField(origin + field),
    ...wire.untilNow(),
    'first paint, cold': load.firstPaint,
    'first contentful paint, cold': load.firstContentfulPaint,
    'first field usable, cold': field,
    'keys lost, cold': load.lostKeys,
    ...(submit !== undefined && { 'Submit can be pressed, cold': submit }),
    ...(wanted.list !== undefined && { 'first row, cold': row }),
    'long tasks, cold': load.blocked,
    'fixed work, slowed': await timeOfWork(tab),
  }
  await tab.close()
  return measured
}

/** With nothing in the cache, over the office line. */
export async function officeLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  const load = await watched(browser, await browser.newTab({ line: 'office' }), path, wanted)
  return {
    'first paint, office': load.firstPaint,
    'first field usable, office': load.field,
    ...(load.submit !== undefined && { 'Submit can be pressed, office': load.submit }),
    ...(wanted.list !== undefined && { 'first row, office': load.row }),
  }
}

/** With everything in the cache, from this machine. */
export async function warmLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  await watched(browser, await browser.newTab({ warm: true }), path, wanted)
  const load = await watched(browser, await browser.newTab({ warm: true }), path, wanted)
  return {
    'first field usable, warm': load.field,
    ...(load.submit !== undefined && { 'Submit can be pressed, warm': load.submit }),
    ...(wanted.list !== undefined && { 'first row, warm': load.row }),
  }
}

async function watched(browser: Browser, tab: Tab, path: string, wanted: Wanted) {
  await browser.load(tab, path, wanted)
  const load = await loaded(tab)
  await tab.close()
  return load
}

/** What was wanted is there, for two seconds, and nothing is on its way any more. */
export async function loaded({ page }: Tab) {
  const load = await page.evaluate(() => bench.loaded())
  await page.waitForLoadState('networkidle')
  return load
}

/** The list has read all of them. */
export async function wholeList({ page }: Tab, count: number): Promise<void> {
  if (count > 0) await page.getByText(`${count} applications`, { exact: true }).waitFor()
}
