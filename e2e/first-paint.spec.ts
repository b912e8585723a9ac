import type { Page } from '@playwright/test'
import {
  applyAs,
  expectForm,
  field,
  fillForm,
  form,
  formScript,
  holdScript,
  pageScript,
  row,
  signIn,
  signInDialog,
  submit,
} from './desk-page'
import { expect, test as base } from './fixtures'

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

const alive = (page: Page) => expect(submit(page)).toBeEnabled()
const caret = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: active } = document
    return active instanceof HTMLInputElement ? [active.name, active.selectionStart, active.selectionEnd] : undefined
  })

for (const path of ['/', '/apply']) {
  test(`what is typed at ${path} before the script is there is kept with its caret, and sent as typed`, async ({
    page,
    real,
    release,
  }) => {
    await open(page, path)
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
    await expectForm(page, { setId: '126', appId: '2', zoneId: ' 0', tableName: 'player' })
    await submit(page).click()
    await signIn(page)
    await expect(page.getByText('Signed in as reviewer', { exact: true })).toBeVisible()
    await submit(page).click()
    await expect(row(page, '#558')).toBeVisible()
    const sent = real.oms.arrivals.filter(({ url }) => url.includes('/backup-svr-data/')).map(({ body }) => body)
    expect(sent).toEqual([expect.stringContaining('"zone_id":"0","table_name":"player"')])
  })
}

