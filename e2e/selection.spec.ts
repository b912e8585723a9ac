import type { Page } from '@playwright/test'
import { applications, listFilter, openFilters, row, rows } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { numbered, openWith, seeded } from './support/seed-applications'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })
const names = (page: Page) => rows(page).getByRole('link')

test('Shift selects ranges by pointer and by key, "Select all" what is in view, and what is gone is selected no more @deep', async ({
  page,
  context,
}) => {
  await openWith(
    page,
    numbered(10, (index) => (index < 6 ? 'pending' : 'refused')),
  )
  await box(page, 'Select #1004').click()
  await box(page, 'Select #1002').click({ modifiers: ['Shift'] })
  const selection = page.getByRole('group', { name: 'Selection' })
  await expect(selection).toContainText('3 selected')
  await expect(box(page, 'Select #1003')).toBeChecked()
  await box(page, 'Select #1000').focus()
  await page.keyboard.press('Shift+Space')
  await expect(selection).toContainText('5 selected')
  await box(page, 'Select #1001').click()
  await expect(selection).toContainText('4 selected')

  await openFilters(page)
  await listFilter(page, 'Status').selectOption('refused')
  await expect(selection).toContainText('4 selected')
  await expect(selection).toContainText('4 of them not shown')
  await box(page, 'Select attempt-00000009').click()
  await expect(selection).toContainText('5 selected')
  await box(page, 'Select all 4').click()
  await expect(selection).toContainText('8 selected')
  await box(page, 'Select all 4').click()
  await expect(selection).toContainText('4 selected')
  await selection.getByRole('button', { name: 'Clear selection' }).click()
  await expect(selection).toBeHidden()

  await box(page, 'Select all 4').click()
  const other = await context.newPage()
  await other.goto('/applications')
  await other.getByRole('button', { name: 'Reset demo' }).click()
  await expect(applications(page)).toContainText('0 applications')
  await expect(selection).toBeHidden()
})

test('a link to a selection is tracked and shown by another browser, which then follows OMS @deep', async ({
  page,
  context,
  browser,
  demo,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openWith(page, [seeded(0, 'pending', { id: '550' }), seeded(1, 'pending', { id: '551' }), seeded(2, 'refused')])
  await box(page, 'Select #550').check()
  await box(page, 'Select #551').check()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(`${demo.url}/applications?track=550-551`)
  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(names(other)).toHaveText(['#550', '#551'])
  await other.getByRole('switch', { name: 'Follow OMS' }).check()
  await expect(applications(other)).toContainText('after #557')
  await expect(names(other)).toHaveText(['#550', '#551'])
  await other.getByRole('button', { name: 'Clear all' }).click()
  await expect(row(other, '#557')).toBeVisible()
  await other.context().close()
})
