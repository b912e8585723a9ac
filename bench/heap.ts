import type { Tab } from './browser'

/** What the page's heap holds once everything that can go is gone, in MB. */
export async function heap({ cdp }: Tab): Promise<number> {
  await cdp.send('HeapProfiler.enable')
  // What the first one has let go of, the second one finds.
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.send('HeapProfiler.disable')
  return usedSize / 1_000_000
}
