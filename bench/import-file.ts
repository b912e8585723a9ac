import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportText } from '~/record/transfer/export-file'
import { applicationsOf } from './applications'
import type { Browser } from './browser'
import { loaded } from './cold-load'
import type { Measured } from './measures'

const count = 50_000

/** Imports so many applications, and throws where no progress is to be seen meanwhile. */
export async function importFile(browser: Browser, environment: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
  const file = join(folder, 'export.json')
  const events = applicationsOf(count).flatMap(({ recorded }) => recorded.map(({ event }) => event))
  writeFileSync(file, exportText(environment, new Date().toISOString(), events))
  const tab = await browser.newTab({ warm: true })
  const { page } = tab
  try {
    await browser.load(tab, '/applications', { field: false, list: 'empty' })
    await loaded(tab)
    await page.evaluate(() => bench.noteTasks())
    const bar = page.getByRole('progressbar')
    await page.locator('input[type=file]').setInputFiles(file)
    await bar.waitFor()
    await page.getByRole('button', { name: /^Import [\d,]+ applications$/ }).click()
    await bar.waitFor()
    await page
      .getByRole('dialog')
      .getByRole('status')
      .filter({ hasText: 'Imported' })
      .waitFor({ timeout: 15 * 60_000 })
    return { 'import of 50,000: longest task': await page.evaluate(() => bench.longestTask()) }
  } finally {
    await tab.close()
    rmSync(folder, { recursive: true })
  }
}
