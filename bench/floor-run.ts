import type { Browser } from './browser'
import { everyLoad, loaded } from './cold-load'
import { type } from './interactions'
import type { Measured } from './measures'

/** One run of React and Mantine alone. */
export async function* floorRun(browser: Browser): AsyncGenerator<Measured> {
  yield* everyLoad(browser, '/', { field: true })
  const page = await browser.newTab()
  await browser.load(page, '/', { field: true })
  await loaded(page)
  yield await type(page)
  await page.close()
}
