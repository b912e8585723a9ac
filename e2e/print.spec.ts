import type { Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { fillForm, form, preview } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { longApplications, longEvents } from './screens/long-values'
import { draftFor } from '~/test/events'
import { numbered, openWith, seeded } from './support/seed-applications'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url), colorScheme: 'dark' })

/** So many pages the browser makes of it, Chromium writes one such object for each. */
async function pagesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  return pdf.toString('latin1').match(/\/Type \/Page\s/g)?.length ?? 0
}

/** Fonts differ. */
const isAround = (expected: number, pages: number) => pages > expected / 2 && pages < expected * 1.4

const colours = (page: Page) =>
  page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll(':is(main, section) :not(svg *)')].map((one) => getComputedStyle(one).color),
    ),
  ])

/** What the browser would print of the list right after this search. */
function printedTexts(search: string): string {
  const field = document.querySelector('input[type=search]')
  if (search !== '' && field instanceof HTMLInputElement) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, search)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  window.dispatchEvent(new Event('beforeprint'))
  const { textContent = '' } = document.querySelector('body > [data-printed]') ?? {}
  window.dispatchEvent(new Event('afterprint'))
  return textContent ?? ''
}

test('the filtered list is printed whole: every row, who, when, from where, which filter, how many @deep', async ({
  page,
}) => {
  const kinds = ['pending', 'rejected'] as const
  await openWith(
    page,
    numbered(600, (index) => kinds[index % 2] ?? 'pending'),
    '/applications?show=decided&q=table&status=rejected',
  )
  await expect(page.getByText('300 applications')).toBeVisible()
  // The table is loaded when nobody waits for anything else; before that the list prints as it stands.
  await expect.poll(async () => isAround(12, await pagesOf(page))).toBe(true)

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const list = page.locator('section', { has: page.getByRole('heading', { name: 'Applications' }) })
  await expect(list.getByRole('row')).toHaveCount(301)
  await expect(list.getByRole('row').last()).toContainText(/#1001.*table_1.*Rejected.*Memo: wrong maintenance window/)
  await expect(list).toContainText('Show: Decided. Search applications: table. Status: Rejected')
  await expect(list).toContainText('300 applications')
  await expect(page.getByText(/^Printed .* by demo$/)).toBeVisible()
  await expect(page.getByText(/^Backup Desk .* · Demo$/)).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  expect(await colours(page)).toEqual(['rgb(0, 0, 0)'])
  await page.emulateMedia({ media: null })
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
})

test('what is printed at the very moment of a search is what was found, under the search @deep', async ({ page }) => {
  await openWith(
    page,
    numbered(30, () => 'pending'),
    '/applications',
  )
  const printed = page.locator('body > [data-printed]')
  // The table is loaded when nobody waits for anything else.
  await expect.poll(() => page.evaluate(printedTexts, '')).not.toBe('')
  await expect(printed).toHaveCount(0)
  const texts = await page.evaluate(printedTexts, 'table_7')
  expect(texts).toContain(`${en.list.search}: table_7`)
  expect(texts).toMatch(/1 application(?!s)/)
  expect(texts).not.toContain('table_8')
})

test('a list of any length is read whole before "Print" opens the dialog of the browser @deep', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.title = String(document.querySelectorAll('tbody tr').length)
    }
  })
  const unreviewed = { draft: { ...draftFor('table_699'), autoApprove: true } }
  await openWith(page, [...numbered(699, () => 'rejected'), seeded(699, 'rejected', unreviewed)])
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: en.print.print }).click()
  await expect(page).toHaveTitle(/^\d+$/)
  await page.emulateMedia({ media: 'print' })
  const rows = page.locator('body > [data-printed] tbody tr')
  await expect(rows).toHaveCount(700)
  await expect(rows.filter({ hasText: 'Memo: wrong maintenance window' })).toHaveCount(700)
  await expect(rows.filter({ hasText: en.review.column.autoApprove })).toHaveText(/table_699/)
})

test('one application is printed with request, timeline, memo and answer to their ends @deep', async ({ page }) => {
  await openWith(page, longApplications(), '/applications/9223372036854775807', longEvents())
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  expect(await pagesOf(page)).toBeLessThan(6)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const [, , rejected] = longApplications()
  for (const text of [rejected?.body ?? '', (rejected?.rejection?.memo ?? '').trim(), '"kind":"accepted"']) {
    await expect(page.getByRole('main')).toContainText(text)
  }
  await expect(page.getByRole('button')).toHaveCount(0)
  expect(await colours(page)).toEqual(['rgb(0, 0, 0)'])
})

/** What of the rows is wider than its place, or than the frame of its table. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main :is(td, td *):not(.visually-hidden)')]
      .filter((one) => {
        const frame = one.closest('table')?.parentElement?.getBoundingClientRect().right ?? 0
        return one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > frame + 1
      })
      .flatMap((one) => (getComputedStyle(one).display === 'inline' ? [] : (one.textContent ?? ''))),
  )

test('the form is printed with the whole request and what is switched on, and the latest applications with whole lines @deep', async ({
  page,
}) => {
  const memo = 'Not before the release is out, and not for a whole zone: name the tables and the window'
  const { rejection, ...rejected } = seeded(0, 'rejected')
  if (rejection === undefined) throw new Error('not rejected')
  await openWith(page, [{ ...rejected, rejection: { ...rejection, memo } }], '/apply')
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { zoneId: '', tableName: '' })
  const servers = Array.from({ length: 300 }, (_, index) => `126.2.${Math.floor(index / 200)}.${index % 200}`)
  await form(page).getByRole('textbox', { name: 'Server IDs' }).fill(servers.join('\n'))
  await expect(preview(page)).toContainText('Back up 300 servers')
  await expect(page.locator('main')).toContainText(memo)
  await page.setViewportSize({ width: 703, height: 1000 })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(preview(page)).toContainText('"126.2.1.99"')
  expect(await tooWide(page)).toEqual([])
  // Borders are printed, and a thumb without them is not seen.
  expect(await page.locator('.mantine-Switch-thumb').evaluate(({ clientWidth }) => clientWidth)).toBe(0)
})

test('the board is printed with what of it is found @deep', async ({ page }) => {
  await page.goto('/backups?app=2')
  const board = page.getByRole('region', { name: 'Backups' })
  await board.getByRole('searchbox').fill('mail')
  await board.getByRole('button', { name: /^Red/ }).click()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(board).toContainText('Search tables: mail. Level: Red')
})
