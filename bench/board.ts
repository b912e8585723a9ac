import { world } from '~/mocks/world'
import type { Browser } from './browser'
import type { Measured } from './measures'

const app = 5
const tables = 5_000

/** Gives the mock OMS an app of 5,000 tables. */
export function addBigApp(): void {
  const names = Array.from({ length: tables }, (_none, index) => `archive_${index + 1}`)
  world[0]?.apps.push({ app, zones: [{ zone: 0, name: 'archive_zone', tables: names }], svrs: [] })
}

/** Opens the page of all tables of that app with warm files, until a table is painted and its search takes what is typed. */
export async function openBoard(browser: Browser): Promise<Measured> {
  const tab = await browser.newTab({ warm: true })
  const { page } = tab
  await browser.load(tab, `/backups?app=${app}&set=126&zone=0`, { field: false })
  const search = page.getByRole('searchbox', { name: 'Search tables' })
  const table = page.locator(`table[aria-rowcount="${tables + 1}"] tbody tr:not([aria-hidden])`)
  await table.first().waitFor()
  await search.press('a')
  const usable = await page.evaluate(() => bench.untilPainted(() => true, 'the board'))
  await tab.close()
  return { 'board of 5,000 tables': usable }
}
