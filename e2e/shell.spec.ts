import type { Page } from '@playwright/test'
import { applyAs, expectIcons, field, rejectAs, row, signIn, submit } from './support/desk-page'
import { launchOptions } from './support/find-browser'
import { expect, test } from './support/fixtures'
import { numbered, openWith } from './support/seed-applications'

const commands = (page: Page) => page.getByRole('dialog', { name: 'Commands' })

test.describe('in the demo', () => {
  test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

  test('Ctrl+K goes to an id whose title follows its status, to the help, to a table, and back where it came from', async ({
    page,
  }) => {
    await page.goto('/')
    await applyAs(page, '#558')
    await expect(page).toHaveTitle('1 pending · Apply · Demo · Backup Desk')
    // What is typed before the commands are there is typed into them, and not into the field.
    await field(page, 'Table name').focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('558')
    await expect(commands(page).getByRole('searchbox')).toHaveValue('558')
    await expect(field(page, 'Table name')).toHaveValue('')
    await page.keyboard.press('Control+k')
    await expect(commands(page)).toBeHidden()
    await expect(field(page, 'Table name')).toBeFocused()

    await page.keyboard.press('Control+k')
    await page.keyboard.type('#558')
    await expect(commands(page).getByRole('button', { name: 'Application #558' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/applications/558')
    await expect(page).toHaveTitle('1 pending · #558 pending · Demo · Backup Desk')
    await page.getByRole('button', { name: 'Reject #558' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Memo' }).fill('wrong zone')
    await page.getByRole('dialog').getByRole('button', { name: 'Reject', exact: true }).click()
    await expect(page).toHaveTitle('#558 rejected · Demo · Backup Desk')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('language zh')
    await page.keyboard.press('Enter')
    await expect(page).toHaveTitle('#558 已驳回 · 演示 · Backup Desk')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('help')
    await page.keyboard.press('Enter')
    await expect(page).toHaveTitle('帮助 · 演示 · Backup Desk')
    await page.getByRole('combobox', { name: '语言' }).selectOption('English')
    for (const name of ['What a status means', 'How far a backup is', 'Keys', 'What the desk promises']) {
      await expect(page.getByRole('region', { name })).toBeVisible()
    }

    await page.keyboard.press('Control+k')
    await page.keyboard.type('guild')
    await page.keyboard.press('Enter')
    await expect(field(page, 'Table name')).toHaveValue('guild')
    await page.getByRole('link', { name: 'Help' }).click()
    await expect(page).toHaveURL('/help')
  })

  test('the first stop of Tab leads past the header, to the form or to what the page shows @deep', async ({ page }) => {
    await page.goto('/apply')
    await expect(submit(page)).toBeEnabled()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to the form' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(field(page, 'Set ID')).toBeFocused()
    await page.goto('/help')
    await expect(page.getByRole('heading', { name: 'Help' })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await expect(page).toHaveURL('/help')
  })

  test('at 390 and at 320 px nothing of the header touches, and a finger meets what it aims at @deep', async ({
    page,
  }) => {
    await openWith(
      page,
      numbered(30, (index) => (index % 2 === 0 ? 'pending' : 'unknown')),
      '/apply',
    )
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 })
      await expect(page.getByRole('banner').getByRole('link', { name: /need attention/ })).toBeVisible()
      const boxes = await page
        .getByRole('banner')
        .locator('a, button, select, [class*=count]:not(:has(*)), [class*=environment]')
        .evaluateAll((all) =>
          all.map((one) => {
            const { left, right, top, bottom, width: wide, height } = one.getBoundingClientRect()
            const isTarget = one.matches('a, button, select')
            return { name: one.textContent, left, right, top, bottom, isSmall: isTarget && (wide < 44 || height < 44) }
          }),
        )
      expect(boxes.length).toBeGreaterThan(8)
      expect(boxes.filter(({ isSmall, right }) => isSmall || right > width)).toEqual([])
      const touching = boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
          .map((two) => [one.name, two.name]),
      )
      expect(touching).toEqual([])
    }
  })

  test('where a scroll bar takes room, neither a longer page nor a dialog moves what stands at its right @deep', async ({
    playwright,
    demo,
  }) => {
    const browser = await playwright.chromium.launch({
      ...launchOptions(),
      ignoreDefaultArgs: ['--hide-scrollbars'],
    })
    const page = await browser.newPage({ viewport: { width: 1280, height: 2_000 }, reducedMotion: 'reduce' })
    await page.goto(`${demo.url}/apply`)
    const name = page.getByText('Signed in as demo', { exact: true })
    const place = async () => (await name.boundingBox())?.x
    await name.waitFor()
    const before = await place()
    await page.setViewportSize({ width: 1280, height: 500 })
    expect(await page.evaluate(() => window.innerWidth - document.documentElement.clientWidth)).toBeGreaterThan(0)
    expect(await place()).toBe(before)
    await page.keyboard.press('Control+k')
    await commands(page).waitFor()
    expect(await place()).toBe(before)
    await browser.close()
  })

  test('the demo has all of its icons, in its own colour, and where the header cuts a name its title has it whole @deep', async ({
    page,
  }) => {
    await page.goto('/apply')
    await expect(page.locator('link[type="image/svg+xml"]')).toHaveAttribute('href', /^data:.*fill%3D%22%23e67700/)
    await expectIcons(page)
    const name = page.getByText('Signed in as demo', { exact: true })
    await expect(name).toHaveAttribute('title', 'Signed in as demo')
  })
})

test.describe('in front of an OMS', () => {
  test.use({
    baseURL: ({ real }, provide) => provide(real.url),
    settings: { ENVIRONMENT_NAME: 'Production', ENVIRONMENT_COLOUR: 'red' },
  })

  test('title and icon tell the environment, and the icons pass its policy @deep', async ({ page }) => {
    await page.goto('/apply')
    await signIn(page)
    await expect(page).toHaveTitle('Apply · Production · Backup Desk')
    await expect(page.locator('link[type="image/svg+xml"]')).toHaveAttribute('href', /^data:.*fill%3D%22%23c92a2a/)
    await expectIcons(page)
    await applyAs(page, '#558')
    await rejectAs(page, '#558', 'wrong zone')
    await row(page, '#558').getByRole('link', { name: '#558' }).click()
    await expect(page).toHaveTitle('#558 rejected · Production · Backup Desk')
  })
})
