import type { Page } from '@playwright/test'
import { field, fillForm, form, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url), permissions: ['clipboard-read', 'clipboard-write'] })

const box = (page: Page) => field(page, 'Server IDs')
const button = (page: Page, name: string) => form(page).getByRole('button', { name, exact: true })
const said = (page: Page, text: string | RegExp) => form(page).getByRole('status').filter({ hasText: text })
const list = (page: Page) => form(page).getByRole('list', { name: 'List of servers' })
const selected = (page: Page) =>
  box(page).evaluate((element: HTMLTextAreaElement) =>
    element.value.slice(element.selectionStart, element.selectionEnd),
  )

async function openForm(page: Page): Promise<void> {
  await page.goto('/')
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { zoneId: '', tableName: '' })
}

/** As a person does: something else has put the text on the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await box(page).focus()
  await page.keyboard.press('ControlOrMeta+V')
}

test('typed text survives a paste, which undo takes back', async ({ page }) => {
  await openForm(page)
  await box(page).pressSequentially('126.2.2.2')
  await paste(page, '126.2.2.3\n126.2.2.4')
  await expect(box(page)).toHaveValue('126.2.2.2\n126.2.2.3\n126.2.2.4')
  await expect(said(page, '2 added')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(box(page)).toHaveValue('126.2.2.2\n')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(box(page)).toHaveValue('126.2.2.2')
})

test('a bad id far down is scrolled into view @deep', async ({ page }) => {
  await openForm(page)
  const ids = Array.from({ length: 300 }, (_none, index) => `126.2.2.${index}`)
  await paste(page, [...ids, 'oops', ...ids.map((id) => `${id}0`)].join('\n'))
  await box(page).evaluate((element) => element.scrollTo(0, 0))
  await button(page, 'Correct oops').click()
  await expect.poll(() => selected(page)).toBe('oops')
  const middle = await box(page).evaluate((element) => element.scrollTop / element.scrollHeight)
  expect(middle).toBeGreaterThan(0.2)
  expect(middle).toBeLessThan(0.5)
})

test('the list is copied where a page is given no clipboard; where no way is let through it says what to do instead @deep', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { clipboard } = navigator
    Object.assign(window, { readClipboard: () => clipboard.readText() })
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  await openForm(page)
  await box(page).fill('126.2.2.2, 126.2.2.3')
  await button(page, 'Copy list').click()
  await expect(form(page).getByText('Copied', { exact: true })).toBeVisible()
  await expect(button(page, 'Copy list')).toBeFocused()
  expect(await page.evaluate('readClipboard()')).toBe('126.2.2.2\n126.2.2.3')
  await page.evaluate(() => void (document.execCommand = () => false))
  await button(page, 'Copy list').click()
  await expect(form(page).getByText('Copying failed; select the text by hand')).toBeVisible()
})

test('ten thousand ids are pasted, shown a few rows at a time, and all sent @deep', async ({ page }) => {
  await openForm(page)
  const ids = Array.from({ length: 10_000 }, (_none, index) => `126.2.${Math.floor(index / 250)}.${index % 250}`)
  await paste(page, ids.join('\r\n'))
  await expect(said(page, '10,000 added')).toBeVisible()
  await expect(box(page)).toHaveAccessibleDescription('10,000 servers')
  await button(page, 'Show list').click()
  await list(page).focus()
  await page.keyboard.press('End')
  const last = list(page).getByRole('listitem').filter({ hasText: '126.2.39.249' })
  await expect(last).toHaveAttribute('aria-posinset', '10000')
  await expect(last).toHaveAttribute('aria-setsize', '10000')
  expect(await list(page).getByRole('listitem').count()).toBeLessThan(40)
  const sent = page.waitForRequest('**/oms/apply')
  await submit(page).click()
  expect((await sent).postDataJSON()).toMatchObject({ svr_ids: ids })
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('the small button that corrects an id cuts nothing of its characters @deep', async ({ page }) => {
    await page.goto('/apply')
    await page.getByRole('radio', { name: '指定服务器' }).check()
    await page.getByRole('textbox', { name: '服务器 ID' }).fill('更正')
    const label = page.getByRole('button', { name: '更正 更正' }).getByText('更正 更正')
    const room = await label.evaluate((element) => [
      element.clientHeight,
      parseFloat(getComputedStyle(element).fontSize),
    ])
    expect(room[0]).toBeGreaterThan((room[1] ?? 0) * 1.3)
  })
})
