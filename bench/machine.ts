import { cpus, loadavg } from 'node:os'
import packageJson from '../package.json' with { type: 'json' }
import type { Browser, Tab } from './browser'
import { median } from './numbers'

export type Machine = Awaited<ReturnType<typeof describeMachine>>

/** How long a fixed piece of work takes in the page as it is slowed, in ms: what others do to this machine shows in it. */
export async function timeOfWork({ page }: Tab): Promise<number> {
  const times: number[] = []
  // The first ones are not compiled yet.
  for (let turn = 0; turn < 15; turn += 1) times.push(await page.evaluate(() => bench.work()))
  return median(times.slice(5))
}

/** What the numbers depend on. `workMs` is the time of a fixed piece of work in a page, at full speed and slowed. */
export async function describeMachine(browser: Browser) {
  const tab = await browser.newTab()
  await browser.load(tab, '/', { field: true })
  await tab.page.evaluate(() => bench.loaded())
  const slowed = await timeOfWork(tab)
  await tab.cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const full = await timeOfWork(tab)
  const { product } = await tab.cdp.send('Browser.getVersion')
  await tab.close()
  const { dependencies, devDependencies } = packageJson
  return {
    versions: {
      node: process.versions.node,
      browser: product,
      react: dependencies.react,
      mantine: dependencies['@mantine/core'],
      vite: devDependencies.vite,
    },
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    /** Of the last minute: how many others wanted the processor. */
    load: loadavg()[0] ?? 0,
    workMs: { full, slowed },
  }
}
