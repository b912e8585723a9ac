import type { Browser, Tab } from './browser'
import { timeOfWork } from './machine'
import type { Measured } from './measures'
import type { Wanted } from './page/load'
import { watchWire } from './wire'

/** With nothing in the cache, over the line. */
export async function coldLoad(browser: Browser, path: string, wanted: Wanted): Promise<Measured> {
  const tab = await browser.newTab(true)
  const wire = watchWire(tab.cdp)
  await browser.load(tab, path, wanted)
  const { field, row, ...load } = await loaded(tab)
  const origin = await tab.page.evaluate(() => performance.timeOrigin)
  const measured: Measured = {
    ...wire.untilField(origin + field),
    ...wire.untilNow(),
    'first paint, cold': load.firstPaint,
    'first contentful paint, cold': load.firstContentfulPaint,
    'first field usable, cold': field,
    'keys lost, cold': load.lostKeys,
    ...(wanted.list !== undefined && { 'first row, cold': row }),
    'long tasks, cold': load.blocked,
    'fixed work, slowed': await timeOfWork(tab),
  }
  await tab.close()
  return measured
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
