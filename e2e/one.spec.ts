import type { Page, Route } from '@playwright/test'
import { rejectFor } from '~/mocks/applications'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  rejectDialog,
  row,
  rows,
  sendRejection,
  signIn,
  signInByToken,
  signInDialog,
} from './support/desk-page'
import { expect, test, type MockOms } from './support/fixtures'
import { readJournal } from './ledger/journal'

const inOms = (page: Page) => page.getByRole('region', { name: 'In OMS' })
const asked = (page: Page) => page.getByRole('region', { name: 'Request' })
const transaction = (page: Page) => page.getByRole('region', { name: /^Backup transaction/ })
const approveDialog = (page: Page, id: string) => page.getByRole('dialog', { name: `Approve ${id}` })
const looks = ({ arrivals }: MockOms, id: string) => arrivals.filter(({ url }) => url.includes(`/apply-detail/${id}?`))
const approvals = ({ arrivals }: MockOms) => arrivals.filter(({ url }) => url.includes('/check?'))

/** Opens the page of an application that OMS has and this browser does not know. */
async function openLink(page: Page, url: string): Promise<void> {
  await page.clock.install({ time: '2026-11-24T12:00:00' })
  await page.goto(`${url}/applications/557`)
  await signInByToken(page, accounts[0].token)
  await expect(signInDialog(page)).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Application #557' })).toBeVisible()
}

/** Opens it and takes it over. */
async function track(page: Page, url: string): Promise<void> {
  await openLink(page, url)
  await page.getByRole('button', { name: 'Track #557' }).click()
  await expect(page.getByText('Pending', { exact: true })).toBeVisible()
}

/** What a transaction answers from now on, in the documented shape. */
async function answerTransaction(page: Page, answer: Record<string, unknown>): Promise<void> {
  await page.unroute('**/oms/transaction/**')
  await page.route('**/oms/transaction/**', (route) =>
    route.fulfill({
      json: { Id: 260, CreateTime: '2021-07-23 16:17:20', UpdateTime: '2021-07-23 16:17:47', ...answer },
    }),
  )
}

async function approveElsewhere({ oms }: { oms: MockOms }): Promise<void> {
  await oms.db.transact(async ({ find, put }) => {
    const one = await find(557)
    if (one !== undefined) await put({ ...one, execute_status: 1, trans_id: 259 })
  })
}

async function approve(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: `Approve ${id}` }).click()
  await approveDialog(page, id).getByRole('button', { name: 'Approve', exact: true }).click()
}

