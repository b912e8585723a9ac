import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import { browserArguments, findBrowser } from '../e2e/find-browser'
import { serveDemo } from '../e2e/fixtures'

/*
 * Pictures of every screen of the demo, in each language, colour scheme and width, for people to look at:
 * test-results/screenshots/<language>-<scheme>-<width>-<screen>.png. The demo's build is to be there.
 */

const folder = join(import.meta.dirname, '..', 'test-results', 'screenshots')
const languages = { 'en-GB': en, 'zh-CN': zh } as const
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

const demo = await serveDemo()
const executablePath = findBrowser()
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: browserArguments,
})

for (const [locale, texts] of Object.entries(languages)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of sizes) {
      const context = await browser.newContext({ locale, colorScheme, viewport, baseURL: demo.url })
      const page = await context.newPage()
      await visit(page, texts, (screen) =>
        page.screenshot({
          path: join(folder, `${locale}-${colorScheme}-${viewport.width}-${screen}.png`),
          animations: 'disabled',
        }),
      )
      await context.close()
    }
  }
}
await browser.close()
await demo.close()

type Texts = (typeof languages)[keyof typeof languages]

async function visit(page: Page, texts: Texts, shoot: (screen: string) => Promise<unknown>) {
  const { apply, review } = texts
  const open = async (path: string) => {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
  const fill = (name: string, value: string) => page.getByRole('textbox', { name, exact: true }).fill(value)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  const closeDialog = async () => {
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }

  await open('/apply')
  await shoot('apply-empty')
  await open('/applications')
  await shoot('list-empty')

  await open('/apply?seed=200')
  await page
    .getByRole('link', { name: /^#\d+$/ })
    .first()
    .waitFor()
  await open('/apply')
  await press(apply.submit)
  await page.getByText(apply.error.required).first().waitFor()
  await shoot('apply-errors')
  await fill(apply.setId, '126')
  await fill(apply.appId, '2')
  await fill(apply.zoneId, '0')
  await fill(apply.tableName, 'player')
  await page.getByRole('button', { name: apply.preview.copyCurl }).waitFor()
  await shoot('apply-filled')
  await press(apply.submit)
  await page.getByRole('status').filter({ hasText: '#' }).or(dialog).first().waitFor()
  await shoot('apply-sent')

  await open('/apply/many')
  await fill(
    texts.many.paste,
    'set_id\tapp_id\tzone_id\ttable_name\n126\t2\t0\tmail\n126\t2\t0\tguild\n126\tx\t0\tplayer',
  )
  await page.getByRole('table', { name: texts.many.preview }).waitFor()
  await shoot('many')

  await open('/applications')
  await page.getByRole('table', { name: review.region }).getByRole('link').first().waitFor()
  await shoot('list')
  await page.keyboard.press('?')
  await dialog.waitFor()
  await shoot('keyboard')
  await closeDialog()
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await dialog.waitFor()
  await shoot('reject')
  await closeDialog()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: texts.one.timeline }).waitFor()
  await page.waitForLoadState('networkidle')
  await shoot('one')
}
