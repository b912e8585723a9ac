import type { Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import { field, fillForm, form, holdScript, signIn, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.describe.configure({ mode: 'parallel' })
test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const language = (page: Page, name: 'Language' | '语言') => page.getByRole('combobox', { name, exact: true })

/** What the browser has to say of a page that goes wrong, as React does where it can't take the page of the build over. */
function complaints(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  return said
}

for (const [locale, own, other, tag] of [
  ['en-GB', 'en', 'zh-cn', ' @deep'],
  ['zh-CN', 'zh-cn', 'en', ''],
] as const) {
  test.describe(`in a browser of ${locale}`, () => {
    test.use({ locale })

    test(`nothing of the other language is loaded, and no key of a text is shown${tag}`, async ({ page }) => {
      const said = complaints(page)
      const files: string[] = []
      page.on('request', (request) => files.push(request.url()))
      await page.goto('/applications')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(files.filter((url) => url.includes(`/assets/${own}-`))).toHaveLength(1)
      expect(files.filter((url) => url.includes(`/assets/${other}-`))).toEqual([])
      await expect(page.getByRole('main')).not.toContainText(/\b(?:list|review|app|apply)\.[a-z]+/)
      expect(said).toEqual([])
    })
  })
}

test('a switch keeps what is typed, says the same in the other language, and is remembered', async ({ page }) => {
  await page.goto('/')
  await fillForm(page, { setId: '', zoneId: '7' })
  await submit(page).click()
  await expect(form(page).getByText('Required: a number such as 126')).toBeVisible()
  await language(page, 'Language').focus()
  await language(page, 'Language').selectOption('中文')
  const chinese = page.getByRole('form', { name: zh.apply.form })
  await expect(chinese.getByText(zh.apply.error.required.replace('{{example}}', '126'))).toBeVisible()
  await expect(chinese.getByRole('textbox', { name: zh.apply.zoneId, exact: true })).toHaveValue('7')
  await expect(language(page, '语言')).toBeFocused()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByText(en.app.applications, { exact: true })).toBeHidden()

  await page.reload()
  await expect(chinese.getByRole('textbox', { name: zh.apply.zoneId, exact: true })).toHaveValue('7')
  await language(page, '语言').selectOption('English')
  await expect(field(page, 'Zone ID')).toHaveValue('7')
  await page.reload()
  await expect(field(page, 'Zone ID')).toHaveValue('7')
})

test('where the texts cannot be loaded, the page stays as it is and says so @deep', async ({ page, real }) => {
  await page.goto(real.url)
  await signIn(page)
  await page.route('**/assets/zh-cn-*.js', (route) => route.abort())
  await language(page, 'Language').selectOption('中文')
  await expect(page.getByRole('alert').filter({ hasText: 'The language could not be loaded' })).toBeVisible()
  await expect(language(page, 'Language')).toHaveValue('en')
  await expect(field(page, 'Zone ID')).toBeVisible()
})

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' })

  test('the form is Chinese before the script is there, and is taken over as it stands', async ({ page }) => {
    const said = complaints(page)
    const release = await holdScript(page)
    await page.goto('/', { waitUntil: 'commit' })
    const setId = page.getByRole('textbox', { name: zh.apply.setId, exact: true })
    await setId.fill('126')
    release()
    await expect(page.getByRole('button', { name: zh.apply.submit })).toBeEnabled()
    await expect(setId).toHaveValue('126')
    await expect(page).toHaveTitle(/^申请 · .* · Backup Desk$/)
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    expect(said).toEqual([])
  })

  test('a choice of English is remembered by the server, which has it before any script @deep', async ({ page }) => {
    await page.goto('/')
    await language(page, '语言').selectOption('English')
    await expect(field(page, 'Set ID')).toBeVisible()
    const release = await holdScript(page)
    await page.goto('/', { waitUntil: 'commit' })
    await expect(field(page, 'Set ID')).toBeVisible()
    expect(await page.context().cookies()).toMatchObject([{ name: 'language', value: 'en' }])
    release()
    await expect(submit(page)).toBeEnabled()
  })
})