test('a selection and a switched radio and switch outlive the arrival of the script', async ({ page, release }) => {
  await open(page, '/apply')
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await form(page).getByRole('switch', { name: 'Auto-approve' }).check()
  await field(page, 'App ID').fill('2345')
  await field(page, 'App ID').selectText()
  release()
  await alive(page)
  await expect(field(page, 'Server IDs')).toBeVisible()
  await expect(form(page).getByRole('radio', { name: 'Selected servers' })).toBeChecked()
  await expect(form(page).getByRole('switch', { name: 'Auto-approve' })).toBeChecked()
  expect(await caret(page)).toEqual(['appId', 0, 4])
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

test('what was typed before the script was there is the draft that a reload finds', async ({ page, release }) => {
  await open(page, '/apply')
  await field(page, 'Set ID').fill('126')
  release()
  await alive(page)
  await page.reload()
  await expect(field(page, 'Set ID')).toHaveValue('126')
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
  await expectForm(page, { setId: '126', appId: '2', zoneId: '0', tableName: 'player' })
  await expect(page.locator('body')).toHaveClass('same-page')
  await expect(page).toHaveURL('/apply')
  await expect(signInDialog(page)).toBeHidden()
  expect(real.oms.arrivals).toEqual([])
})

test('leaving is warned about while what is typed is kept nowhere yet', async ({ page, release }) => {
  await open(page, '/apply')
  await field(page, 'Set ID').fill('126')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  release()
  await alive(page)
  await expect(field(page, 'Set ID')).toHaveValue('126')
})

test('a press of another button before the script is there is done when it is', async ({ page, release }) => {
  await open(page, '/apply')
  await page.getByRole('tab', { name: 'Many at once' }).click()
  release()
  await expect(page.getByRole('textbox', { name: 'Paste rows' })).toBeVisible()
})

test('a press before the script is there is done also where the page is drawn anew', async ({ page, release }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await open(page, '/applications')
  await page.getByRole('button', { name: 'Colour scheme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
  release()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('a start in which nothing is typed asks who is there', async ({ page, release }) => {
  await open(page, '/')
  release()
  await signIn(page)
  await applyAs(page, '#558')
})

for (const path of ['/apply?set=126', '/apply/many', '/applications', '/applications/558', '/nowhere']) {
  test(`${path} begins with its header and no form`, async ({ page, release }) => {
    await open(page, path)
    await expect(page.getByRole('link', { name: 'Applications' })).toBeVisible()
    await expect(page.getByRole('main')).toBeEmpty()
    release()
    await expect(page.getByRole('main')).not.toBeEmpty()
    await expect(page.getByRole('banner')).toHaveCount(1)
  })
}

test('where a draft is kept, the form waits for it', async ({ page }) => {
  await page.goto('/apply')
  await alive(page)
  await field(page, 'Set ID').fill('127')
  const release = await holdScript(page)
  await open(page, '/apply')
  await expect(page.getByRole('main')).toBeEmpty()
  release()
  await expect(field(page, 'Set ID')).toHaveValue('127')
})

for (const [choice, system] of [
  ['dark', 'light'],
  ['auto', 'dark'],
] as const) {
  test(`colours chosen as ${choice} on a ${system} system are dark from the first paint`, async ({ page, release }) => {
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

test.describe('before the form has its script', () => {
  const tableName = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3)

  /** The page with an application in it, and a form whose script does not come before it is let go. */
  const rowsAlone = base.extend<{ releaseForm: () => void }>({
    baseURL: ({ real }, provide) => provide(real.url),
    releaseForm: [
      async ({ page }, provide) => {
        await page.goto('/apply')
        await signIn(page)
        await applyAs(page, '#558')
        const release = await holdScript(page, formScript)
        const start = await holdScript(page)
        await open(page, '/apply')
        // Nobody is asked who is there while typing.
        await field(page, 'Set ID').focus()
        start()
        await expect(row(page, '#558')).toBeVisible()
        await provide(release)
        release()
      },
      { auto: true },
    ],
  })

  rowsAlone('the form takes what is typed and pressed', async ({ page, releaseForm }) => {
    await page.keyboard.type('12')
    await page.keyboard.press('Enter')
    await expect(submit(page)).toBeDisabled()
    await form(page).getByRole('radio', { name: 'Selected servers' }).check()
    await field(page, 'Set ID').focus()
    await page.keyboard.press('End')
    await page.keyboard.type('6')
    releaseForm()
    await alive(page)
    await page.keyboard.type('7')
    await expect(field(page, 'Set ID')).toHaveValue('1267')
    await expect(field(page, 'Server IDs')).toBeVisible()
  })

  rowsAlone('a key at every moment of its arrival is kept, in its place', async ({ page, releaseForm }) => {
    await field(page, 'Table name').focus()
    const typing = page.keyboard.type(tableName, { delay: 5 })
    await expect(field(page, 'Table name')).toHaveValue(/c/)
    releaseForm()
    await typing
    await alive(page)
    await expect(field(page, 'Table name')).toHaveValue(tableName)
  })

  rowsAlone('other colours leave it as it is, and another language waits for it', async ({ page, releaseForm }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await field(page, 'Set ID').fill('126')
    await page.getByRole('button', { name: 'Colour scheme' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    await page.getByRole('combobox', { name: 'Language' }).selectOption('中文')
    await expect(field(page, 'Set ID')).toHaveValue('126')
    releaseForm()
    await expect(page.getByRole('button', { name: '提交申请' })).toBeEnabled()
    await expect(page.getByRole('textbox', { name: 'Set ID' })).toHaveValue('126')
  })

  rowsAlone('what is typed and left for another page is the draft', async ({ page, releaseForm }) => {
    await fillForm(page)
    await page.getByRole('link', { name: 'Applications', exact: true }).click()
    await expect(form(page)).toBeHidden()
    releaseForm()
    await expect(page.getByRole('searchbox', { name: 'Search applications' })).toBeVisible()
    await page.getByRole('link', { name: 'Apply', exact: true }).click()
    await expectForm(page, { setId: '126', appId: '2', zoneId: '0', tableName: 'player' })
    await page.reload()
    await expectForm(page, { setId: '126', appId: '2', zoneId: '0', tableName: 'player' })
  })

  rowsAlone('a press of another tab is done when it is there', async ({ page, releaseForm }) => {
    await page.getByRole('tab', { name: 'Many at once' }).click()
    releaseForm()
    await expect(page.getByRole('textbox', { name: 'Paste rows' })).toBeVisible()
  })

  rowsAlone(
    'where it can not be loaded the page says so, shows the applications, and keeps what is typed',
    async ({ page }) => {
      await page.route(formScript, (route) => route.abort())
      const start = await holdScript(page)
      await open(page, '/apply')
      await field(page, 'Set ID').fill('126')
      start()
      await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
      await expect(row(page, '#558')).toBeVisible()
      await expect(field(page, 'Set ID')).toHaveValue('126')
      await expect(submit(page)).toBeDisabled()
    },
  )
})

test('which OMS it is is asked once, before the script is there', async ({ page, release }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const answered = page.waitForResponse('**/desk.json')
  await open(page, '/apply')
  await answered
  release()
  await alive(page)
  expect(asked.filter((path) => path === '/desk.json')).toHaveLength(1)
})

test('while the script does not come, the form says so', async ({ page }) => {
  await page.route(pageScript, (route) => route.abort())
  await page.goto('/apply')
  await expect(form(page).getByText('Still loading. You can type already.')).toBeVisible()
  await expect(submit(page)).toBeDisabled()
  await expect(form(page)).toHaveCount(1)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('there is no form that does not work', async ({ page }) => {
    await page.goto('/apply')
    // A browser that is told to run no script reads the page as one that does, and does not show this.
    expect(await page.content()).toContain('<noscript>Backup Desk needs JavaScript.</noscript>')
    await expect(page.getByRole('textbox')).toHaveCount(0)
    await expect(page.getByRole('button')).toHaveCount(0)
  })
})
