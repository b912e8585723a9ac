import type { Browser, Tab } from './browser'
import { coldLoad, loaded, officeLoad, warmLoad, wholeList } from './cold-load'
import { reject, scroll, search, type } from './interactions'
import type { Measured } from './measures'
import { searchKeys } from './search-keys'

/** One run with so many applications in the journal, piece by piece, so that what is too slow does not take the rest with it. */
export async function* deskRun(browser: Browser, size: number): AsyncGenerator<Measured> {
  const list = size === 0 ? 'empty' : 'row'
  yield await coldLoad(browser, '/apply', { field: true, list })
  yield await officeLoad(browser, '/apply', { field: true, list })
  yield await warmLoad(browser, '/apply', { field: true, list })

  const form = await browser.newTab()
  await browser.load(form, '/apply', { field: true, list })
  await loaded(form)
  if (size > 0) yield await reject(form)
  yield await type(form)
  await form.close()

  const all = await browser.newTab()
  await browser.load(all, '/applications', { field: false, list })
  const { row } = await loaded(all)
  yield { 'first row of the list': row }
  await wholeList(all, size)
  yield { 'heap of the list': await heap(all) }
  if (size > 0) {
    yield await search(all, searchKeys(size))
    yield await scroll(all)
  }
  await all.close()
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
