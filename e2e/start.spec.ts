import type { Page } from '@playwright/test'
import {
  applyAs,
  expectForm,
  field,
  fillForm,
  form,
  holdScript,
  row,
  signIn,
  signInDialog,
  submit,
} from './support/desk-page'
import { expect, test as base } from './support/fixtures'

const test = base.extend<{ release: () => void }>({
  baseURL: ({ real }, provide) => provide(real.url),
  /** Lets the page's script go, which is held back until then. */
  release: async ({ page }, provide) => {
    const release = await holdScript(page)
    await provide(release)
    release()
  },
})

test.describe.configure({ mode: 'parallel' })

/** Until its script is there, a page does not come to the end of its loading. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'commit' })
  await expect(page.getByRole('banner')).toBeVisible()
}

/** From the first frame on. */
const keysAreHeard = (page: Page) => page.waitForFunction(() => window.earlyKeys !== undefined)
const alive = (page: Page) => expect(submit(page)).toBeEnabled()
const caret = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: active } = document
    return active instanceof HTMLInputElement ? [active.name, active.selectionStart, active.selectionEnd] : undefined
  })

test('what is typed before the script is there is kept with its caret, and sent as typed', async ({
  page,
  real,
  release,
}) => {
  await open(page, '/')
  await fillForm(page, { zoneId: ' 0', tableName: 'plyer' })
  await field(page, 'Table name').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  release()
  await alive(page)
  await expect(page).toHaveURL('/apply')
  expect(await caret(page)).toEqual(['tableName', 2, 2])
  await page.keyboard.type('a')
  await expectForm(page, { zoneId: ' 0' })
  await submit(page).click()
  await signIn(page)
  await expect(page.getByText('Signed in as reviewer', { exact: true })).toBeVisible()
  await submit(page).click()
  await expect(row(page, '#558')).toBeVisible()
  const sent = real.oms.arrivals
    .filter(({ method, url }) => method === 'POST' && url.includes('/backup-svr-data/'))
    .map(({ body }) => body)
  expect(sent).toEqual([expect.stringContaining('"zone_id":"0","table_name":"player"')])
})

test('a word that is being composed is composed to its end', async ({ page, context, release }) => {
  await open(page, '/apply')
  await field(page, 'Table name').focus()
  const keyboard = await context.newCDPSession(page)
  await keyboard.send('Input.imeSetComposition', { text: 'wan', selectionStart: 3, selectionEnd: 3 })
  release()
  await alive(page)
  await keyboard.send('Input.imeSetComposition', { text: 'wanjia', selectionStart: 6, selectionEnd: 6 })
  await keyboard.send('Input.insertText', { text: '玩家' })
  await expect(field(page, 'Table name')).toHaveValue('玩家')
})

test('Enter and presses of Submit before the script is there send nothing and lead nowhere', async ({
  page,
  real,
  release,
}) => {
  await open(page, '/apply')
  await page.evaluate(() => document.body.classList.add('same-page'))
  await fillForm(page)
  await page.keyboard.press('Enter')
  await expect(submit(page)).toBeDisabled()
  await submit(page).click({ force: true })
  // Nobody is asked who is there while typing: only a press that is sent would open the sign-in.
  await field(page, 'Set ID').focus()
  release()
  await alive(page)
  await expectForm(page)
  await expect(page.locator('body')).toHaveClass('same-page')
  await expect(page).toHaveURL('/apply')
  await expect(signInDialog(page)).toBeHidden()
  expect(real.oms.arrivals).toEqual([])
})

test('leaving is warned about until what is typed is the draft that a reload finds', async ({ page, release }) => {
  await open(page, '/apply')
  await field(page, 'Set ID').fill('126')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  release()
  await alive(page)
  await page.reload()
  await expect(field(page, 'Set ID')).toHaveValue('126')
})

test('what a script answers to is disabled until it is there; a link is one from the start', async ({
  page,
  release,
}) => {
  await open(page, '/apply')
  const dead = [
    page.getByRole('tab', { name: 'Many at once' }),
    page.getByRole('button', { name: 'Colour scheme' }),
    page.getByRole('combobox', { name: 'Language' }),
    submit(page),
  ]
  for (const control of dead) await expect(control).toBeDisabled()
  await expect(page.getByRole('link', { name: 'Applications', exact: true })).toHaveAttribute('href', '/applications')
  release()
  for (const control of dead) await expect(control).toBeEnabled()
})

