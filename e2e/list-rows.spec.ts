import { listFilter, openFilters, row, rows } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { numbered, openWith, seeded } from './support/seed-applications'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

test('12 rows are in view at 1280 x 800 and 15 at 1440 x 900, none higher than 44 px whatever is in it, and what to back up has the most room @deep', async ({
  page,
}) => {
  const messages = Array.from({ length: 296 }, (_none, index) => `svr 126.2.2.${index + 3} is not a slave process.`)
  const refused = seeded(60, 'refused', { outcome: { kind: 'refused', reason: 'request', messages } })
  await openWith(page, [...numbered(20), refused], '/applications?sort=-status')
  await expect(row(page, 'and 294 more')).toBeVisible()
  for (const [width, height, whole] of [
    [1440, 900, 15],
    [1280, 800, 12],
  ] as const) {
    await page.setViewportSize({ width, height })
    const boxes = await rows(page).evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
    )
    expect(Math.max(...boxes.map((box) => box.height))).toBeLessThanOrEqual(44)
    expect(boxes.filter(({ bottom }) => bottom <= height).length).toBeGreaterThanOrEqual(whole)
    const widths = await rows(page)
      .first()
      .getByRole('cell')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
    expect(Math.max(...widths)).toBe(widths[4])
  }

  await page.getByRole('button', { name: 'Comfortable' }).click()
  await page.reload()
  const { height = 0 } = (await row(page, '#1000').boundingBox()) ?? {}
  expect(height).toBeGreaterThan(44)
})

test('the buttons of what can be decided are seen wherever the pointer is, in the list and beside the form', async ({
  page,
}) => {
  await openWith(page, numbered(3))
  for (const path of ['/applications', '/apply']) {
    await page.goto(path)
    for (const name of ['Approve #1000', 'Reject #1000']) {
      const button = page.getByRole('button', { name, exact: true })
      await expect(button).toBeVisible()
      expect(await button.evaluate((one) => one.checkVisibility({ opacityProperty: true }))).toBe(true)
    }
  }
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

test('two thousand applications: few are in the document, and the last can be reached @deep', async ({ page }) => {
  await openWith(
    page,
    numbered(2_000, (index) => (index % 2 === 0 ? 'approved' : 'pending')),
  )
  const table = page.getByRole('table', { name: 'Applications' })
  await expect(table).toHaveAttribute('aria-rowcount', '2001')
  expect(await rows(page).count()).toBeLessThan(60)
  await openFilters(page)
  await expect(listFilter(page, 'Table').getByRole('option').last()).toHaveText('and 1,800 more: search for them')
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await expect(row(page, '#1000')).toHaveAttribute('aria-rowindex', '2001')
  expect(await rows(page).count()).toBeLessThan(60)
})
