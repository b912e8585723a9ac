import type { Locator } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import { applyAs, openReject, row } from './desk-page'
import { expect, test } from './fixtures'
import { press } from './screens/screen'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('the example in an empty confirmation keeps its colour beside the error', async ({ page }) => {
  await page.goto('/')
  const form = page.getByRole('form', { name: 'Apply for backup' })
  await form.getByRole('textbox', { name: 'Set ID' }).fill('126')
  await form.getByRole('textbox', { name: 'App ID' }).fill('2')
  await form.getByRole('radio', { name: 'All servers' }).click()
  const confirmation = form.getByRole('textbox', { name: 'Type ALL to confirm' })
  const colour = () => confirmation.evaluate((field) => getComputedStyle(field, '::placeholder').color)
  const before = await colour()
  await form.getByRole('button', { name: 'Submit application' }).click()
  await expect(confirmation).toHaveAttribute('aria-invalid', 'true')
  expect(await colour()).toBe(before)
})

for (const [name, viewport] of [
  ['320 px', { width: 320, height: 640 }],
  ['a zoom of 200 %', { width: 640, height: 400 }],
] as const) {
  for (const [locale, texts] of [
    ['en-GB', en],
    ['zh-CN', zh],
  ] as const) {
    test.describe(`${locale} at ${name}`, () => {
      test.use({ viewport, locale })

      test('no screen is wider than the window @deep', async ({ page }) => {
        const first = page.getByRole('link', { name: /^#\d+$/ }).first()
        const memo = page.getByRole('dialog').getByRole('textbox')
        const steps: [go: () => Promise<unknown>, there: Locator][] = [
          [() => page.goto('/?seed=40'), first],
          [() => page.goto('/apply/many'), page.getByRole('textbox').first()],
          [() => page.goto('/applications'), first],
          [() => first.click(), page.getByRole('heading', { level: 2 }).first()],
          [() => press(page, new RegExp(`^${texts.reject.title.replace('{{id}}', '\\d+')}$`)), memo],
        ]
        for (const [go, there] of steps) {
          await go()
          await there.waitFor()
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect.soft(width, page.url()).toBeLessThanOrEqual(viewport.width)
        }
      })
    })
  }
}

test('where the system chooses the colours, states and buttons keep their outlines; nothing moves for who wants that @deep', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.goto('/')
  await applyAs(page, '#558')
  const badge = row(page, '#558').getByText('Pending', { exact: true })
  for (const element of [badge, row(page, '#558').getByRole('button', { name: 'Reject #558' })]) {
    expect(await element.evaluate((one) => getComputedStyle(one).borderTopColor)).not.toBe('rgba(0, 0, 0, 0)')
  }
  await openReject(page, '#558')
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length
  expect(await page.evaluate(moving)).toBe(0)
})