test('a link to what this browser has not recorded asks to sign in, shows the word of OMS, and can be tracked', async ({
  page,
  real,
}) => {
  await page.goto(`${real.url}/applications/557`)
  await signInDialog(page).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Sign in to ask OMS' }).click()
  await signIn(page)
  await expect(inOms(page)).toContainText(/execute_status 0, as OMS said at \d\d:\d\d:\d\d/)
  await expect(inOms(page)).toContainText('126, 1, event_score')
  await expect(page.getByRole('button', { name: /Approve|Reject/ })).toHaveCount(0)

  await page.getByRole('button', { name: 'Track #557' }).click()
  await expect(page.getByText('Pending', { exact: true })).toBeVisible()
  await expect(page.getByText(/Confirmed by OMS at \d\d:\d\d:\d\d/)).toBeVisible()
  await expect(asked(page)).toContainText(/Tracked .* by reviewer/)
  await expect(page.getByRole('listitem').filter({ hasText: 'Loaded from OMS: execute_status 0' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('Pending', { exact: true })).toBeVisible()
})

test('a decision made elsewhere is found by polling, closes what it decides, and is told raw otherwise @deep', async ({
  page,
  real,
}) => {
  await track(page, real.url)
  await real.oms.db.transact((oms) => rejectFor(oms, { apply_id: '557', memo: 'no' }, 'reviewer'))
  await page.clock.runFor(20_000)
  await expect(page.getByText('changed in OMS: execute_status -1')).toBeVisible()
  await expect(inOms(page)).toContainText('reviewer')
  await expect(
    page.getByRole('listitem').filter({ hasText: 'execute_status -1, trans_id 0, by reviewer' }),
  ).toBeVisible()
  await expect(page.getByText('Recorded here')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reject #557' })).toBeVisible()

  await approveElsewhere(real)
  await page.clock.runFor(20_000)
  await expect(page.getByText('Approved', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /Reject #557|Approve #557/ })).toHaveCount(0)
  await expect(page.getByText(/Confirmed by OMS at/)).toBeVisible()
})

test('a page out of view does not ask, and asks once it is looked at again @deep', async ({ page, real }) => {
  await track(page, real.url)
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    }, state)
  await show('hidden')
  const before = looks(real.oms, '557').length
  await page.clock.runFor(3_600_000)
  const answer = page.waitForResponse('**/oms/apply-detail/557')
  await show('visible')
  await answer
  expect(looks(real.oms, '557')).toHaveLength(before + 1)
})

test('an answer that arrives after the page was left changes nothing @deep', async ({ page, real }) => {
  await track(page, real.url)
  await expect(inOms(page)).toContainText('as of')
  let held: Route | undefined
  await page.route('**/oms/apply-detail/557', (route) => {
    held = route
  })
  const given = page.waitForEvent('requestfailed')
  await inOms(page).getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => held !== undefined).toBe(true)
  await page.getByRole('link', { name: 'All applications' }).click()
  expect((await given).url()).toContain('/oms/apply-detail/557')
  await held?.fulfill({ json: { id: 557, set_id: 126, trans_id: 999 } }).catch(() => {})
  await expect(row(page, '#557').getByText('Pending', { exact: true })).toBeVisible()
  expect(JSON.stringify(await readJournal(page, new URL(real.oms.address).host))).not.toContain('"999"')
})

test('news from OMS leave an open dialog and what is typed in it alone @deep', async ({ page, real }) => {
  await track(page, real.url)
  await page.keyboard.press('r')
  const memo = page.getByRole('dialog', { name: 'Reject #557' }).getByRole('textbox', { name: 'Memo' })
  await memo.fill('half a sen')
  await approveElsewhere(real)
  await page.clock.runFor(20_000)
  await expect(page.getByText('Approved', { exact: true })).toBeVisible()
  await expect(memo).toBeFocused()
  await expect(memo).toHaveValue('half a sen')
})

test('an approval tells its transaction, which is followed until it has ended', async ({ page, real }) => {
  await answerTransaction(page, { Status: 0 })
  await track(page, real.url)
  await approve(page, '#557')
  await expect(
    page.getByRole('status').filter({ hasText: 'Application #557 is approved: transaction 260' }),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Application #557' })).toBeFocused()
  await expect(page.getByText('Approved', { exact: true })).toBeVisible()
  expect(approvals(real.oms).map(({ body }) => body)).toEqual(['{"uid":557}'])

  await expect(transaction(page)).toHaveAccessibleName('Backup transaction 260: status 0')
  await answerTransaction(page, { Status: 5 })
  await page.clock.runFor(20_000)
  await expect(transaction(page)).toHaveAccessibleName('Backup transaction 260: suspended')
  await answerTransaction(page, { Status: 9, StatusText: '已成功完成' })
  await page.clock.runFor(40_000)
  await expect(transaction(page)).toHaveAccessibleName('Backup transaction 260: completed')
  await expect(transaction(page).getByText('已成功完成')).toHaveAttribute('lang', 'zh-CN')
  await expect(transaction(page)).toContainText(/2021-07-23 16:17:20.*2021-07-23 16:17:47/s)

  let more = 0
  page.on('request', (request) => {
    if (request.url().includes('/oms/transaction/')) more += 1
  })
  await page.clock.runFor(3_600_000)
  expect(more).toBe(0)
})

test('an approval whose answer was lost is found out by asking OMS @deep', async ({ page, real }) => {
  await track(page, real.url)
  await page.route('**/oms/check', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.route('**/oms/attempts/*/settle', (route) => route.fulfill({ json: { attempt: { state: 'lost' } } }))
  await approve(page, '#557')
  await expect(approveDialog(page, '#557').getByRole('alert')).toContainText('It may or may not be approved.')
  await approveDialog(page, '#557').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('It is unknown whether OMS carried out the approval')).toBeVisible()
  await page.clock.runFor(20_000)
  await expect(page.getByText('Approved', { exact: true })).toBeVisible()
  await expect(page.getByText('It is unknown whether OMS carried out the approval')).toHaveCount(0)
  await expect(transaction(page)).toHaveAccessibleName(/Backup transaction 260/)
  expect(approvals(real.oms)).toHaveLength(1)
})

test('id, link, request, command and decision are copied from the page of an application @deep', async ({
  page,
  real,
}) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async (text) => {
      document.title = text
    }
  })
  await page.goto(real.url)
  await signInByToken(page, accounts[0].token)
  await applyAs(page, '#558')
  await rows(page).first().getByRole('link', { name: '#558' }).click()
  await page.getByRole('button', { name: 'Reject #558' }).click()
  await sendRejection(rejectDialog(page, '#558'), 'wrong zone')
  // What is copied stands in the title, which the page itself changes last here.
  await expect(page).toHaveTitle(/^#558 rejected/)
  for (const [name, text] of [
    ['Copy id', '558'],
    ['Copy link', `${real.url}/applications/558`],
    ['Copy JSON', '{"set_id":"126","app_id":"2","zone_id":"0","table_name":"player","auto_approve":"0"}'],
    ['Copy as curl', /^curl -X POST 'http:.*access-token=TOKEN'.*--data-raw/],
    ['Copy decision', /^Application #558 .* was rejected on .* Memo: wrong zone /],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page).toHaveTitle(text)
  }
  await expect(page.getByText('Recorded here').or(page.getByText('Confirmed by OMS at'))).toBeVisible()
})
