import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures'
import { away, home, serveScreen, surround } from './screens/screen'
import { screens } from './screens/screens'

// A screen has a dozen states, and each is looked at twice.
test.setTimeout(300_000)

/** What other colours can break; the rest is the same in every language and look. */
const ofTheLook = ['color-contrast', 'link-in-text-block']

for (const screen of screens) {
  test(`axe finds nothing: ${screen.screen} @deep`, async ({ page: _page, browser }) => {
    const desk = await serveScreen(screen)
    const page = await browser.newPage({ baseURL: desk.url, locale: 'en-GB' })
    for await (const state of screen.walk(page)) {
      // Soft, so that one run shows what is wrong in every state of the page.
      expect.soft(await violations(page), state).toEqual([])
      await surround(page, away, screen.inAddress)
      expect.soft(await violations(page, ofTheLook), `${state} in Chinese and dark`).toEqual([])
      await surround(page, home, screen.inAddress)
    }
    await page.close()
    await desk.close()
  })
}

const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

/** What axe finds, by all its rules or by these, once nothing moves: a fading dialog has the contrast of its moment. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // Asked again and again: the promise of an animation's end was seen to stay open for ever.
  await expect.poll(() => moving(page)).toBe(0)
  // The builder evaluates axe's source twice for every look; a document needs it once.
  const isThere = await page.evaluate(() => 'axe' in window)
  // The page has no frames: axe needs no second page to add up theirs.
  const found = await new AxeBuilder({ page, ...(isThere && { axeSource: 'true' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
    .analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reasons = [...any, ...all, ...none].map(({ message }) => message)
      return `${id} at ${target.join(' ')}: ${reasons.join('; ')}`
    }),
  )
}
