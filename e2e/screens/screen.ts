import { expect as impatient, type Page } from '@playwright/test'
import { serveDemo, serveDesk, type Served, type Settings } from '../support/fixtures'
import { startMockOms } from '../support/mock-oms-server'
import { newRecord, serveTeam } from '../support/team-desk'

/** Outside of the runner it would wait for five seconds. */
export const expect = impatient.configure({ timeout: 20_000 })

/** Leads a page from state to state, in English and at 1280 px, and yields the name of each: axe and the camera look at it. */
export type Screen = {
  screen: string
  walk: (page: Page) => AsyncGenerator<string>
  /** In front of an OMS instead of the demo. */
  settings?: Settings
  /** The same, with the record of a team. */
  isTeam?: boolean
  /** Its address says all of its state: at another width it is loaded anew, as on a phone. */
  inAddress?: boolean
  /** What it looks like depends on the width at more than one place. */
  allWidths?: boolean
}

export type Surroundings = {
  language: 'en' | 'zh-CN'
  look: 'light' | 'dark' | 'forced'
  width: keyof typeof heights
}

const heights = { 390: 844, 768: 1024, 1024: 768, 1280: 800, 1440: 900 }

/** Where a walk is led. */
export const home: Surroundings = { language: 'en', look: 'light', width: 1280 }
/** As different from it as can be without another width. */
export const away: Surroundings = { language: 'zh-CN', look: 'dark', width: 1280 }

const widths = [768, 1024, 1440] as const

/** In which surroundings people look at a screen. */
export function surroundingsOf({ allWidths = false }: Screen): Surroundings[] {
  return [
    home,
    away,
    { ...home, width: 390 },
    { ...home, look: 'forced' },
    ...(allWidths ? widths.map((width) => ({ ...home, width })) : []),
  ]
}

/** Puts the page as it stands into other surroundings. */
export async function surround(page: Page, { language, look, width }: Surroundings, inAddress = false): Promise<void> {
  const isOtherWidth = page.viewportSize()?.width !== width
  await page.setViewportSize({ width, height: heights[width] })
  await page.emulateMedia({
    colorScheme: look === 'dark' ? 'dark' : 'light',
    forcedColors: look === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  const choice = page.locator('select', { has: page.locator('option[lang="zh-CN"]') })
  const isChosen = (await choice.count()) > 0 && (await choice.isEnabled())
  if (inAddress && (isOtherWidth || !isChosen)) {
    // A page that can't start has no choice, or a dead one; in the demo, which no gate serves, it stays English.
    await page.context().addCookies([{ name: 'language', value: language, url: page.url() }])
    await page.reload({ waitUntil: 'networkidle' })
    await expect(page.locator('progress, [aria-busy=true]').filter({ visible: true })).toHaveCount(0)
  } else if (isChosen) {
    // By a script, since a dialog lets nobody reach it.
    await choice.evaluate((select: HTMLSelectElement, wanted) => {
      select.value = wanted
      select.dispatchEvent(new Event('change', { bubbles: true }))
    }, language)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
  }
}

/** The desk that a screen is of. */
export async function serveScreen({ settings, isTeam = false }: Screen): Promise<Served> {
  if (settings === undefined && !isTeam) return serveDemo()
  const oms = await startMockOms()
  const desk = isTeam
    ? await serveTeam(oms.address, newRecord())
    : await serveDesk({ ...settings, OMS_ADDRESS: oms.address })
  const close = async () => {
    await desk.close()
    await oms.close()
  }
  return { ...desk, close }
}

export const dialog = (page: Page) => page.getByRole('dialog')
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()

export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
}
