import { startMockOms } from './mock-oms-server'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  dumpStorage,
  expectAccessible,
  expectForm,
  fillForm,
  form,
  row,
  rows,
  signIn,
  signInByToken,
  signInDialog,
  submit,
} from './desk-page'
import { expect, serveDesk, test } from './fixtures'

test.use({ baseURL: ({ real }, provide) => provide(real.url) })

const { token } = accounts[1]
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

test('a refused token costs nothing that was typed, is not kept, and nothing is sent again by itself @deep', async ({
  page,
  real,
}) => {
  await page.goto('/')
  await signInDialog(page).getByRole('switch', { name: 'Stay signed in on this tab' }).check()
  await signInByToken(page, 'a-token-that-has-expired')
  await fillForm(page, values)
  await submit(page).click()
  await expect(signInDialog(page)).toContainText('OMS rejected your token')
  await expectAccessible(page)
  expect(await dumpStorage(page)).not.toContain('a-token-that-has-expired')
  await signIn(page)
  await expect(signInDialog(page)).toBeHidden()
  await expectForm(page, values)
  expect(real.oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toHaveLength(1)
  await submit(page).click()
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
})

test('a 401 for an old token does not throw away a newer one @deep', async ({ page }) => {
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/oms/apply', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/')
  await signInByToken(page, 'a-token-that-has-expired')
  await fillForm(page, values)
  await submit(page).click()
  await expect(row(page, 'Table guild').getByText('Sending', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page)
  await expect(page.getByText('Signed in as reviewer')).toBeVisible()
  answer()
  await expect(row(page, 'Table guild').getByText('Refused', { exact: true })).toBeVisible()
  await expect(signInDialog(page)).toBeHidden()
  await expect(page.getByText('Signed in as reviewer')).toBeVisible()
})

test('nobody at the page for as long as IDLE_MINUTES: signed out, with everything typed still there @deep', async ({
  page,
}) => {
  const oms = await startMockOms()
  const desk = await serveDesk({ OMS_ADDRESS: oms.address, IDLE_MINUTES: '15' })
  await page.clock.install()
  await page.goto(desk.url)
  await signInDialog(page).getByRole('switch', { name: 'Stay signed in on this tab' }).check()
  await signIn(page)
  await expect(signInDialog(page)).toBeHidden()
  await fillForm(page, values)
  await page.clock.fastForward('14:00')
  await expect(page.getByText('Signed in as reviewer')).toBeVisible()
  await page.clock.fastForward('02:00')
  await expect(signInDialog(page)).toContainText('nobody used this page for a while')
  expect(await dumpStorage(page)).not.toContain(token)
  await signInDialog(page).getByRole('button', { name: 'Close' }).click()
  await expectForm(page, values)
  expect(oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toEqual([])
  await desk.close()
  await oms.close()
})

test('the header and the button say the name of the environment, in its colour @deep', async ({ page }) => {
  const oms = await startMockOms()
  const desk = await serveDesk({
    OMS_ADDRESS: oms.address,
    ENVIRONMENT_NAME: 'Production "A" $1',
    ENVIRONMENT_COLOUR: 'red',
  })
  await page.goto(desk.url)
  await signIn(page)
  const name = `Production "A" $1 · ${new URL(oms.address).host}`
  await expect(page.getByRole('banner').getByText(name, { exact: true })).toBeVisible()
  await expect(page.getByText(`Goes to ${name}`)).toBeVisible()
  await expect(page.getByRole('banner')).toHaveCSS('box-shadow', /rgb\(2\d\d, \d+, \d+\) 0px 4px 0px 0px inset/)
  await expectAccessible(page)
  await desk.close()
  await oms.close()
})

test('with a token at the proxy nobody signs in, and the page says whose it is', async ({ page, context }) => {
  const oms = await startMockOms()
  const desk = await serveDesk({ OMS_ADDRESS: oms.address, OMS_ACCESS_TOKEN: token })
  const sent: Record<string, string>[] = []
  context.on('request', (request) => sent.push(request.headers()))
  await page.goto(desk.url)
  await expect(page.getByText('Shared token', { exact: true })).toBeVisible()
  await expect(signInDialog(page)).toBeHidden()
  await expect(page.getByRole('button', { name: /Sign (in|out)/ })).toHaveCount(0)
  await expectAccessible(page)
  await applyAs(page, '#558')
  expect(oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toHaveLength(1)
  expect(oms.arrivals.filter(({ url }) => !url.endsWith(`access-token=${token}`))).toEqual([])
  expect(sent.filter(({ authorization }) => authorization !== undefined)).toEqual([])
  expect(await page.content()).not.toContain(token)
  expect(await dumpStorage(page)).not.toContain(token)
  expect(await (await page.request.get(`${desk.url}/desk.json`)).text()).not.toContain(token)
  await desk.close()
  expect(desk.logs?.() ?? '').not.toContain(token)
  await oms.close()
})

test("a shared token that OMS refuses is the administrator's to change", async ({ page }) => {
  const oms = await startMockOms()
  const desk = await serveDesk({ OMS_ADDRESS: oms.address, OMS_ACCESS_TOKEN: 'out of date & gone' })
  await page.goto(desk.url)
  await fillForm(page, values)
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('Tell the administrator of the desk')
  await expect(signInDialog(page)).toBeHidden()
  await expect(page.getByText('Shared token', { exact: true })).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
  expect(oms.arrivals[0]?.url).toMatch(/access-token=out%20of%20date%20%26%20gone$/)
  await desk.close()
  await oms.close()
})
