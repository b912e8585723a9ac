import { accounts } from '~/mocks/world'
import { latch } from '~/test/latch'
import { fillForm, form, signInByToken, signInDialog, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'

test('nothing moves when OMS answers @deep', async ({ page, real }) => {
  const { opened, open } = latch()
  await page.route('**/oms/zones', async (route) => {
    await opened
    await route.fulfill({
      status: 404,
      json: { name: 'Not Found', message: 'word '.repeat(100), code: 0, status: 404 },
    })
  })
  await page.goto(real.url)
  await signInByToken(page, accounts[0].token)
  await expect(signInDialog(page)).toBeHidden()
  const before = await submit(page).boundingBox()
  await fillForm(page, { zoneId: '', tableName: '' })
  await expect(form(page).getByText('Asking OMS')).toBeVisible()
  open()
  await expect(form(page).getByText(/No suggestions from OMS: type the \w+\. word word/)).toBeVisible()
  expect(await submit(page).boundingBox()).toEqual(before)
})
