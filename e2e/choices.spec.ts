import type { Page } from '@playwright/test'
import { world } from '~/mocks/world'
import { batchRows, signIn, signInDialog } from './support/desk-page'
import { expect, test, type MockOms } from './support/fixtures'

test.use({ baseURL: ({ real }, provide) => provide(real.url) })

const tables = (name: string) => Array.from({ length: 10 }, (_, index) => `${name}_${index}`)
const zone = (number: number, name: string) => ({ zone: number, name: `${name}_zone`, tables: tables(name) })
const sets = [
  {
    set: 300,
    name: 'east_set',
    autoApprove: true,
    apps: [{ app: 7, svrs: [], zones: [zone(0, 'main'), zone(1, 'event')] }],
  },
  { set: 301, name: 'west_set', autoApprove: true, apps: [{ app: 7, svrs: [], zones: [zone(0, 'arena')] }] },
]
test.beforeAll(() => void world.push(...sets))
test.afterAll(() => void world.splice(world.length - sets.length))

const mostActions = 12

/** Counts every key that goes down, and every press of the mouse. */
async function countActions(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const count = () =>
      (document.documentElement.dataset.actions = String(Number(document.documentElement.dataset.actions ?? 0) + 1))
    for (const kind of ['keydown', 'pointerdown']) window.addEventListener(kind, count, true)
  })
  return async () => Number(await page.evaluate(() => document.documentElement.dataset.actions))
}

/** What has arrived for backups: set, zone and table of each. */
const applied = ({ arrivals }: MockOms) =>
  arrivals.filter(({ url }) => url.includes('/backup-svr-data/apply?')).map(({ body }) => body)

const wanted = [
  ['300', '0', 'main'],
  ['300', '1', 'event'],
  ['301', '0', 'arena'],
].flatMap(([set = '', at = '', name = '']) =>
  tables(name).map(
    (table) => `{"set_id":"${set}","app_id":"7","zone_id":"${at}","table_name":"${table}","auto_approve":"0"}`,
  ),
)

async function open(page: Page) {
  await page.goto('/')
  await signIn(page)
  await expect(signInDialog(page)).toBeHidden()
  return countActions(page)
}

async function expectApplied(page: Page, oms: MockOms) {
  await expect(batchRows(page).getByRole('row').nth(1)).toContainText('#558')
  await expect.poll(() => applied(oms).length).toBe(30)
  expect(applied(oms).toSorted()).toEqual(wanted.toSorted())
}

const checkbox = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })

test('30 tables in 3 zones of 2 sets take at most 12 presses, and no id is typed but that of the app', async ({
  page,
  real,
}) => {
  const actions = await open(page)
  await page.getByRole('link', { name: 'Several tables' }).click()
  await expect(page.getByRole('textbox', { name: 'App ID' })).toBeFocused()
  await page.keyboard.press('7')
  await checkbox(page, 'All zones (3)').click()
  await checkbox(page, 'All tables (30)').click()
  await page.getByRole('button', { name: 'Add 30 rows' }).click()
  await page.getByRole('button', { name: 'Submit 30 applications' }).click()
  await expectApplied(page, real.oms)
  expect(await actions()).toBeLessThanOrEqual(mostActions)
})

test('by keyboard alone they take no more @deep', async ({ page, real }) => {
  const actions = await open(page)
  await page.getByRole('link', { name: 'Several tables' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'App ID' })).toBeFocused()
  await page.keyboard.press('7')
  await expect(checkbox(page, 'All zones (3)')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(checkbox(page, 'All zones (3)')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(checkbox(page, 'All tables (30)')).toBeEnabled()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(checkbox(page, 'All tables (30)')).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Submit 30 applications' })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await expectApplied(page, real.oms)
  expect(await actions()).toBeLessThanOrEqual(mostActions)
})
