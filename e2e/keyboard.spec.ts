import type { Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import { row } from './desk-page'
import { expect, test } from './fixtures'
import { openWith, seeded } from './seed-applications'

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

for (const [locale, texts] of [
  ['en-GB', en],
  ['zh-CN', zh],
] as const) {
  test.describe(locale, () => {
    test.use({ locale })

    test('by keyboard alone an application is made, found, rejected, and the next one approved', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('button', { name: texts.apply.submit })).toBeEnabled()
      await page.waitForLoadState('networkidle')
      for (const table of ['player', 'guild']) {
        for (const [name, value] of [
          [texts.apply.setId, '126'],
          [texts.apply.appId, '2'],
          [texts.apply.zoneId, '0'],
          [texts.apply.tableName, table],
        ] as const) {
          await tabTo(page, name)
          await page.keyboard.type(value)
        }
        await page.keyboard.press('Control+Enter')
        const id = table === 'player' ? '558' : '559'
        await expect(page.getByText(withId(texts.apply.created, id))).toBeVisible()
        // The form is empty again, and the focus is at its end: from the top once more.
        await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      }

      await page.keyboard.press('/')
      const search = page.getByRole('searchbox', { name: texts.list.search })
      await expect(search).toBeFocused()
      await page.keyboard.type('player')
      const table = page.getByRole('table', { name: texts.review.region })
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
      const dialog = page.getByRole('dialog', { name: withId(texts.reject.title, '558') })
      await expect(dialog.getByRole('textbox', { name: texts.reject.memo })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      await expect(link).toBeFocused()
      await page.keyboard.press('r')
      const memo = dialog.getByRole('textbox', { name: texts.reject.memo })
      await expect(memo).toBeFocused()
      await page.keyboard.type('ra?/j')
      await expect(memo).toHaveValue('ra?/j')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText(withId(texts.review.rejected, '558'))).toBeVisible()

      await page.keyboard.press('j')
      await page.keyboard.press('a')
      const approve = page.getByRole('dialog', { name: withId(texts.approve.title, '559') })
      await expect(approve).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(approve).toBeHidden()
      await expect(page.getByRole('button', { name: of(texts.list.approve, '#559') })).toBeVisible()
      await expect(page.getByRole('link', { name: '#559' })).toBeFocused()

      await page.keyboard.press('x')
      await expect(page.getByRole('checkbox', { name: of(texts.list.select, '#559'), exact: true })).toBeChecked()
      await page.keyboard.press('x')
      await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)

      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: texts.keyboard.title })
      await expect(help.locator('kbd').first()).toHaveText('Ctrl')
      await page.keyboard.press('r')
      await expect(page.getByRole('dialog')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(help).toBeHidden()
      await expect(page.getByRole('link', { name: '#559' })).toBeFocused()

      const button = page.getByRole('button', { name: texts.keyboard.title, exact: true })
      await button.focus()
      await page.keyboard.press('Enter')
      await expect(help).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(help).toBeHidden()
      await expect(button).toBeFocused()
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

test('j and k go through a list that is only in part in the document, and the whole row is in view', async ({
  page,
}) => {
  await openWith(
    page,
    Array.from({ length: 150 }, (_, index) => seeded(index)),
    '/applications?show=pending',
  )
  await expect(row(page, '#1000')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('table').locator(':focus')).toHaveCount(0)

  const stepTo = async (key: string, id: string) => {
    await page.keyboard.press(key)
    await expect(page.getByRole('link', { name: id, exact: true })).toBeFocused()
    await expect(row(page, id)).toBeInViewport({ ratio: 1 })
    const covered = await row(page, id).evaluate(
      (one, head) =>
        one.getBoundingClientRect().top < (document.querySelector(head)?.getBoundingClientRect().bottom ?? 0),
      'main thead th',
    )
    expect(covered).toBe(false)
  }
  await page.evaluate(() => window.scrollTo(0, 0))
  for (let index = 0; index < 30; index += 1) await stepTo(index % 2 === 0 ? 'j' : 'ArrowDown', `#${1000 + index}`)
  for (let index = 28; index >= 0; index -= 1) await stepTo(index % 2 === 0 ? 'k' : 'ArrowUp', `#${1000 + index}`)
})

test('on the page of an application r and a are about it, and Enter in a memo makes a line', async ({ page }) => {
  await openWith(page, [seeded(0)], '/applications/1000')
  await expect(page.getByRole('button', { name: 'Reject #1000' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('a')
  const approve = page.getByRole('dialog', { name: 'Approve #1000' })
  await expect(approve).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(approve).toBeHidden()
  await page.keyboard.press('r')
  const memo = page.getByRole('dialog', { name: 'Reject #1000' }).getByRole('textbox', { name: 'Memo' })
  await expect(memo).toBeFocused()
  await page.keyboard.type('one')
  await page.keyboard.press('Enter')
  await page.keyboard.type('two')
  await expect(memo).toHaveValue('one\ntwo')
})

test('Ctrl+Enter in the memo for many rejects what x selected', async ({ page }) => {
  await page.goto('/applications')
  await page.getByRole('button', { name: 'Track by id' }).click()
  const tracking = page.getByRole('dialog', { name: 'Track by id' })
  await tracking.getByRole('textbox', { name: 'Ids' }).fill('534 538')
  await page.keyboard.press('Control+Enter')
  await expect(tracking.getByText('2 tracked')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tracking).toBeHidden()
  await page.waitForLoadState('networkidle')
  for (const id of ['538', '534']) {
    await page.keyboard.press('j')
    await expect(page.getByRole('link', { name: `#${id}` })).toBeFocused()
    await page.keyboard.press('x')
  }
  await page.getByRole('button', { name: 'Reject 2 applications' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Reject 2 applications' })
  await expect(dialog.getByRole('textbox', { name: 'Memo', exact: true })).toBeFocused()
  await page.keyboard.type('wrong window')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText('2 rejected').first()).toBeVisible()
})
