import type { Browser } from './browser'
import { coldLoad, loaded, officeLoad, warmLoad } from './cold-load'
import { type } from './interactions'
import type { Measured } from './measures'

/** One run of React and Mantine alone. */
export async function* floorRun(browser: Browser): AsyncGenerator<Measured> {
  yield await coldLoad(browser, '/', { field: true })
  yield await officeLoad(browser, '/', { field: true })
  yield await warmLoad(browser, '/', { field: true })
  const page = await browser.newTab()
  await browser.load(page, '/', { field: true })
  await loaded(page)
  yield await type(page)
  await page.close()
}
