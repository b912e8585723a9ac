import type { Browser, Tab } from './browser'
import { everyLoad, loaded, wholeList } from './cold-load'
import { openBoard } from './board'
import { importFile } from './import-file'
import { reject, scroll, search, type } from './interactions'
import type { Measured } from './measures'
import { searchKeys } from './search-keys'
import { work } from './work'

/** One run with so many applications in the journal, piece by piece, so that what is too slow does not take the rest with it. */
export async function* deskRun(browser: Browser, size: number): AsyncGenerator<Measured> {
  const list = size === 0 ? 'empty' : 'row'
  yield* everyLoad(browser, '/apply', { field: true, list })

  const form = await browser.newTab()
  await browser.load(form, '/apply', { field: true, list })
  await loaded(form)
  if (size > 0) yield await reject(form)
  yield await type(form)
  await form.close()

  const all = await browser.newTab({ warm: true })
  await browser.load(all, '/applications', { field: false, list })
  const { row } = await loaded(all)
  yield { 'first row of the list': row }
  await wholeList(all, size)
  if (size > 0) yield { 'oldest pending in its place': await all.page.evaluate(() => bench.firstRowSince()) }
  yield { 'heap of the list': await heap(all) }
  if (size > 0) {
    yield await search(all, searchKeys(size))
    yield await scroll(all)
  }
  await all.close()
}

/** What takes minutes, or leaves the journal another one, is done once, after everything else with that size. */
export async function onceWith(browser: Browser, size: number, environment: string): Promise<Measured> {
  if (size === 0) return importFile(browser, environment)
  if (size !== 10_000) return {}
  return { ...(await openBoard(browser)), ...(await work(browser)) }
}

/** What the page's heap holds once everything that can go is gone, in MB. */
async function heap({ cdp }: Tab): Promise<number> {
  await cdp.send('HeapProfiler.enable')
  // What the first one has let go of, the second one finds.
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.send('HeapProfiler.disable')
  return usedSize / 1_000_000
}
