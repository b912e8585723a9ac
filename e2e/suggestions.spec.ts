import type { Page } from '@playwright/test'
import { accounts } from '~/mocks/world'
import { expectForm, field, form, row, signInByToken, signInDialog, submit } from './desk-page'
import { expect, test } from './fixtures'

const note = (page: Page, text: string | RegExp) => form(page).getByText(text)

/** Types a set and an app for which OMS knows three zones. */
async function nameApp(page: Page): Promise<void> {
  await field(page, 'Set ID').fill('126')
  await field(page, 'App ID').fill('2')
}

async function openReal(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await signInByToken(page, accounts[0].token)
  await expect(signInDialog(page)).toBeHidden()
}

test('quick typing from the first moment loses no letter and no focus', async ({ page, demo }) => {
  await page.goto(demo.url)
  const typed = { setId: '126', appId: '2', zoneId: '1', tableName: 'event_score' }
  await field(page, 'Set ID').focus()
  await page.keyboard.type(typed.setId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(typed.appId)
  await field(page, 'Zone ID').focus()
  await page.keyboard.type(typed.zoneId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(typed.tableName)
  await expect(field(page, 'Table name')).toBeFocused()
  await expect(note(page, 'OMS lists 3 zones, 2 tables.')).toBeVisible()
  await expect(field(page, 'Table name')).toBeFocused()
  await expectForm(page, typed)
  await page.keyboard.press('Enter')
  await expect(row(page, '#558')).toContainText('Table event_score')
})

test('nothing moves when OMS answers @deep', async ({ page, real }) => {
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/oms/zones', async (route) => {
    await held
    await route.fulfill({
      status: 404,
      json: { name: 'Not Found', message: 'word '.repeat(100), code: 0, status: 404 },
    })
  })
  await openReal(page, real.url)
  const before = await submit(page).boundingBox()
  await nameApp(page)
  await expect(note(page, 'Asking OMS…')).toBeVisible()
  answer()
  await expect(note(page, /no suggestions from OMS. word word/)).toBeVisible()
  expect(await submit(page).boundingBox()).toEqual(before)
})