for (const [path, tag] of [
  ['/apply?set=126', ''],
  ['/applications', ' @deep'],
  ['/nowhere', ' @deep'],
] as const) {
  test(`${path} begins with its header and no form${tag}`, async ({ page, release }) => {
    await open(page, path)
    await expect(page.getByRole('link', { name: 'Applications' })).toBeVisible()
    await expect(page.getByRole('main')).toBeEmpty()
    release()
    await expect(page.getByRole('main')).not.toBeEmpty()
    await expect(page.getByRole('banner')).toHaveCount(1)
  })
}

for (const [choice, system, tag] of [
  ['dark', 'light', ''],
  ['auto', 'dark', ' @deep'],
] as const) {
  test(`colours chosen as ${choice} on a ${system} system are dark from the first paint${tag}`, async ({
    page,
    release,
  }) => {
    await page.emulateMedia({ colorScheme: system })
    await page.addInitScript((chosen) => localStorage.setItem('mantine-color-scheme-value', chosen), choice)
    await open(page, '/apply')
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const first = await background()
    expect(Math.max(...(first.match(/\d+/g) ?? []).map(Number))).toBeLessThan(64)
    release()
    await alive(page)
    expect(await background()).toBe(first)
  })
}

test('a search pressed before the script is there is typed when the list is @deep', async ({ page, release }) => {
  await open(page, '/applications')
  await keysAreHeard(page)
  await page.keyboard.type('/1234')
  release()
  const search = page.getByRole('searchbox', { name: 'Search applications' })
  await expect(search).toHaveValue('1234')
  await page.keyboard.type('5')
  await expect(search).toHaveValue('12345')
  await expect(signInDialog(page)).toBeHidden()
})

test('help that is asked for before the script is there opens when it is @deep', async ({ page, release }) => {
  await open(page, '/apply')
  await keysAreHeard(page)
  await page.keyboard.press('?')
  release()
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
})

test('nothing moves when the script arrives and the applications are there', async ({ page }) => {
  // All of the form is in view.
  await page.setViewportSize({ width: 1280, height: 1200 })
  await page.goto('/apply')
  await signIn(page)
  await applyAs(page, '#558')
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const release = await holdScript(page)
  await open(page, '/apply')
  await field(page, 'Set ID').focus()
  release()
  await expect(row(page, '#558')).toBeVisible()
  await expect(form(page).getByRole('group', { name: 'Recent targets' }).getByRole('button')).toBeVisible()
  const shifted = await page.evaluate(() => (window as Window & { shifts?: number[] }).shifts)
  expect(shifted?.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.001)
})

test('the links of the header stay where they are painted when their numbers come @deep', async ({ page, demo }) => {
  await page.goto(`${demo.url}/applications?seed=60`)
  const attention = page.getByRole('link', { name: /need attention/ })
  await expect(attention).toBeVisible()
  const release = await holdScript(page)
  await open(page, `${demo.url}/applications`)
  const places = () =>
    page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => [link.textContent, link.getBoundingClientRect().x]))
  const painted = await places()
  expect(painted).toHaveLength(3)
  release()
  await expect(attention).toBeVisible()
  await expect(page.getByText('2 pending', { exact: true })).toBeAttached()
  expect(await places()).toEqual(expect.arrayContaining(painted))
})

test('a link of the header that is pressed while the script arrives leads where it says', async ({ page, demo }) => {
  const release = await holdScript(page)
  await open(page, `${demo.url}/applications`)
  await page.getByRole('link', { name: 'Help' }).hover()
  await page.mouse.down()
  release()
  await expect(page.getByRole('main')).not.toBeEmpty()
  await page.mouse.up()
  await expect(page).toHaveURL(`${demo.url}/help`)
})

test('a key at every moment of the start is kept, in its place @deep', async ({ page, release }) => {
  const tableName = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3)
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await open(page, '/apply')
  await field(page, 'Table name').focus()
  const typing = page.keyboard.type(tableName, { delay: 10 })
  await expect(field(page, 'Table name')).toHaveValue(/c/)
  release()
  await typing
  await alive(page)
  await expect(field(page, 'Table name')).toHaveValue(tableName)
})

test('a page asks for at most 15 files, and for which OMS it is once', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/apply')
  await alive(page)
  await page.waitForLoadState('networkidle')
  expect(asked.filter((path) => path === '/desk.json')).toHaveLength(1)
  expect(asked.length).toBeLessThanOrEqual(15)
})
