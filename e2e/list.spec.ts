import type { Page } from '@playwright/test'
import type { Application } from '~/record/application'
import { applications, applyAs, row, rows } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { detailOf } from '~/test/events'
import { numbered, openWith, seeded } from './support/seed-applications'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

const preset = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: new RegExp(`^${name} \\d+$`) })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search applications' })
const filter = (page: Page, name: string) => page.getByRole('search').getByLabel(name, { exact: true })
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })
const openFilters = (page: Page) => page.getByRole('button', { name: 'Filters' }).click()
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
  await expect(row(page, id5)).toContainText('2026-01-20 09:12:44 in OMS by tcaplus')
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
  await expect(filter(page, 'Set')).toBeHidden()
  await openFilters(page)
  await filter(page, 'Set').selectOption('127')
  await expect(page).toHaveURL('/applications?set=127')
  await expect(applications(page).getByText('1 application', { exact: true })).toBeVisible()
  await expect(names(page)).toHaveText([id5])
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Filters (1)' }).click()
  await expect(filter(page, 'Set')).toHaveValue('127')
  await page.getByRole('button', { name: 'Remove Set: 127' }).click()
  await expect(page).toHaveURL('/applications')
  await filter(page, 'Status').selectOption('refused')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(page).toHaveURL('/applications')
  await expect(rows(page)).toHaveCount(7)
  await filter(page, 'To').fill('2026-01-31')
  await filter(page, 'From').fill('2026-01-20')
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

test('Back from an application, and "All applications" on it, return to the same place', async ({ page }) => {
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

for (const { whole, tag, ...viewport } of [
  { width: 1280, height: 800, whole: 12, tag: '' },
  { width: 1440, height: 900, whole: 15, tag: ' @deep' },
]) {
  test.describe(`at ${viewport.width} x ${viewport.height}`, () => {
    test.use({ viewport })

    test(`${whole} rows are in view, none higher than 44 px whatever is in it, and what to back up has the most room${tag}`, async ({
      page,
    }) => {
      const messages = Array.from({ length: 296 }, (_none, index) => `svr 126.2.2.${index + 3} is not a slave process.`)
      const refused = seeded(60, 'refused', { outcome: { kind: 'refused', reason: 'request', messages } })
      await openWith(page, [...numbered(20), refused], '/applications?sort=-status')
      await expect(row(page, 'and 294 more')).toBeVisible()
      const boxes = await rows(page).evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
      )
      expect(Math.max(...boxes.map(({ height }) => height))).toBeLessThanOrEqual(44)
      expect(boxes.filter(({ bottom }) => bottom <= viewport.height).length).toBeGreaterThanOrEqual(whole)
      const widths = await rows(page)
        .first()
        .getByRole('cell')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
      expect(Math.max(...widths)).toBe(widths[4])

      await page.getByRole('button', { name: 'Comfortable' }).click()
      await page.reload()
      const { height = 0 } = (await row(page, '#1000').boundingBox()) ?? {}
      expect(height).toBeGreaterThan(44)
    })
  })
}

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
  await filter(page, 'Status').selectOption('refused')
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

test('under a dialog the page stays where it is, and scrolls again after it @deep', async ({ page }) => {
  await openWith(page, numbered(60))
  await expect(page.getByText('60 applications', { exact: true })).toBeVisible()
  const top = () => page.evaluate(() => window.scrollY)
  await page.mouse.move(640, 500)
  await page.mouse.wheel(0, 300)
  await expect.poll(top).toBe(300)
  const frame = page.getByRole('table')
  const { width } = (await frame.boundingBox()) ?? {}
  const button = page.getByRole('button', { name: /^Reject #/ }).nth(5)
  await button.scrollIntoViewIfNeeded()
  const before = await top()
  await button.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Memo' })).toBeFocused()
  await page.mouse.wheel(0, 300)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  expect(await top()).toBe(before)
  expect((await frame.boundingBox())?.width).toBe(width)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.mouse.move(640, 500)
  await page.mouse.wheel(0, 300)
  await expect.poll(top).toBe(before + 300)
})

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

test('two thousand applications: few are in the document, and the last can be reached @deep', async ({ page }) => {
  await openWith(
    page,
    numbered(2_000, (index) => (index % 2 === 0 ? 'approved' : 'pending')),
  )
  const table = page.getByRole('table', { name: 'Applications' })
  await expect(table).toHaveAttribute('aria-rowcount', '2001')
  expect(await rows(page).count()).toBeLessThan(60)
  await openFilters(page)
  await expect(filter(page, 'Table').getByRole('option').last()).toHaveText('and 1,800 more: search for them')
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await expect(row(page, '#1000')).toHaveAttribute('aria-rowindex', '2001')
  expect(await rows(page).count()).toBeLessThan(60)
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
    await expect(filter(page, 'Set')).toBeHidden()
    await openFilters(page)
    await filter(page, 'Set').selectOption('127')
    await expect(rows(page)).toHaveCount(1)
    await expect(row(page, id5)).toBeVisible()
  })
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
