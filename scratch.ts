import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from './e2e/find-browser'
import { serveDemo } from './e2e/fixtures'
import { numbered, openWith } from './e2e/seed-applications'
const demo = await serveDemo()
const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: browserArguments })
const page = await browser.newPage({ baseURL: demo.url, colorScheme: 'dark', locale: 'en-GB' })
page.on('console', (m) => console.log('console', m.text()))
page.on('pageerror', (m) => console.log('error', m.message))
const kinds = ['pending', 'rejected'] as const
await openWith(
  page,
  numbered(600, (i) => kinds[i % 2] ?? 'pending'),
  '/applications?show=decided&q=table&status=rejected',
)
await page.getByText('300 applications').waitFor()
await page.waitForTimeout(4000)
await page.pdf({ format: 'A4', preferCSSPageSize: true, path: '/tmp/list.pdf' })
await page.addInitScript(() => {
  window.print = () => {
    document.title = 'printed'
  }
})
await page.goto('/applications')
await page.getByRole('button', { name: 'Export' }).click()
await page.getByRole('menuitem', { name: 'Print' }).click()
await page.waitForFunction(() => document.title === 'printed')
await page.emulateMedia({ media: 'print' })
await page.waitForTimeout(3000)
console.log(
  await page.evaluate(() => [
    document.querySelectorAll('tr').length,
    document.querySelector('[data-printed] p')?.textContent,
    document.querySelector('[data-printed] tbody tr')?.textContent,
    matchMedia('print').matches,
  ]),
)
await page.emulateMedia({ media: null })
await page.goto('/applications?seed=200')
await page.getByText('200 applications').waitFor()
await page.goto('/applications/600')
await page.getByRole('heading', { name: 'Timeline' }).waitFor()
await page.pdf({ format: 'A4', preferCSSPageSize: true, path: '/tmp/one.pdf' })
process.exit()
