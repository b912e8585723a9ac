import { accounts } from '~/mocks/world'
import { applyAs, dumpStorage, fillForm, form, rows, signIn, signInDialog, submit } from './support/desk-page'
import { expect, test, type MockOms } from './support/fixtures'

test.use({ baseURL: ({ real }, provide) => provide(real.url) })

const { token } = accounts[1]
const applies = ({ arrivals }: MockOms) => arrivals.filter(({ url }) => url.includes('/apply?'))
const values = { setId: '126', appId: '2', zoneId: '0', tableName: 'guild' }

test('a session is kept for the tab only when the person wants it, and ends with signing out, offline too', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await signIn(page)
  await expect(page.getByText('Signed in as reviewer')).toBeVisible()
  await page.reload()
  await expect(signInDialog(page)).toBeVisible()

  await signInDialog(page).getByRole('switch', { name: 'Stay signed in on this tab' }).check()
  await signIn(page)
  await expect(signInDialog(page)).toBeHidden()
  await page.reload()
  await expect(page.getByText('Signed in as reviewer')).toBeVisible()
  await applyAs(page, '#558')

  const other = await context.newPage()
  await other.goto('/')
  await expect(signInDialog(other)).toBeVisible()

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(await dumpStorage(page)).not.toContain(token)
  await context.setOffline(false)
  await page.reload()
  await expect(signInDialog(page)).toBeVisible()
})

test('a tab that was elsewhere when another one signed out comes back signed out @deep', async ({ page, context }) => {
  await page.goto('/')
  await signInDialog(page).getByRole('switch', { name: 'Stay signed in on this tab' }).check()
  await signIn(page)
  await expect(page.getByText('Signed in as reviewer')).toBeVisible()
  await page.goto('/favicon.svg')

  const other = await context.newPage()
  await other.goto('/')
  await signIn(other)
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(other.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeVisible()

  await page.goBack()
  await expect(signInDialog(page)).toBeVisible()
  expect(await dumpStorage(page)).not.toContain(token)
})

test.describe('with a name', () => {
  test.use({ settings: { ENVIRONMENT_NAME: 'Production "A" $1', ENVIRONMENT_COLOUR: 'red' } })

  test('the header and the button say the name of the environment, in its colour @deep', async ({
    page,
    real: { oms },
  }) => {
    await page.goto('/')
    await signIn(page)
    const name = `Production "A" $1 · ${new URL(oms.address).host}`
    await expect(page.getByRole('banner').getByText(name, { exact: true })).toBeVisible()
    await expect(page.getByText(`Goes to ${name}`)).toBeVisible()
    await expect(page.getByRole('banner')).toHaveCSS('box-shadow', /rgb\(2\d\d, \d+, \d+\) 0px 4px 0px 0px inset/)
  })
})

test.describe('with a token at the proxy', () => {
  test.use({ settings: { OMS_ACCESS_TOKEN: token } })

  test('nobody signs in, and the page says whose it is @deep', async ({ page, context, real }) => {
    const sent: Record<string, string>[] = []
    context.on('request', (request) => sent.push(request.headers()))
    await page.goto('/')
    await expect(page.getByText('Shared token', { exact: true })).toBeVisible()
    await expect(signInDialog(page)).toBeHidden()
    await expect(page.getByRole('button', { name: /Sign (in|out)/ })).toHaveCount(0)
    await applyAs(page, '#558')
    expect(applies(real.oms)).toHaveLength(1)
    expect(real.oms.arrivals.filter(({ url }) => !url.endsWith(`access-token=${token}`))).toEqual([])
    expect(sent.filter(({ authorization }) => authorization !== undefined)).toEqual([])
    const shown = (await page.content()) + (await dumpStorage(page))
    expect(shown + (await (await page.request.get('/desk.json')).text()) + real.logs()).not.toContain(token)
  })
})

test.describe('with a token at the proxy that OMS refuses', () => {
  test.use({ settings: { OMS_ACCESS_TOKEN: 'out of date & gone' } })

  test("it is the administrator's to change", async ({ page, real: { oms } }) => {
    await page.goto('/')
    await fillForm(page, values)
    await submit(page).click()
    await expect(form(page).getByRole('alert')).toContainText('Tell the administrator of the desk')
    await expect(signInDialog(page)).toBeHidden()
    await expect(page.getByText('Shared token', { exact: true })).toBeVisible()
    await expect(rows(page)).toHaveCount(1)
    expect(oms.arrivals[0]?.url).toMatch(/access-token=out%20of%20date%20%26%20gone$/)
  })
})
