import { applications, form, signIn, signInDialog } from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('the demo says that it is one, and somebody is signed in; a deep link opens its page, and the navigation leads back', async ({
  page,
}) => {
  await page.goto('/applications')
  await expect(page.getByRole('region', { name: 'Demo' }).filter({ hasText: 'This is a demo.' })).toBeVisible()
  await expect(page.getByText('Signed in as demo', { exact: true })).toBeVisible()
  await expect(signInDialog(page)).toBeHidden()
  await expect(applications(page)).toContainText('No applications yet')
  await expect(form(page)).toBeHidden()
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(navigation.getByRole('link', { name: 'Applications' })).toHaveAttribute('aria-current', 'page')
  await navigation.getByRole('link', { name: 'Apply' }).click()
  await expect(form(page)).toBeVisible()
  await expect(page).toHaveURL(/\/apply$/)
})

test('who stays signed in on this tab is so after a reload of the demo, too @deep', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click()
  await signInDialog(page).getByRole('switch', { name: 'Stay signed in on this tab' }).check()
  await signIn(page, 'reviewer')
  await expect(page.getByText('Signed in as reviewer', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByText('Signed in as reviewer', { exact: true })).toBeVisible()
})

test('"Colour scheme" changes the colours of the page, and a reload keeps them @deep', async ({ page }) => {
  await page.goto('/')
  await expect(form(page)).toBeVisible()
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.getByRole('button', { name: 'Colour scheme' }).click()
  await expect.poll(background).not.toBe(light)
  const dark = await background()
  await page.reload()
  await expect(form(page)).toBeVisible()
  expect(await background()).toBe(dark)
})
