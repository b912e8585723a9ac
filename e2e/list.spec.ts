import type { Page } from '@playwright/test'
import type { Application } from '~/record/application'
import { applications, applyAs, listFilter, openFilters, row, rows } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { detailOf } from '~/test/events'
import { numbered, openWith, seeded } from './support/seed-applications'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const preset = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: new RegExp(`^${name} \\d+$`) })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search applications' })
/** The order as it is written. */
const order = (page: Page) => page.getByRole('combobox', { name: 'Order' }).locator('option:checked')
const scrolled = (page: Page) => page.evaluate(() => window.scrollY)
const names = (page: Page) => rows(page).getByRole('link')

const place = { scope: 'tables', zoneId: '1', tableName: 'event_score' } as const
const soon = () => new Date(Date.now() + 60_000).toISOString()

function mixture(): Application[] {
  const { draft: _draft, body: _body, outcome: _outcome, ...bare } = seeded(5)
  const named = { id: '1005', setId: '127', zoneId: '3', tableName: 'ledger', username: 'tcaplus' }
  const detail = detailOf({ ...named, createTime: '2026-01-20 09:12:44' })
  return [
    seeded(0),
    seeded(1, 'approved', { draft: { setId: '128', appId: '3', target: place, autoApprove: true } }),
    seeded(2, 'rejected'),
    seeded(3, 'refused', { by: 'eve' }),
    seeded(4, 'unknown'),
    { ...bare, seen: { at: bare.sentAt, detail } },
    seeded(6),
  ]
}
const [id0, id1, id2, id5, id6] = ['#1000', '#1001', '#1002', '#1005', '#1006']
const none = 'No OMS id'

test('all are shown at first, pending ones first; presets and filters are in the address, with their count and order, and "Clear all" takes them back', async ({
  page,
}) => {
  await openWith(page, mixture())
  await expect(applications(page)).toContainText('7 applications')
  await expect(names(page)).toHaveText([id0, id5, id6, none, none, id2, id1])
  await expect(order(page)).toHaveText('Pending first, then newest')
  await expect(row(page, id0)).toContainText('waiting 2 d')
  await expect(row(page, id5)).toContainText('by tcaplus, 2026-01-20 09:12:44 in OMS')
  await expect(row(page, id1)).not.toContainText('waiting')
  for (const [name, address, expected] of [
    ['Pending', 'pending', [id0, id5, id6]],
    ['Mine', 'mine', [id6, none, id2, id1, id0]],
    ['Decided', 'decided', [id2, id1]],
    ['Needs attention', 'attention', [id6, id5, none, none, id0]],
  ] as const) {
    await expect(preset(page, name)).toHaveText(`${name} ${expected.length}`)
    await preset(page, name).click()
    await expect(page).toHaveURL(`/applications?show=${address}`)
    await expect(preset(page, name)).toHaveAttribute('aria-current', 'page')
    await expect(applications(page)).toContainText(`${expected.length} applications`)
    await expect(names(page)).toHaveText(expected)
  }
  await page.goBack()
  await expect(preset(page, 'Decided')).toHaveAttribute('aria-current', 'page')
  await expect(names(page)).toHaveText([id2, id1])

  await preset(page, 'All').click()
  await expect(listFilter(page, 'Set')).toBeHidden()
  await openFilters(page)
  await listFilter(page, 'Set').selectOption('127')
  await expect(page).toHaveURL('/applications?set=127')
  await expect(applications(page).getByText('1 application', { exact: true })).toBeVisible()
  await expect(names(page)).toHaveText([id5])
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Filters (1)' }).click()
  await expect(listFilter(page, 'Set')).toHaveValue('127')
  await page.getByRole('button', { name: 'Remove Set: 127' }).click()
  await expect(page).toHaveURL('/applications')
  await listFilter(page, 'Status').selectOption('refused')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(page).toHaveURL('/applications')
  await expect(rows(page)).toHaveCount(7)
  await listFilter(page, 'To').fill('2026-01-31')
  await listFilter(page, 'From').fill('2026-01-20')
  await expect(names(page)).toHaveText([id5])
})

test('a heading sorts up, down, and then not at all; what is searched is no step for Back @deep', async ({ page }) => {
  await openWith(page, mixture())
  await preset(page, 'All').click()
  await search(page).fill('event_score')
  await expect(names(page)).toHaveText([id1])
  await expect(page).toHaveURL('/applications?q=event_score')
  await page.goBack()
  await expect(page).toHaveURL('/applications')
  await expect(search(page)).toHaveValue('')
  const heading = page.getByRole('columnheader', { name: 'Set' })
  const sort = heading.getByRole('button')
  await expect(heading).not.toHaveAttribute('aria-sort')
  await expect(sort.locator('svg')).toBeVisible()
  await expect(order(page)).toHaveText('Pending first, then newest')
  await sort.click()
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')
  await expect(order(page)).toHaveText('Set, ascending')
  await expect(rows(page).last()).toContainText(id1)
  await sort.click()
  await expect(heading).toHaveAttribute('aria-sort', 'descending')
  await expect(rows(page).first()).toContainText(id1)
  await sort.click()
  await expect(page).toHaveURL('/applications')
  await expect(rows(page).first()).toContainText(id0)
})

