import type { Page } from '@playwright/test'
import {
  applyAs,
  fillForm,
  form,
  openReject,
  row,
  sendRejection,
  signIn,
  signInDialog,
  submit,
} from './support/desk-page'
import { expect, test } from './support/fixtures'
import { numbered, openWith } from './support/seed-applications'

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

for (const from of ['a field', 'the button']) {
  test(`Enter held down in ${from} of the form presses once, and what came of it stays`, async ({ page }) => {
    await page.goto('/')
    await fillForm(page)
    await expect(submit(page)).toBeEnabled()
    await (from === 'a field' ? page.getByRole('textbox', { name: 'Zone ID' }) : submit(page)).focus()
    await page.keyboard.down('Enter')
    const result = form(page).getByRole('status')
    await expect(result).toContainText('Application #558 created')
    // Pressed again without being let go it repeats.
    for (let repeats = 0; repeats < 3; repeats += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await expect(page.getByRole('textbox', { name: 'Set ID' })).not.toHaveAttribute('aria-invalid', 'true')
    await expect(result).toContainText('Application #558 created')
  })
}

test('by keyboard alone an application is made, found, rejected, and the next one approved', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Submit application' })).toBeEnabled()
  await page.waitForLoadState('networkidle')
  for (const table of ['player', 'guild']) {
    for (const [name, value] of [
      ['Set ID', '126'],
      ['App ID', '2'],
      ['Zone ID', '0'],
      ['Table name', table],
    ] as const) {
      await tabTo(page, name)
      await page.keyboard.type(value)
    }
    await page.keyboard.press('Control+Enter')
    const id = table === 'player' ? '#558' : '#559'
    await expect(page.getByText(`Application ${id} created`)).toBeVisible()
    // The form is empty again, and the focus is at its end: from the top once more.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  }

  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: 'Search applications' })
  await expect(search).toBeFocused()
  await page.keyboard.type('player')
  const table = page.getByRole('table', { name: 'Applications' })
  await expect(table.getByRole('row')).toHaveCount(2)
  // What is typed is typed.
  await expect(search).toHaveValue('player')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(table.getByRole('row')).toHaveCount(3)
  await page.keyboard.press('Tab')
  await page.keyboard.press('j')
  const link = page.getByRole('link', { name: '#558' })
  await expect(link).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: '#559' })).toBeFocused()
  await page.keyboard.press('k')
  await expect(link).toBeFocused()

  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: 'Reject #558' })
  await expect(dialog.getByRole('textbox', { name: 'Memo' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(link).toBeFocused()
  await page.keyboard.press('r')
  const memo = dialog.getByRole('textbox', { name: 'Memo' })
  await expect(memo).toBeFocused()
  await page.keyboard.type('ra?/j')
  await expect(memo).toHaveValue('ra?/j')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Application #558 is rejected')).toBeVisible()

  await expect(page.getByRole('link', { name: '#559' })).toBeFocused()
  await page.keyboard.press('a')
  const approve = page.getByRole('dialog', { name: 'Approve #559' })
  await expect(approve).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(approve).toBeHidden()
  await expect(page.getByRole('button', { name: 'Approve #559' })).toBeVisible()
  await expect(page.getByRole('link', { name: '#559' })).toBeFocused()

  await page.keyboard.press('x')
  await expect(page.getByRole('checkbox', { name: 'Select #559', exact: true })).toBeChecked()
  await page.keyboard.press('x')
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(help.locator('kbd').first()).toHaveText('Ctrl')
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await expect(page.getByRole('link', { name: '#559' })).toBeFocused()
})

test('j and k go through a list that is only in part in the document, and the whole row is in view @deep', async ({
  page,
}) => {
  await openWith(page, numbered(150), '/applications?show=pending')
  await expect(row(page, '#1000')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('table').locator(':focus')).toHaveCount(0)

  /** The id that has the focus, and whether its whole row is below the heading of the table and above the end of the window. */
  const focused = () =>
    page.evaluate(() => {
      const link = document.activeElement
      const { top = 0, bottom = 0 } = link?.closest('tr')?.getBoundingClientRect() ?? {}
      const head = document.querySelector('main thead th')?.getBoundingClientRect().bottom ?? 0
      return `${link?.textContent} ${top >= head && bottom <= innerHeight ? 'in view' : 'not in view'}`
    })
  const stepTo = async (key: string, id: string) => {
    await page.keyboard.press(key)
    await expect.poll(focused).toBe(`${id} in view`)
  }
  await page.evaluate(() => window.scrollTo(0, 0))
  for (let index = 0; index < 30; index += 1) await stepTo(index % 2 === 0 ? 'j' : 'ArrowDown', `#${1000 + index}`)
  for (let index = 28; index >= 0; index -= 1) await stepTo(index % 2 === 0 ? 'k' : 'ArrowUp', `#${1000 + index}`)
})

test('the focus stays at the button that was pressed, and comes back to it from signing in', async ({ page }) => {
  await page.goto('/')
  await fillForm(page)
  await submit(page).click()
  await expect(form(page).getByText('Application #558 created')).toBeVisible()
  await expect(submit(page)).toBeFocused()

  await fillForm(page, { tableName: 'fault_expired_token' })
  await submit(page).click()
  await expect(signInDialog(page).getByLabel('Username')).toBeFocused()
  await signIn(page)
  await expect(signInDialog(page)).toBeHidden()
  await expect(submit(page)).toBeFocused()

  const rejecting = await openReject(page, '#558')
  await sendRejection(rejecting, 'fault_expired_token')
  await expect(signInDialog(page).getByLabel('Username')).toBeFocused()
  await signInDialog(page).getByRole('button', { name: 'Close' }).click()
  await expect(signInDialog(page)).toBeHidden()
  await expect(rejecting.getByRole('button', { name: 'Reject', exact: true })).toBeFocused()
})

test('the focus stays at a button that asks, exports or imports, and comes back to it from its dialog @deep', async ({
  page,
}) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const press = async (name: string) => {
    await button(name).focus()
    await page.keyboard.press('Enter')
  }
  await page.goto('/')
  await applyAs(page, '#558')
  await page.goto('/applications')
  await expect(row(page, '#558')).toBeVisible()

  await press('Track by id')
  await page.getByRole('textbox', { name: 'Ids' }).fill('558')
  await press('Track')
  await expect(page.getByText('1 of 1 checked')).toBeVisible()
  await expect(button('Track')).toBeFocused()
  await press('Look for newer ones')
  await expect(page.getByText(/Checked up to #/)).toBeVisible()
  await expect(button('Look for newer ones')).toBeFocused()
  await page.keyboard.press('Escape')

  await press('Export')
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'JSON' }).press('Enter')
  const file = await (await download).path()
  await expect(button('Export')).toBeFocused()

  await page.getByRole('checkbox', { name: 'Select #558' }).check()
  await press('Clear history')
  const exported = page.waitForEvent('download')
  await press('Export JSON first')
  await exported
  await expect(button('Export JSON first')).toBeFocused()
  await press('Clear 1 application')
  await expect(button('Done')).toBeFocused()
  await page.keyboard.press('Enter')

  const chooser = page.waitForEvent('filechooser')
  await press('Import')
  await (await chooser).setFiles(file)
  await press('Import 1 application')
  await expect(button('Done')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(button('Import')).toBeFocused()

  await page.getByRole('link', { name: '#558', exact: true }).click()
  await press('Refresh')
  await expect(button('Refresh')).toBeEnabled()
  await expect(button('Refresh')).toBeFocused()
})

test('a command leaves the focus on its page, and who signs out or in by a key stays at that button @deep', async ({
  page,
}) => {
  await openWith(page, numbered(1), '/applications/1001')
  await page.getByRole('link', { name: 'All applications' }).press('Control+k')
  await page.keyboard.type('backups')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Backups', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Is it backed up?' })).toBeVisible()
  await expect(page.locator('main')).toBeFocused()

  await page.getByRole('button', { name: 'Sign out' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeFocused()
  await page.getByRole('button', { name: 'Sign in' }).press('Enter')
  await signIn(page)
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused()
})
