import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { applyScreens } from './screens/apply-screens'
import { reviewScreens } from './screens/review-screens'

for (const { screen, walk, locale = 'en-GB', settings } of [...applyScreens, ...reviewScreens]) {
  test.describe(screen, () => {
    test.use({
      locale,
      ...(settings === undefined
        ? { baseURL: ({ demo }, provide) => provide(demo.url) }
        : { settings, baseURL: ({ real }, provide) => provide(real.url) }),
    })

    test('axe finds nothing @deep', async ({ page }) => {
      let states = 0
      for await (const _state of walk(page)) await expectAccessible(page, (states += 1))
    })
  })
}

/** No violation on the page as it stands, in either colour scheme. It is left in the light one. */
async function expectAccessible(page: Page, state: number): Promise<void> {
  // The page has no frames: axe needs no second page to add up theirs.
  const axe = () => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  // Soft, so that one run shows what is wrong in every state of the page.
  expect.soft(await violations(page, axe()), `state ${state}`).toEqual([])
  await showIn(page, 'dark')
  // The rules that look at colours; the others find the same in any scheme.
  const rules = ['color-contrast', 'link-in-text-block']
  expect.soft(await violations(page, axe().withRules(rules)), `state ${state} in the dark scheme`).toEqual([])
  await showIn(page, 'light')
}

async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
}

const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

/** What axe finds once nothing moves: a fading dialog has the contrast of its moment. */
async function violations(page: Page, axe: AxeBuilder): Promise<string[]> {
  // Asked again and again: the promise of an animation's end was seen to stay open for ever.
  await expect.poll(() => moving(page)).toBe(0)
  const found = await axe.analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reasons = [...any, ...all, ...none].map(({ message }) => message)
      return `${id} at ${target.join(' ')}: ${reasons.join('; ')}`
    }),
  )
}
