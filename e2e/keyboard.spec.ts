import type { Page } from '@playwright/test'
import { first as en } from '~/i18n/en/first'
import { rest as enRest } from '~/i18n/en/rest'
import { first as zh } from '~/i18n/zh-CN/first'
import { rest as zhRest } from '~/i18n/zh-CN/rest'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'parallel' })
test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

/** Presses Tab until the field has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name, exact: true })
  for (let presses = 0; presses < 60; presses += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${name}`)
}

const withId = (text: string, id: string) => text.replace('{{id}}', id)
const of = (text: string, name: string) => text.replace('{{name}}', name)

for (const [locale, first, rest] of [
  ['en-GB', en, enRest],
  ['zh-CN', zh, zhRest],
] as const) {
  test.describe(locale, () => {
    test.use({ locale })

    test('by keyboard alone an application is made, found, rejected, and the next one approved', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('button', { name: first.apply.submit })).toBeEnabled()
      await page.waitForLoadState('networkidle')
      for (const table of ['player', 'guild']) {
        for (const [name, value] of [
          [first.apply.setId, '126'],
          [first.apply.appId, '2'],
          [first.apply.zoneId, '0'],
          [first.apply.tableName, table],
        ] as const) {
          await tabTo(page, name)
          await page.keyboard.type(value)
        }
        await page.keyboard.press('Control+Enter')
        const id = table === 'player' ? '558' : '559'
        await expect(page.getByText(withId(first.apply.created, id))).toBeVisible()
        // The form is empty again, and the focus is at its end: from the top once more.
        await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      }

      await page.keyboard.press('/')
      const search = page.getByRole('searchbox', { name: rest.list.search })
      await expect(search).toBeFocused()
      await page.keyboard.type('player')
      const table = page.getByRole('table', { name: first.review.region })
      await expect(table.getByRole('row')).toHaveCount(2)
      // What is typed is typed.
      await expect(search).toHaveValue('player')
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
      await expect(table.getByRole('row')).toHaveCount(3)
      await page.keyboard.press('Tab')
      await page.keyboard.press('j')
      await expect(page.getByRole('link', { name: '#559' })).toBeFocused()
      await page.keyboard.press('ArrowDown')
      const link = page.getByRole('link', { name: '#558' })
      await expect(link).toBeFocused()

      await page.keyboard.press('r')
      const dialog = page.getByRole('dialog', { name: withId(rest.reject.title, '558') })
      await expect(dialog.getByRole('textbox', { name: rest.reject.memo })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      await expect(link).toBeFocused()
      await page.keyboard.press('r')
      const memo = dialog.getByRole('textbox', { name: rest.reject.memo })
      await expect(memo).toBeFocused()
      await page.keyboard.type('ra?/j')
      await expect(memo).toHaveValue('ra?/j')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText(withId(first.review.rejected, '558'))).toBeVisible()

      await page.keyboard.press('j')
      await page.keyboard.press('a')
      const approve = page.getByRole('dialog', { name: withId(rest.approve.title, '559') })
      await expect(approve).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(approve).toBeHidden()
      await expect(page.getByRole('button', { name: of(first.list.approve, '#559') })).toBeVisible()

      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: rest.keyboard.title })
      await expect(help).toContainText('Ctrl')
      await page.keyboard.press('r')
      await expect(page.getByRole('dialog')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(help).toBeHidden()
      await expect(page.getByRole('link', { name: '#559' })).toBeFocused()
    })
  })
}

test('Ctrl+Enter twice is one application', async ({ page }) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/oms/apply')) sent.push(request.url())
  })
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Submit application' })).toBeEnabled()
  await page.waitForLoadState('networkidle')
  await page.getByRole('textbox', { name: 'Set ID', exact: true }).fill('126')
  await page.getByRole('textbox', { name: 'App ID', exact: true }).fill('2')
  await page.getByRole('textbox', { name: 'Table name', exact: true }).fill('player')
  await page.keyboard.down('Control')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.up('Control')
  await expect(page.getByText('Application #558 created')).toBeVisible()
  expect(sent).toHaveLength(1)
})