test('a row that is pressed right after a search is opened, and Back finds the search again @deep', async ({
  page,
}) => {
  await openWith(page, mixture())
  await expect(applications(page)).toContainText('7 applications')
  // What follows the search is drawn by now, and the page has not come to its next task.
  await page.getByRole('navigation', { name: 'Show' }).evaluate((presets) => {
    const press = (_changes: MutationRecord[], observer: MutationObserver) => {
      observer.disconnect()
      document.querySelector<HTMLAnchorElement>('tbody a')?.click()
    }
    new MutationObserver(press).observe(presets, { subtree: true, attributeFilter: ['href'] })
  })
  await search(page).fill('1000')
  await expect(page.getByRole('heading', { level: 1, name: 'Application #1000' })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL('/applications?q=1000')
  await expect(search(page)).toHaveValue('1000')
})

for (const width of [1280, 390]) {
  test(`Back from an application, and "All applications" on it, return to the same place at ${width} px @deep`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 720 })
    await openWith(
      page,
      numbered(60, (index) => (index % 3 === 0 ? 'rejected' : 'pending')),
      '/applications?show=pending',
    )
    await expect(page.getByText(/^\d+ applications$/)).toBeVisible()
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2))
    const inView = () =>
      page.evaluate(() => {
        const links = [...document.querySelectorAll('tbody a')]
        return links.find((one) => one.getBoundingClientRect().top > 200)?.textContent ?? ''
      })
    // Rows that come into view are read first.
    let name = ''
    await expect.poll(async () => (name = await inView())).not.toBe('')
    const link = rows(page).getByRole('link', { name, exact: true })
    await link.focus()
    const [before, y] = [await scrolled(page), (await link.boundingBox())?.y ?? 0]
    expect(before).toBeGreaterThan(500)
    await link.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: `Application ${name}` })).toBeVisible()
    await expect.poll(() => scrolled(page)).toBe(0)
    for (const back of [() => page.goBack(), () => page.getByRole('link', { name: 'All applications' }).click()]) {
      await back()
      await expect(page).toHaveURL('/applications?show=pending')
      await expect(link).toBeInViewport()
      await expect.poll(async () => Math.abs((await scrolled(page)) - before)).toBeLessThan(4)
      await expect.poll(async () => Math.abs(((await link.boundingBox())?.y ?? 0) - y)).toBeLessThan(4)
      await link.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: `Application ${name}` })).toBeVisible()
    }
  })
}

test('a row whose decision is on its way has its buttons, disabled with the reason @deep', async ({ page }) => {
  const rejection = { attempt: 'r', sentAt: soon(), expires: soon(), memo: 'on its way' }
  await openWith(page, [seeded(0), seeded(1, 'pending', { rejection }), seeded(2, 'approved')])
  for (const name of ['Approve #1001', 'Reject #1001']) {
    const button = page.getByRole('button', { name, exact: true })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription('A decision is on its way; wait for its outcome')
  }
  await expect(page.getByRole('button', { name: 'Approve #1000', exact: true })).toBeEnabled()
  await expect(page.getByRole('button', { name: 'Reject #1000', exact: true })).toBeEnabled()
  await expect(row(page, '#1002').getByRole('button')).toHaveCount(0)
})

test('the number of pending ones is beside the navigation and in the title, on every page @deep', async ({ page }) => {
  await openWith(page, mixture(), '/apply')
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(navigation.getByRole('link', { name: 'Applications', exact: true })).toBeVisible()
  await expect(navigation.getByText('3 pending')).toBeAttached()
  await expect(page).toHaveTitle('3 pending · Apply · Demo · Backup Desk')
  await applyAs(page, '#558')
  await expect(page).toHaveTitle('4 pending · Apply · Demo · Backup Desk')
  await page.getByRole('button', { name: 'Reset demo' }).click()
  await expect(page).toHaveTitle('Apply · Demo · Backup Desk')
})

test('an empty view says why, and what to do next @deep', async ({ page }) => {
  await openWith(page, [seeded(0, 'refused', { by: 'eve' })])
  for (const [name, text] of [
    ['Pending', 'Nothing is pending'],
    ['Mine', 'You have no applications yet'],
    ['Decided', 'Nothing is decided yet'],
  ] as const) {
    await preset(page, name).click()
    await expect(applications(page)).toContainText(text)
    await expect(applications(page).getByRole('link', { name: 'Apply for a backup' })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Sign out' }).click()
  await preset(page, 'Mine').click()
  await expect(applications(page)).toContainText('signed in without a username')
  await preset(page, 'All').click()
  await search(page).fill('nowhere')
  await expect(applications(page)).toContainText('No application matches')
  await applications(page).getByRole('button', { name: 'Clear all' }).last().click()
  await expect(rows(page)).toHaveCount(1)
})

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('rows are cards that fit, and the filters begin folded @deep', async ({ page }) => {
    await openWith(page, mixture())
    await expect(row(page, id0)).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    for (const name of ['Approve #1000', 'Reject #1000']) {
      const { height = 0, width = 0 } = (await page.getByRole('button', { name, exact: true }).boundingBox()) ?? {}
      expect(Math.min(height, width)).toBeGreaterThanOrEqual(44)
    }
    await expect(page.getByRole('button', { name: 'Keyboard' })).toBeHidden()
    await expect(order(page)).toHaveText('Pending first, then newest')
    await expect(listFilter(page, 'Set')).toBeHidden()
    await openFilters(page)
    await listFilter(page, 'Set').selectOption('127')
    await expect(rows(page)).toHaveCount(1)
    await expect(row(page, id5)).toBeVisible()
  })
})
